import ArgumentParser
import Rejoinder

/// Opens an inquiry by hand.
struct OpenInquiry: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open", abstract: "Open an inquiry for a question that you have put.",
        discussion: HelpText.flowing(
            """
            The institution is the key or a name of one in the configuration. Any other name
            works too, but then only a text that uses this name can answer.

            --mention opens the inquiry of a mention that `rejoinder inquiries --doubtful`
            lists, from the words of its text.

            EXAMPLES
              rejoinder inquiries open --institution nato --subject 'Who leads?' \\
                  --topic fleet minesweepers --deadline '3 working days' \\
                  --reason 'mail to the press office'
              rejoinder inquiries open --mention 17
            """))

    @OptionGroup var source: LedgerOptions

    @Option(help: "Who was asked: a key, or a name.")
    var institution: String?

    @Option(help: "What was asked, in a line.")
    var subject: String?

    @Option(parsing: .upToNextOption, help: "Words that a response is expected to contain.")
    var topic: [String] = []

    @Option(help: "The number of a mention, from which all else is taken.")
    var mention: Int64?

    @Option(name: [.customLong("deadline"), .customLong("due")], help: DeadlineArgument.help)
    var due: DeadlineArgument?

    @Option(help: "Why, or how the question was put. It is recorded.")
    var reason: String?

    @OptionGroup var person: PersonOptions

    @Flag(help: "Print the inquiry as one JSON document.")
    var json = false

    func validate() throws {
        if mention != nil {
            guard institution == nil, subject == nil, topic.isEmpty else {
                throw ValidationError(
                    "--mention says who was asked, and what; leave out --institution, --subject and "
                        + "--topic.")
            }
            return
        }
        guard let institution, let subject else {
            throw ValidationError("Give --institution and --subject, or --mention.")
        }
        guard institution.contains(where: { !$0.isWhitespace }),
            subject.contains(where: { !$0.isWhitespace })
        else { throw ValidationError("--institution and --subject must not be empty.") }
    }

    func run() async throws {
        let configuration = try source.configuration()
        let ledger = try source.openToWrite()
        let act = Act(by: person.name, at: SystemClock.now(), reason: reason)
        let inquiry = try await open(configuration, ledger, act)
        await ledger.close()
        let text = InquiryText(inquiry: inquiry, now: act.at)
        guard !json else { return Output.json(text.json) }
        Output.line("\(inquiry.state.rawValue): \(text.summary)")
    }

    private func open(
        _ configuration: Configuration?, _ ledger: Ledger, _ act: Act
    ) async throws -> Inquiry {
        let calendars = configuration?.calendars ?? WorkCalendars()
        func dueAt(_ calendar: WorkCalendar) -> Timestamp {
            due?.end(now: act.at, calendar)
                ?? (configuration?.inquiry ?? Configuration.InquiryDefaults()).deadline
                .end(from: act.at, calendar)
        }
        if let mention {
            let found = try await ledger.mention(mention)
            let calendar = calendars.calendar(institution: found.institution, feed: found.feed)
            return try await ledger.open(mention: mention, dueAt: dueAt(calendar), by: act)
        }
        let subject = subject ?? ""
        let (key, name) = try await asked(institution ?? "", configuration, ledger)
        let inquiry = Inquiry(
            id: ledger.inquiryID(
                institution: key?.rawValue ?? name, subject: subject, openedAt: act.at),
            institution: key, institutionName: name, origin: .hand(user: act.by),
            subject: subject, evidence: nil, topic: topic, openedAt: act.at,
            dueAt: dueAt(calendars.calendar(institution: key)), state: .open)
        try await ledger.open(inquiry, by: act)
        return inquiry
    }

    private func asked(
        _ institution: String, _ configuration: Configuration?, _ ledger: Ledger
    ) async throws -> (InstitutionKey?, String) {
        let wanted = institution.caseFolded
        let known = configuration?.institutions ?? []
        let named = known.filter { $0.names.contains { $0.caseFolded == wanted } }
        let keyed = known.first { $0.key.rawValue == institution }
        guard keyed != nil || named.count < 2 else {
            let keys = named.map(\.key.rawValue).joined(separator: ", ")
            throw CommandError(
                "\(VisibleText.line(institution, limit: 80)) is a name of \(named.count) "
                    + "institutions; give the key of one: \(keys)")
        }
        if let found = keyed ?? named.first { return (found.key, found.name) }
        // Even without the configuration, the ledger knows whose feeds it watches.
        let key = InstitutionKey(institution)
        if try await ledger.feeds().contains(where: { $0.institution == key }) {
            return (key, institution)
        }
        return (nil, institution)
    }
}
