import GRDB
import HTTP
import Synchronization
import Testing

@testable import Rejoinder

/// What polls, looks, deadlines and deliveries cost must not grow with what is long done.
///
/// Every statement that they execute is taken down and its plan read. A ledger keeps no
/// statistics (`sqlite_stat1`), so SQLite plans by the schema alone: the plan of an empty ledger
/// is that of one with a million events.
@Suite("The queries of the daemon") struct QueryPlanTests {
    /// The SQL that a ledger's connections execute.
    private final class Trace: Sendable {
        private let statements = Mutex<Set<String>>([])

        init(_ ledger: Ledger) async throws {
            // A flow of one step after another is served by the same reader.
            try await ledger.pool.read { database in
                database.trace { [self] event in note(event) }
            }
            try await ledger.pool.writeWithoutTransaction { database in
                database.trace { [self] event in note(event) }
            }
        }

        private func note(_ event: Database.TraceEvent) {
            guard case .statement(let statement) = event else { return }
            let sql = statement.sql
            let verbs = ["SELECT", "INSERT", "UPDATE", "DELETE", "WITH"]
            guard verbs.contains(where: { sql.hasPrefix($0) }) else { return }
            statements.withLock { _ = $0.insert(sql) }
        }

        var sql: [String] { statements.withLock { $0.sorted() } }
    }

    @Test("read what they need, and never all that is long done") func plans() async throws {
        var faults: [String] = []
        var count = 0
        func check(_ trace: Trace, _ ledger: Ledger) async throws {
            for sql in trace.sql {
                count += 1
                faults += try await Self.faults(of: sql, in: ledger)
            }
        }
        let (test, polls) = try await Self.polls()
        try await check(polls, test.ledger)
        let (news, looks) = try await Self.looks()
        try await check(looks, news.test.ledger)
        let (desk, deliveries) = try await Self.deliveries()
        try await check(deliveries, desk.test.ledger)
        #expect(count > 100, "so few statements are not all")
        #expect(faults == [])
        #expect(
            try await test.column(
                String.self, "SELECT name FROM sqlite_schema WHERE name LIKE 'sqlite_stat%'") == [])
    }

    static let slow = [
        "SELECT * FROM delivery WHERE sink = 'desk' AND state = 'pending' AND next_attempt_at <= 9 "
            + "ORDER BY event_sequence LIMIT 1",
        "SELECT min(next_attempt_at) FROM delivery WHERE sink = 'desk' AND state = 'pending'",
        "SELECT count(*) FROM event WHERE type = 'entry.published'",
        "SELECT max(at) FROM event",
        "SELECT count(*) FROM entry WHERE feed_id = 1",
        "SELECT * FROM page WHERE url = 'x'",
    ]

    @Test("would be found if they read all that is long done", arguments: slow)
    func finds(sql: String) async throws {
        let test = try TestLedger()
        #expect(try await !Self.faults(of: sql, in: test.ledger).isEmpty)
    }
}

extension QueryPlanTests {
    /// Tables that stay as small as the configuration, or have a handful of rows, and SQLite's names for no table at all.
    private static let small: Set = [
        "feed", "sink", "meta", "dictionary", "CONSTANT", "json_each",
    ]
    /// Indexes of the few rows that something is still to be done with, or that people withheld.
    private static let few = [
        "reminder_waiting", "inquiry_open", "inquiry_declined", "entry_listed", "entry_noisy",
        "page_waits", "page_due",
        "delivery_pending", "delivery_parked", "delivery_dead", "delivery_held",
        "delivery_fallback", "feed_due",
        "change_unsettled", "event_redactions",
    ]
    /// Searches that find all of a feed, or of a sink.
    private static let wide = [("delivery", "(sink=?)"), ("entry", "(feed_id=?)")]

    private static func faults(of sql: String, in ledger: Ledger) async throws -> [String] {
        let plan = try await ledger.read { database in
            let statement = try database.makeStatement(sql: "EXPLAIN QUERY PLAN " + sql)
            statement.setUncheckedArguments([])
            return try Row.fetchAll(statement).map { try $0["detail"] as String }
        }
        return plan.filter { isFault($0, of: sql) }.map { "\($0): \(sql)" }
    }

    private static func isFault(_ step: String, of sql: String) -> Bool {
        let words = step.split(separator: " ")
        guard words.count > 1, ["SCAN", "SEARCH"].contains(words[0]) else { return false }
        let name = String(words[1])
        if few.contains(where: { words.contains(Substring($0)) }) { return false }
        if isOfNewParent(step, of: sql) { return false }
        if words[0] == "SEARCH" {
            if words.contains("USING") {
                return wide.contains { name == $0 && step.hasSuffix($1) }
            }
            // The greatest number of a table stands at its end; that of a column anywhere.
            return !["max(sequence)", "max(id)", "max(rowid)"].contains { sql.contains($0) }
        }
        let isPart = sql.contains("WITH \(name) AS (") || sql.contains(") AS \(name)")
        if small.contains(name) || isPart || name.hasPrefix("(") { return false }
        // The newest of all: SQLite begins at the end, and reads one row.
        if step == "SCAN event", sql.contains("FROM event ORDER BY sequence DESC LIMIT 1") {
            return false
        }
        return true
    }

