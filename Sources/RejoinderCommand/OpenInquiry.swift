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

            EXAMPLES
              rejoinder inquiries open --institution nato --subject 'Who leads?' \\
                  --topic fleet minesweepers --deadline '3 working days' \\
                  --reason 'mail to the press office'
            """))

    @OptionGroup var source: LedgerOptions

    @Option(help: "Who was asked: a key, or a name.")
    var institution: String

    @Option(help: "What was asked, in a line.")
    var subject: String

    @Option(parsing: .upToNextOption, help: "Words that a response is expected to contain.")
    var topic: [String] = []

    @Option(name: [.customLong("deadline"), .customLong("due")], help: DeadlineArgument.help)
    var due: DeadlineArgument?

    @Option(help: "Why, or how the question was put. It is recorded.")
    var reason: String?

    @OptionGroup var person: PersonOptions

    @Flag(help: "Print the inquiry as one JSON document.")
    var json = false

    func validate() throws {
        guard institution.contains(where: { !$0.isWhitespace }),
            subject.contains(where: { !$0.isWhitespace })
        else { throw ValidationError("--institution and --subject must not be empty.") }
    }

    func run() async throws {
        let configuration = try source.configuration()
        let ledger = try source.openToWrite()
        let act = Act(by: person.name, at: SystemClock.now(), reason: reason)
        let (key, name) = try await asked(configuration, ledger)
        let calendar = (configuration?.calendars ?? WorkCalendars()).calendar(institution: key)
        let dueAt =
            due?.end(now: act.at, calendar)
            ?? (configuration?.inquiry ?? Configuration.InquiryDefaults()).deadline
            .end(from: act.at, calendar)
        let inquiry = Inquiry(
            id: ledger.inquiryID(
                institution: key?.rawValue ?? name, subject: subject, openedAt: act.at),
            institution: key, institutionName: name, origin: .hand(user: act.by),
            subject: subject, evidence: nil, topic: topic, openedAt: act.at, dueAt: dueAt,
            state: .open)
        try await ledger.open(inquiry, by: act)
        await ledger.close()
        guard !json else { return Output.json(InquiryText(inquiry: inquiry, now: act.at).json) }
        Output.line("open: \(InquiryText(inquiry: inquiry, now: act.at).summary)")
    }

    private func asked(
        _ configuration: Configuration?, _ ledger: Ledger
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
