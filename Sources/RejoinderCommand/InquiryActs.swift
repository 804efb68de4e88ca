import ArgumentParser
import Rejoinder

/// The arguments that every act of a person on an inquiry takes.
struct ActOptions: ParsableArguments {
    @OptionGroup var source: LedgerOptions

    @Argument(help: "The inquiry's id, or the beginning of it.")
    var id: String

    @Option(help: "Why. The reason is recorded.")
    var reason: String?

    @OptionGroup var person: PersonOptions

    /// - Throws: `ValidationError` if no reason is given.
    func needReason() throws {
        guard reason != nil else { throw ValidationError("Say with --reason why.") }
    }

    /// Opens the ledger, performs the act, and prints the outcome, with the deadline that now holds.
    ///
    /// - Parameters:
    ///   - saysNobodyAsked: whether the person says that there was no question at all.
    ///   - tellsState: whether the act alone does not say in what state the inquiry is now.
    func perform(
        _ said: String, saysNobodyAsked: Bool = false, tellsState: Bool = false,
        _ body: (Ledger, Inquiry, Act) async throws -> Void
    ) async throws {
        let ledger = try source.openToWrite()
        let inquiry = try await ledger.inquiry(id)
        var act = Act(by: person.name, at: SystemClock.now(), reason: reason)
        act.saysNobodyAsked = saysNobodyAsked
        try await body(ledger, inquiry, act)
        let after = try await ledger.inquiry(inquiry.id.rawValue)
        await ledger.close()
        let state = tellsState ? ", and \(after.state.rawValue)" : ""
        Output.line("\(said)\(state): \(InquiryText(inquiry: after, now: act.at).summary)")
    }
}

/// Ends the waiting.
struct CloseInquiry: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "close", abstract: "Stop waiting for an answer.",
        discussion: HelpText.flowing(
            """
            EXAMPLES
              rejoinder inquiries close inq_k7w2 --reason 'no longer of interest'
              rejoinder inquiries close inq_k7w2 --not-asked
            """))

    @OptionGroup var options: ActOptions

    @Flag(help: "Nobody was asked, although a text was taken to say so.")
    var notAsked = false

    func run() async throws {
        try await options.perform("closed", saysNobodyAsked: notAsked) { ledger, inquiry, act in
            try await ledger.close(inquiry, by: act)
        }
    }
}

/// Makes an inquiry wait again.
struct ReopenInquiry: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reopen", abstract: "Wait again, with a new deadline if one is given.")

    @OptionGroup var options: ActOptions

    @Option(name: [.customLong("deadline"), .customLong("due")], help: DeadlineArgument.help)
    var due: DeadlineArgument?

    func run() async throws {
        let calendars = try due == nil ? WorkCalendars() : options.source.calendars()
        try await options.perform("open again") { ledger, inquiry, act in
            let calendar = calendars.calendar(institution: inquiry.institution)
            try await ledger.reopen(inquiry, dueAt: due?.end(now: act.at, calendar), by: act)
        }
    }
}

/// Moves the deadline.
struct ExtendInquiry: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extend", abstract: "Give an open inquiry another deadline.",
        discussion: HelpText.flowing(
            """
            EXAMPLES
              rejoinder inquiries extend inq_k7w2 3d --reason 'they asked for time'
              rejoinder inquiries extend inq_k7w2 '5 working days'
              rejoinder inquiries extend inq_k7w2 2026-03-20
            """))

    @OptionGroup var options: ActOptions

    @Argument(help: DeadlineArgument.help)
    var due: DeadlineArgument

    func run() async throws {
        let calendars = try options.source.calendars()
        try await options.perform("extended") { ledger, inquiry, act in
            let calendar = calendars.calendar(institution: inquiry.institution)
            try await ledger.extend(inquiry, dueAt: due.end(now: act.at, calendar), by: act)
        }
    }
}
