import ArgumentParser
import Rejoinder

/// A deadline on the command line: a time, or a number of working days from now.
enum DeadlineArgument: ExpressibleByArgument {
    case moment(MomentArgument)
    case workingDays(ResponseTime)

    init?(argument: String) {
        if let moment = MomentArgument(argument: argument) {
            self = .moment(moment)
        } else if let time = ResponseTime.parse(argument) {
            self = .workingDays(time)
        } else {
            return nil
        }
    }

    func end(now: Timestamp, _ calendar: WorkCalendar) -> Timestamp {
        switch self {
        case .moment(let moment): moment.end(now: now)
        case .workingDays(let time): time.end(from: now, calendar)
        }
    }

    static let help: ArgumentHelp =
        "The new deadline: a time, a day, or a time from now (3d, '3 working days')."
}