    /// Only while a foreign key is violated, which none ever is, does a new row look for those that
    /// have waited for it.
    private static func isOfNewParent(_ step: String, of sql: String) -> Bool {
        let children = ["event": ["delivery"], "feed": ["entry", "quarantine"]]
        return children.contains { parent, children in
            sql.hasPrefix("INSERT INTO \(parent) ")
                && children.contains { step == "SCAN \($0)" || step.hasPrefix("SEARCH \($0) ") }
        }
    }
}

extension QueryPlanTests {
    private static let sinks = [Route(sink: "desk"), Route(sink: "other")]

    /// New entries, changes, noise, questions and answers, failures, removals and deadlines.
    private static func polls() async throws -> (TestLedger, Trace) {
        let test = try TestLedger()
        try await test.ledger.declare(sinks: sinks)
        let trace = try await Trace(test.ledger)
        try await test.watch()
        try await test.watch("harbour", institution: TestLedger.harbour.key)
        let asked = Told(asked: [TestLedger.harbour])
        try await test.poll(at: 15, [asked])
        try await test.poll(
            "harbour", at: 20,
            [
                Told(
                    id: "r", text: "The port will reopen on Monday, the Harbour Authority said.")
            ])
        for number in 0..<10 {
            try await test.poll(at: 30 + number, [asked, Told(id: "t", text: "Tide \(number)")])
        }
        for minute in [90, 105, 120, 135] {
            try await test.poll(at: minute, .failed(kind: "http 500", message: "HTTP 500"))
        }
        try await test.poll(at: 150, .unchanged)
        try await test.poll(at: 2000, [Told(id: "x", text: "New."), Told(id: "t", text: "Tide.")])
        let rules = InquiryRules()
        for minute in [3000, 9000, 30_000] {
            let now = TestLedger.minute(minute)
            try await test.ledger.announceDeadlines(now: now, rules: rules)
        }
        _ = try await test.ledger.nextDeadline(rules: rules)
        _ = try await test.ledger.attendedFeeds()
        for feed in try await test.ledger.feeds() {
            _ = try await test.ledger.attention(feed: feed)
            _ = try await test.ledger.lookalikes(
                feed: feed.id,
                Lookalikes.Request(new: [([], "x")], known: [1], names: ["id:x"], listed: []))
        }
        try await test.ledger.probe()
        return (test, trace)
    }

    /// Pages that are found, change, go and come back.
    private static func looks() async throws -> (Newsroom, Trace) {
        let news = try await Newsroom()
        let trace = try await Trace(news.test.ledger)
        news.list(("old", "Old news", "Nothing new."))
        news.put("old", ["Nothing new."])
        try await news.poll(at: 0)
        news.list(("a", "Port to reopen", "Ships return."), ("old", "Old news", "Nothing new."))
        news.put("a", PageLookTests.article)
        try await news.poll(at: 15)
        try await news.look(at: 15)
        news.put("a", PageLookTests.article.dropLast() + ["Nobody knows when."])
        for minute in [32, 60, 120] { try await news.look(at: minute) }
        news.put("a", nil)
        for minute in [300, 400, 600, 900] { try await news.look(at: minute) }
        news.put("a", PageLookTests.article)
        for minute in [2000, 4000] { try await news.look(at: minute) }
        try await news.poll(at: 4000)
        _ = try await news.test.ledger.nextPageLook(after: TestLedger.minute(4000))
        return (news, trace)
    }

    /// Events that are held, sent as digests, parked together and passed on to another sink.
    private static func holds(_ desk: DeliveryDesk) async throws {
        var route = Route(sink: "desk")
        route.timing.digest = .every(.seconds(3600))
        route.timing.limit = 1
        route.fallback = Route.Fallback(sink: "other", after: .seconds(60))
        try await desk.declare([route, Route(sink: "other")])
        try await desk.tell(3)
        desk.answer { _, _ in .init(status: 400) }
        _ = try await desk.round()
        desk.advance(.seconds(3600))
        _ = try await desk.round()
        route.timing.quiet = [DailyHours(from: 0, to: 1439)]
        try await desk.declare([route, Route(sink: "other")])
        _ = try await desk.rounds(for: .seconds(86_400))
        desk.answer { _, _ in .init(status: 204) }
        _ = try await desk.rounds(for: .seconds(3 * 86_400))
        try await desk.declare([Route(sink: "desk"), Route(sink: "other")])
    }

    /// Events that are taken, parked, given up, and a sink that is disabled and enabled.
    private static func deliveries() async throws -> (DeliveryDesk, Trace) {
        let desk = try await DeliveryDesk(sinks: sinks, events: 0)
        let trace = try await Trace(desk.test.ledger)
        try await desk.tell(6)
        desk.answer { _, sequence in .init(status: sequence == 3 ? 500 : 204) }
        _ = try await desk.rounds(for: .seconds(3600))
        desk.answer { _, _ in .init(status: 204) }
        _ = try await desk.rounds(for: .seconds(86_400))
        try await desk.tell(1)
        desk.answer { _, _ in .init(status: 410) }
        _ = try await desk.round()
        _ = try await desk.test.ledger.enable(sink: "desk")
        _ = try await desk.test.ledger.redeliver(sequences: [1], sink: nil, now: desk.now)
        _ = try await desk.test.ledger.redeliver(sequences: nil, sink: "desk", now: desk.now)
        _ = try await desk.round("other")
        try await holds(desk)
        return (desk, trace)
    }
}
