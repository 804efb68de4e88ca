import ArgumentParser
import Rejoinder

/// Explains why something was or was not made and sent.
struct Explain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say why an event was or was not made and sent.",
        discussion: HelpText.flowing(
            """
            ID is the id of an event or an inquiry, or an entry as for `rejoinder show`. Add
            :REVISION to an entry for the change that led to that revision. The beginning of
            an id is enough if no other id begins like it.

            EXAMPLES
              rejoinder explain evt_bfh7rk
              rejoinder explain inq_k7w2
              rejoinder explain 17:3
            """))

    @OptionGroup var source: LedgerOptions

    @Argument(help: "An event, an inquiry, an entry, or ENTRY:REVISION.")
    var id: String

    @Flag(help: "Print JSON Lines, one document on each line.")
    var json = false

    func run() async throws {
        let ledger = try source.openToRead()
        let reader = MentionReader(
            ledger, institutions: try source.configuration()?.institutions ?? [])
        let style = TextStyle.standardOutput
        for reason in try await reasons(ledger, reader) {
            if json { Output.json(reason.json) } else { Output.lines(reason.lines(style)) }
        }
    }

    private func reasons(
        _ ledger: Ledger, _ reader: MentionReader
    ) async throws -> [Reason] {
        if let event = try await ledger.eventIfAny(id) {
            return [.event(try await ledger.explain(event))]
        }
        if let inquiry = try await ledger.inquiryIfAny(id) {
            return [
                .inquiry(
                    try await InquiryDossier(
                        inquiry, ledger: ledger, now: SystemClock.now(), reader: reader))
            ]
        }
        if let (name, revision) = Self.change(id), let entry = try? await ledger.entry(name) {
            return [try await self.revision(revision, of: entry, in: ledger, reader)]
        }
        let entry = try await ledger.entry(id)
        var reasons: [Reason] = []
        for number in 1...max(1, entry.revision) {
            reasons.append(try await revision(number, of: entry, in: ledger, reader))
        }
        return reasons
    }

    /// The event that sums the entry up with others, if one does.
    private func archive(of entry: EntryRecord, in ledger: Ledger) async throws -> Event? {
        var query = EventQuery()
        query.types = [EventType.feedArchive.rawValue]
        query.feed = entry.feed
        query.since = entry.firstSeenAt
        return try await ledger.events(query).first { $0.at == entry.firstSeenAt }
    }

    private static func change(_ id: String) -> (String, Int)? {
        guard let colon = id.lastIndex(of: ":"), let number = Int(id[id.index(after: colon)...])
        else { return nil }
        return (String(id[..<colon]), number)
    }

    private func revision(
        _ number: Int, of entry: EntryRecord, in ledger: Ledger, _ reader: MentionReader
    ) async throws -> Reason {
        guard (1...max(1, entry.revision)).contains(number) else {
            throw CommandError(
                "entry \(entry.id) has no revision \(number); its newest is \(entry.revision)")
        }
        let change = try await ledger.change(entry: entry.id, to: number)
        let stored = try await ledger.revision(entry: entry.id, number: number)
        let feed = try await ledger.feed(named: entry.feed)
        var events: [EventExplanation] = []
        for event in try await ledger.events(entry: entry.id) {
            let explanation = try await ledger.explain(event)
            if explanation.revision == number { events.append(explanation) }
        }
        if number == 1, events.isEmpty, let archive = try await archive(of: entry, in: ledger) {
            events = [try await ledger.explain(archive)]
        }
        var mentions: [MentionText] = []
        for mention in try await ledger.mentions(entry: entry.id, revision: number) {
            mentions.append(try await reader.text(mention))
        }
        let isQuiet = number == 1 && feed.baselineAt.map { entry.firstSeenAt <= $0 } ?? true
        return .revision(
            RevisionReason(
                entry: entry, number: number,
                withheld: stored?.withheld?.words,
                receipt: try await ledger.receiptText(of: stored), change: change,
                isBaseline: isQuiet, events: events,
                mentions: mentions,
                untold: try await ledger.responses(entry: entry.id, revision: number)
                    .filter { $0.suppressed != nil },
                untoldStatements: try await ledger.untoldStatements(
                    entry: entry.id, revision: number),
                quarantines: try await ledger.quarantines(at: SystemClock.now())
                    .filter { $0.entry == entry.id }))
    }
}
