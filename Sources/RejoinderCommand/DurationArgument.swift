import ArgumentParser
import Rejoinder

/// A length of time on the command line, such as `90s` or `15m`.
struct DurationArgument: ExpressibleByArgument {
    let span: Duration

    init(span: Duration) { self.span = span }

    init?(argument: String) {
        guard let span = DurationText.parse(argument) else { return nil }
        self.init(span: span)
    }

    var defaultValueDescription: String { DurationText.write(span) }
}
