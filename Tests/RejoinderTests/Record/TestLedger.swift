import Foundation
import GRDB
import Testing

@testable import Rejoinder

/// A ledger in a folder of its own, and the words to tell it a story.
final class TestLedger: Sendable {
    let folder: URL
    let ledger: Ledger

    /// Opens a new ledger, or a copy of one as it is on the disk.
    init(copyOf original: TestLedger? = nil) throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("ledger-\(UUID().uuidString)")
        if let original {
            try FileManager.default.copyItem(at: original.folder, to: folder)
        } else {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        }
        ledger = try Ledger(path: folder.appendingPathComponent("ledger.sqlite").path)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    var path: String { folder.appendingPathComponent("ledger.sqlite").path }

    /// Minutes after 2026-03-02T08:00:00Z, when every story begins.
    static func minute(_ minute: Int) -> Timestamp {
        Timestamp(seconds: 1_772_438_400 + Int64(minute) * 60)
    }
}

/// What a poll finds.
struct Told: Sendable {
    var id = "a"
    var title = "Port to reopen on Friday"
    var text = "The port will reopen on Friday, the harbour master said."
    /// What the comparison says; where it is nil, other words are a major change.
    var change: Change?
    var parties: [AskedParty] = []
    var statements: [Rejoinder.Statement] = []

    var content: RevisionContent {
        RevisionContent(
            title: title, text: text, link: "https://news.example/\(id)", author: "A. Writer",
            published: TestLedger.minute(-10), language: "en")
    }
}

extension Change {
    static func major(_ kinds: ChangeKind..., sentences: [SentenceChange] = []) -> Change {
        Change(
            level: .major, kinds: kinds,
            fields: [
                FieldChange(
                    field: .text, from: "on Friday", to: "on Monday",
                    spans: [
                        DiffSpan(.same, "on "), DiffSpan(.removed, "Friday"),
                        DiffSpan(.added, "Monday"),
                    ])
            ], sentences: sentences, reason: "its words changed", isStealth: true)
    }

    static let cosmetic = Change(
        level: .none, kinds: [.whitespace], fields: [], sentences: [],
        reason: "only blanks differ", isStealth: false)
}

// MARK: - Polls

extension TestLedger {
    /// Declares a feed and takes its quiet first look, so that what follows is news.
    func watch(
        _ feed: String = "news", institution: InstitutionKey? = nil, at minute: Int = 0
    ) async throws {
        try await declare([feed: institution], at: minute)
        try await poll(feed, at: minute, [])
    }

    /// Adds feeds to those that are declared.
    func declare(_ feeds: KeyValuePairs<String, InstitutionKey?>, at minute: Int = 0) async throws {
        let old = try await ledger.feeds().map {
            FeedDeclaration(name: $0.name, url: $0.url, institution: $0.institution)
        }
        let new = feeds.map { name, institution in
            FeedDeclaration(
                name: name, url: "https://\(name).example/feed", institution: institution)
        }
        _ = try await ledger.declare(feeds: old + new, now: Self.minute(minute))
    }

    /// A look that found a document with these entries, and no others.
    func poll(
        _ feed: String = "news", at minute: Int, _ entries: [Told], rules: InquiryRules = .init()
    ) async throws {
        try await poll(feed, at: minute, .listing(listing(feed, minute, entries)), rules: rules)
    }

    func poll(
        _ feed: String = "news", at minute: Int, _ outcome: PollRecord.Outcome,
        movedTo: String? = nil, rules: InquiryRules = .init()
    ) async throws {
        let record = PollRecord(
            feed: try await ledger.feed(named: feed), at: Self.minute(minute),
            next: NextPoll(at: Self.minute(minute + 15), reason: "every 15m, as configured"),
            outcome: outcome, movedTo: movedTo)
        let recording = Recording(
            ledger: ledger, detector: Detector(institutions: Self.institutions),
            inquiryRules: rules)
        #expect(try await recording.record(record) != .stale)
    }

