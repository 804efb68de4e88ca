import ArgumentParser
import Rejoinder

/// A time on the command line: a moment, a day, or a duration from now.
enum MomentArgument: ExpressibleByArgument {
    case time(Timestamp)
    /// A whole day in UTC.
    case day(Timestamp)
    case span(Duration)

    init?(argument: String) {
        if let span = DurationText.parse(argument) {
            self = .span(span)
        } else if argument.utf8.count == 16, let moment = Timestamp(argument + ":00Z") {
            // As people write it: 2026-03-04T09:00.
            self = .time(moment)
        } else if let moment = Timestamp(argument) {
            self = argument.utf8.count == 10 ? .day(moment) : .time(moment)
        } else {
            return nil
        }
    }

    /// The moment as a beginning: a duration counts back from now.
    func beginning(now: Timestamp) -> Timestamp {
        switch self {
        case .time(let moment), .day(let moment): moment
        case .span(let span): now - span
        }
    }

    /// The moment as an end: a duration counts forward from now, and a day counts to its end.
    func end(now: Timestamp) -> Timestamp {
        switch self {
        case .time(let moment): moment
        case .day(let moment): moment + .seconds(86_400)
        case .span(let span): now + span
        }
    }
}
