import Platform
import Synchronization

/// A sink that runs a program for each event, or for each digest, with its JSON on standard input.
///
/// What a webhook of the format `standard` would post is what the program reads. Of a program that
/// archives what an event tells, it is also recorded how it ended, and what it wrote.
package struct Program: Sink {
    package let name: String
    private let command: [String]
    private let environment: [String: String]
    private let timeout: Duration
    private let grace: Duration
    private let isArchive: Bool
    private let left = LeftPrograms()
    /// How signals are sent; only a test has another way.
    var signal: ChildProgram.Signal?

    /// - Parameters:
    ///   - command: the path of the program, and its arguments.
    ///   - environment: all that it has, but for the event's id and type.
    ///   - timeout: for one run; then it is asked to end, and killed if it does not.
    ///   - grace: how long it has to end when asked.
    ///   - isArchive: whether what it says is recorded.
    package init(
        name: String, command: [String], environment: [String: String],
        timeout: Duration = .seconds(30), grace: Duration = .seconds(5),
        isArchive: Bool = false
    ) {
        self.name = name
        self.command = command
        self.environment = environment
        self.timeout = timeout
        self.grace = grace
        self.isArchive = isArchive
    }

    package func deliver(_ events: [Event], now: Timestamp) async -> DeliveryOutcome {
        await attempt(events, now: now).0
    }

    package func attempt(
        _ events: [Event], now: Timestamp
    ) async -> (DeliveryOutcome, said: JSONValue?) {
        let (id, body) = WireEvent.message(events)
        var environment = environment
        environment["REJOINDER_EVENT_ID"] = id
        environment["REJOINDER_EVENT_TYPE"] =
            events.count == 1 ? events.first?.type.rawValue : "digest"
        if isArchive, let event = events.first {
            environment["REJOINDER_EVENT_HASH"] = Hex.string(event.hash)
            environment["REJOINDER_LINK"] = ArchivedLink.of(event)
        }
        guard left.count < LeftPrograms.most else {
            return (
                .retry(
                    after: nil,
                    reason: "not run, because \(left.count) earlier runs have not ended yet"), nil
            )
        }
        var program = ChildProgram(command: command, environment: environment)
        if let signal { program.signal = signal }
        left.add(1)
        let outcome = await program.run(
            input: body, timeout: timeout, grace: grace,
            outputLimit: isArchive ? Self.mostSaid : 4096
        ) { [left] in left.add(-1) }
        if case .left = outcome.ending {} else { left.add(-1) }
        let said = isArchive ? ProgramVerdict.said(outcome, command: command) : nil
        return (ProgramVerdict.outcome(outcome, command: command, timeout: timeout), said)
    }

    /// How many bytes of what a program wrote are recorded, the last ones: room for a time stamp.
    private static let mostSaid = 16 << 10
}

/// Counts runs that could not be ended, so that their number is bounded.
private final class LeftPrograms: Sendable {
    static let most = 4

    private let running = Mutex(0)

    var count: Int { running.withLock { $0 } }
    func add(_ number: Int) { running.withLock { $0 += number } }
}

/// What the end of a program means.
enum ProgramVerdict {
    static func outcome(
        _ outcome: ChildProgram.Outcome, command: [String], timeout: Duration
    ) -> DeliveryOutcome {
        let name = VisibleText.line(command.first ?? "", limit: 200)
        switch outcome.ending {
        case .exit(0): return .delivered
        // EX_TEMPFAIL of sysexits(3), and what a shell says where it found nothing to run.
        case .exit(let status) where status == 75 || status == 126 || status == 127:
            return .retry(after: nil, reason: reason("exit status \(status)", outcome.output))
        case .exit(let status):
            return .refused(reason: reason("exit status \(status)", outcome.output))
        case .signal(let number):
            return .retry(after: nil, reason: reason("ended by signal \(number)", outcome.output))
        case .stopped:
            let limit = DurationText.write(timeout)
            return .retry(
                after: nil,
                reason: reason("stopped because it took longer than \(limit)", outcome.output))
        case .left(let why):
            let limit = DurationText.write(timeout)
            return .retry(
                after: nil,
                reason: reason(
                    "it took longer than \(limit), and could not be stopped"
                        + (why.map { " (\($0))" } ?? ""), outcome.output))
        case .cancelled: return .retry(after: nil, reason: "stopped because the daemon is stopping")
        case .notStarted(let why):
            return .retry(after: nil, reason: "\(name) cannot be run: \(why)")
        }
    }

    /// What is recorded of a run.
    ///
    /// The arguments are not, because they may hold a key.
    static func said(_ outcome: ChildProgram.Outcome, command: [String]) -> JSONValue {
        let (status, signal): (Int32?, Int32?) =
            switch outcome.ending {
            case .exit(let status): (status, nil)
            case .signal(let number): (nil, number)
            default: (nil, nil)
            }
        return .members([
            "program": .string(VisibleText.line(command.first ?? "", limit: 200)),
            "status": status.map { .int(Int64($0)) }, "signal": signal.map { .int(Int64($0)) },
            "failure": .string(failure(outcome.ending)),
            "output": .string(
                String(decoding: outcome.output, as: UTF8.self).replacing("\0", with: "\u{FFFD}")),
        ])
    }

    private static func failure(_ ending: ChildProgram.Ending) -> String? {
        switch ending {
        case .exit, .signal: nil
        case .stopped: "stopped, because it took too long"
        case .left: "it took too long, and could not be stopped"
        case .cancelled: "stopped, because the daemon is stopping"
        case .notStarted(let why): "it cannot be run: \(why)"
        }
    }

    /// With the last line that the program wrote.
    private static func reason(_ what: String, _ output: [UInt8]) -> String {
        let lines = output.split { $0 == 0x0A || $0 == 0x0D }
            .map { VisibleText.line(String(decoding: $0.suffix(1024), as: UTF8.self), limit: 200) }
        guard let said = lines.last(where: { !$0.isEmpty }) else { return what }
        return "\(what): \(said)"
    }
}
