import ArgumentParser
import Rejoinder

/// A moment on the command line: a time, a day, or a duration from now.
enum MomentArgument: ExpressibleByArgument {
    case time(Timestamp)
    /// From its beginning to its end, in UTC.
    case day(Timestamp)
    case span(Duration)

    init?(argument: String) {
        if let span = DurationText.parse(argument) {
            self = .span(span)
        } else if let moment = Timestamp(argument) {
            self = argument.utf8.count == 10 ? .day(moment) : .time(moment)
        } else {
            return nil
        }
    }

    /// Where something begins: a duration lies before now.
    func beginning(now: Timestamp) -> Timestamp {
        switch self {
        case .time(let moment), .day(let moment): moment
        case .span(let span): now - span
        }
    }

    /// Where something ends: a duration lies after now, and a day counts to its end.
    func end(now: Timestamp) -> Timestamp {
        switch self {
        case .time(let moment): moment
        case .day(let moment): moment + .seconds(86_400)
        case .span(let span): now + span
        }
    }
}