    /// What a document with these entries is to the ledger.
    func listing(_ feed: String, _ minute: Int, _ entries: [Told]) async throws -> Listing {
        let names = entries.map { [$0.id] }
        let known = EntryMatch.known(
            names,
            among: try await ledger.entries(
                of: try await ledger.feed(named: feed).id, named: names))
        return Listing(
            title: "The \(feed)",
            validators: Validators(etag: "\"v\(minute)\"", lastModified: nil),
            bodyHash: Array(repeating: UInt8(truncatingIfNeeded: minute), count: 32),
            entryCount: entries.count, knownCount: known.count { $0 != nil },
            observed: zip(entries, known).compactMap(Self.observed))
    }

    private static func observed(_ told: Told, _ previous: KnownEntry?) -> ObservedEntry? {
        let hash = Normaliser.contentHash(of: told.content)
        guard hash != previous?.contentHash else { return nil }
        return ObservedEntry(
            identity: told.id, identityRule: 1, sourceID: "id:\(told.id)", content: told.content,
            contentHash: hash, fingerprint: Normaliser.fingerprint(of: told.content),
            sourceHash: hash, rules: ObservedEntry.rules, previous: previous,
            change: previous == nil ? nil : told.change ?? .major(.wording),
            reading: TextFindings(statements: told.statements, parties: told.parties),
            statementChanges: told.statements.map { .published($0) })
    }

    static let harbour = Institution(
        key: InstitutionKey("harbour"), name: "Harbour Authority",
        names: ["Harbour Authority", "Authority of the Harbour"])
    static let ministry = Institution(
        key: InstitutionKey("transport"), name: "Ministry of Transport",
        names: ["Ministry of Transport", "Transport Ministry"])
    static let institutions = [harbour, ministry]
}

extension AskedParty {
    /// The text's own question to an institution, unanswered.
    static func awaited(_ institution: Institution, topic: [String] = ["port"]) -> AskedParty {
        AskedParty(
            institution: institution.key, name: institution.name, state: .awaiting,
            evidence: "The \(institution.name) has been asked for comment.", topic: topic,
            isOutletsOwn: true)
    }
}

// MARK: - What came of it

extension TestLedger {
    /// The log; every event is held against its published schema.
    func events(_ types: EventType...) async throws -> [Event] {
        let events = try await ledger.events(EventQuery())
        let schema = try EventSchema()
        for event in events { #expect(try schema.faults(in: event) == []) }
        return events.filter { types.isEmpty || types.contains($0.type) }
    }

    func types() async throws -> [EventType] { try await events().map(\.type) }

    /// The `data` of the only event of that type.
    func data(of type: EventType) async throws -> JSONValue? {
        let found = try await events(type)
        guard found.count == 1, let event = found.first else { return nil }
        return try JSONValue(parsing: event.body)["data"]
    }

    /// The values of a query's first column.
    func column<Value: DatabaseValueConvertible & Sendable>(
        _ type: Value.Type = Value.self, _ sql: String
    ) async throws -> [Value] {
        try await ledger.read { try Value.fetchAll($0, sql: sql) }
    }

    func optionals(_ sql: String) async throws -> [Int?] {
        try await ledger.read { try Optional<Int>.fetchAll($0, sql: sql) }
    }

    /// Takes away what refuses to change the log.
    func dropGuards() async throws {
        for table in ["event", "event_body"] {
            for what in ["update", "delete"] {
                try await tamper("DROP TRIGGER \(table)_refuses_\(what)")
            }
        }
    }

    /// Does what no program should, to see that it is refused or found out.
    func tamper(_ sql: String) async throws {
        do {
            try await ledger.pool.writeWithoutTransaction { database in
                try database.execute(sql: "PRAGMA foreign_keys = OFF")
                defer { try? database.execute(sql: "PRAGMA foreign_keys = ON") }
                try database.execute(sql: sql)
            }
        } catch {
            throw LedgerError(error)
        }
    }
}

extension JSONValue {
    /// The value at a path of names, as `inquiry.institution.key`.
    func at(_ path: String) -> JSONValue? {
        path.split(separator: ".").reduce(Optional(self)) { value, name in value?[String(name)] }
    }
}
