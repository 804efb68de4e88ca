import Platform

/// A sink that runs a program for each event, or for each digest, with its JSON on standard input.
///
/// What a webhook of the format `standard` would post is what the program reads.
package struct Program: Sink {
    package let name: String
    private let command: [String]
    private let environment: [String: String]
    private let timeout: Duration

    /// - Parameters:
    ///   - command: the path of the program, and its arguments.
    ///   - environment: all that it has, but for the event's id and type.
    ///   - timeout: for one run; then it is asked to end, and killed if it does not.
    package init(
        name: String, command: [String], environment: [String: String],
        timeout: Duration = .seconds(30)
    ) {
        self.name = name
        self.command = command
        self.environment = environment
        self.timeout = timeout
    }

    package func deliver(_ events: [Event], now: Timestamp) async -> DeliveryOutcome {
        let (id, body) = WireEvent.message(events)
        var environment = environment
        environment["REJOINDER_EVENT_ID"] = id
        environment["REJOINDER_EVENT_TYPE"] =
            events.count == 1 ? events.first?.type.rawValue : "digest"
        let outcome = await ChildProgram(command: command, environment: environment)
            .run(input: body, timeout: timeout)
        return ProgramVerdict.outcome(outcome, command: command, timeout: timeout)
    }
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
        case .cancelled: return .retry(after: nil, reason: "stopped because the daemon is stopping")
        case .notStarted(let why):
            return .retry(after: nil, reason: "\(name) cannot be run: \(why)")
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
