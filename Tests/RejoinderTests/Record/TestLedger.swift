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

/// An entry as a feed lists it.
struct Told: Sendable {
    var id = "a"
    var title = "Port to reopen on Friday"
    var text = "The port will reopen on Friday, the harbour master said."
    /// Whom the text says that the outlet has asked.
    var asked: [Institution] = []
    var published = TestLedger.minute(-10)

    var entry: FeedEntry {
        var entry = FeedEntry()
        entry.id = "id:\(id)"
        entry.title = TextConstruct(kind: .text, value: title)
        let questions = asked.map { "The \($0.name) has been asked for comment." }
        entry.content = TextConstruct(
            kind: .text, value: ([text] + questions).joined(separator: " "))
        entry.link = "https://news.example/\(id)"
        entry.authors = [FeedAuthor(name: "A. Writer")]
        entry.published = FeedDate(raw: published.description, moment: published)
        entry.language = "en"
        return entry
    }

    var content: RevisionContent { entry.revisionContent() }
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
        _ feed: String = "news", at minute: Int, _ entries: [Told], rules: InquiryRules = .init(),
        thresholds: CertaintyThresholds = .init()
    ) async throws {
        try await poll(
            feed, at: minute, .listing(listing(feed, minute, entries)), rules: rules,
            thresholds: thresholds)
    }

    func poll(
        _ feed: String = "news", at minute: Int, _ outcome: PollRecord.Outcome,
        movedTo: String? = nil, rules: InquiryRules = .init(),
        thresholds: CertaintyThresholds = .init()
    ) async throws {
        var record = PollRecord(
            feed: try await ledger.feed(named: feed), at: Self.minute(minute),
            next: NextPoll(at: Self.minute(minute + 15), reason: "every 15m, as configured"),
            outcome: outcome, movedTo: movedTo)
        record.thresholds = thresholds
        #expect(try await recording(rules).record(record) != .stale)
    }

    /// What a document with these entries comes to, by the stages before it is judged.
    func listing(_ feed: String, _ minute: Int, _ entries: [Told]) async throws -> Listing {
        var document = FeedDocument()
        document.format = .rss
        document.entries = entries.reversed().map(\.entry)
        let state = try await ledger.feed(named: feed)
        let reader = ListingReader(feed: state, rules: FeedRules(), recording: recording())
        let matched = try await reader.match(document)
        return Self.listing(
            feed, minute,
            await reader.diffAndDetect(matched, isBaseline: state.baselineAt == nil),
            of: entries.count, known: matched.known)
    }

    /// A look that found entries of which this was read.
    func poll(
        _ feed: String = "news", at minute: Int, seeing observed: [ObservedEntry]
    ) async throws {
        let listing = Self.listing(feed, minute, observed, of: observed.count, known: [])
        try await poll(feed, at: minute, .listing(listing))
    }

    private static func listing(
        _ feed: String, _ minute: Int, _ observed: [ObservedEntry], of count: Int,
        known: Set<Int64>
    ) -> Listing {
        Listing(
            title: "The \(feed)",
            validators: Validators(etag: "\"v\(minute)\"", lastModified: nil),
            bodyHash: Array(repeating: UInt8(truncatingIfNeeded: minute), count: 32),
            entryCount: count, knownCount: known.count, observed: observed)
    }

    func recording(_ rules: InquiryRules = InquiryRules()) -> Recording {
        Recording(
            ledger: ledger, detector: Detector(institutions: Self.institutions),
            inquiryRules: rules)
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
    static func awaited(
        _ institution: Institution, topic: [String] = ["port"], confidence: Double = 1
    ) -> AskedParty {
        AskedParty(
            institution: institution.key, name: institution.name, state: .awaiting,
            evidence: "The \(institution.name) has been asked for comment.", topic: topic,
            isOutletsOwn: true, kind: .officialBody, confidence: confidence)
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
        for table in ["event", "event_body", "text", "receipt", "raw_body", "dictionary"] {
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
