import ArgumentParser
import Rejoinder

/// Shows an entry's revisions, or what changed between two.
struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show an entry's revisions, or the difference between two of them.",
        discussion: HelpText.flowing(
            """
            Name an entry by its number, the id that its feed gives it, its link, or the
            id of an event about it. The beginning of an id is enough if no other id
            begins like it.

            EXAMPLES
              rejoinder show 17
              rejoinder show evt_bfh7rk
              rejoinder show https://example.org/2026/03/minesweepers 2
              rejoinder show 17 1 3
            """))

    @OptionGroup var source: LedgerOptions

    @Argument(help: "The entry.")
    var entry: String

    @Argument(help: "A revision; without a second one, its text is shown.")
    var from: Int?

    @Argument(help: "A later revision, to compare with the first.")
    var to: Int?

    @Flag(help: "Print JSON Lines, one document on each line.")
    var json = false

    func run() async throws {
        let ledger = try source.openToRead()
        let entry = try await ledger.entry(entry)
        let text = EntryText(entry: entry, style: .standardOutput)
        if let from, let to {
            let old = try await revision(from, of: entry, in: ledger)
            let new = try await revision(to, of: entry, in: ledger)
            let change = RevisionDiff.change(from: old.content, to: new.content)
            guard !json else { return Output.json(EntryJSON.difference(old, new, change)) }
            return Output.lines(text.difference(old, new, change))
        }
        if let from {
            let revision = try await revision(from, of: entry, in: ledger)
            // A feed's first poll records no statements.
            let kept = try await ledger.statements(entry: entry.id, revision: from)
            let statements =
                revision.withheld != nil
                ? []
                : kept.isEmpty ? Detector(institutions: []).statements(in: revision.content) : kept
            let receipt = try await ledger.receiptText(of: revision)
            guard !json else {
                return Output.json(EntryJSON.revision(revision, statements, receipt: receipt))
            }
            let untold = try await ledger.untoldStatements(entry: entry.id, revision: from)
            return Output.lines(text.whole(revision, statements, untold: untold, receipt: receipt))
        }
        let revisions = try await ledger.revisions(entry: entry.id)
        let changes = try await ledger.changes(entry: entry.id)
        guard !json else {
            return Output.json(EntryJSON.entry(entry, revisions, changes))
        }
        Output.lines(text.history(revisions, changes))
    }

    private func revision(
        _ number: Int, of entry: EntryRecord, in ledger: Ledger
    ) async throws -> Revision {
        guard let revision = try await ledger.revision(entry: entry.id, number: number) else {
            throw CommandError(
                "entry \(entry.id) has no revision \(number); its newest is \(entry.revision)")
        }
        return revision
    }
}

/// An entry as JSON, for programs.
enum EntryJSON {
    static func entry(
        _ entry: EntryRecord, _ revisions: [Revision], _ changes: [ChangeRecord]
    ) -> JSONValue {
        .members([
            "entry": .int(entry.id), "feed": .string(entry.feed), "id": .string(entry.sourceID),
            "identity": .string(entry.identity), "first_seen": .time(entry.firstSeenAt),
            "revisions": .array(revisions.map { revision($0, nil) }),
            "changes": .array(changes.map(change)),
        ])
    }

    static func revision(
        _ revision: Revision, _ statements: [Statement]?, receipt: ReceiptText? = nil
    ) -> JSONValue {
        let content = revision.content
        return .members([
            "number": .int(revision.number), "seen_at": .time(revision.seenAt),
            "withheld": revision.withheld?.json,
            "title": .string(content.title), "text": .string(content.text),
            "link": .string(content.link), "author": .string(content.author),
            "published": .time(content.published), "updated": .time(content.updated),
            "language": .string(content.language),
            "hash": revision.withheld == nil
                ? .string(Hex.string(Normaliser.contentHash(of: content))) : nil,
            "receipt": receipt?.json ?? .string(revision.receipt.map { Hex.string($0) }),
            "statements": statements.map { .array($0.map(statement)) },
        ])
    }

    static func change(_ change: ChangeRecord) -> JSONValue {
        .members([
            "from_revision": .int(change.fromRevision), "to_revision": .int(change.toRevision),
            "at": .time(change.at), "level": .string(change.level),
            "kinds": .array(change.kinds.split(separator: " ").map { .string(String($0)) }),
            "verdict": .string(change.verdict), "reason": .string(change.reason),
            "detail": change.detail,
        ])
    }

    static func difference(_ old: Revision, _ new: Revision, _ change: Change?) -> JSONValue {
        .members([
            "from_revision": .int(old.number), "to_revision": .int(new.number),
            "level": .string(change?.level.rawValue ?? ChangeLevel.none.rawValue),
            "kinds": .array((change?.kinds ?? []).map { .string($0.rawValue) }),
            "reason": .string(change?.reason),
            "fields": .array(
                (change?.fields ?? []).map { field in
                    .members([
                        "field": .string(field.field.rawValue), "from": .string(field.from),
                        "to": .string(field.to),
                    ])
                }),
            "sentences": .array(
                (change?.sentences ?? []).map { sentence in
                    .members([
                        "kind": .string(sentence.kind.rawValue),
                        "before": .string(sentence.before), "after": .string(sentence.after),
                        "level": .string(sentence.level.rawValue),
                        "reason": .string(sentence.reason),
                    ])
                }),
        ])
    }

    private static func statement(_ statement: Statement) -> JSONValue {
        .members([
            "source": .string(statement.source), "cue": .string(statement.cue),
            "content": .string(statement.content), "quoted": .bool(statement.isQuoted),
            "institution": .string(statement.institution?.rawValue),
        ])
    }
}
