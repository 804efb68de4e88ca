import Testing

@testable import Rejoinder

@Suite("What a poll finds in a feed") struct EntryTests {
    @Test("is a quiet baseline the first time, and is kept all the same") func baseline()
        async throws
    {
        let test = try TestLedger()
        try await test.declare(["news": nil])
        try await test.poll(at: 0, [Told(id: "a"), Told(id: "b")])
        #expect(try await test.types() == [])
        #expect(
            try await test.column(String.self, "SELECT source_id FROM entry ORDER BY id") == [
                "id:a", "id:b",
            ])
        #expect(try await test.column(Int.self, "SELECT count(*) FROM revision") == [2])
    }

    @Test("is a quiet baseline the first time even where there is nothing") func empty()
        async throws
    {
        let test = try TestLedger()
        try await test.declare(["news": nil])
        try await test.poll(at: 0, [])
        try await test.poll(at: 15, [Told()])
        #expect(try await test.types() == [.entryPublished])
    }

    @Test("is a quiet baseline again when the feed's address changes") func newAddress()
        async throws
    {
        let test = try TestLedger()
        try await test.watch()
        _ = try await test.ledger.declare(
            feeds: [FeedDeclaration(name: "news", url: "https://other.example/feed")],
            now: TestLedger.minute(5))
        let state = try await test.ledger.feed(named: "news")
        #expect(state.baselineAt == nil && state.etag == nil && state.bodyHash == nil)
        try await test.poll(at: 5, [Told()])
        #expect(try await test.types() == [])
    }

    @Test("is published when it is new, in the order of the document") func published() async throws
    {
        let test = try TestLedger()
        try await test.watch()
        try await test.poll(at: 15, [Told(id: "a"), Told(id: "b", title: "Fog")])
        let events = try await test.events()
        #expect(events.map(\.type) == [.entryPublished, .entryPublished])
        #expect(events.allSatisfy { $0.feed == "news" && $0.at == TestLedger.minute(15) })
        let data = try JSONValue(parsing: events[1].body)["data"]
        #expect(data?.at("entry.title") == .string("Fog"))
        #expect(data?.at("entry.id") == .string("id:b"))
        #expect(data?.at("entry.first_seen") == .time(TestLedger.minute(15)))
        #expect(data?.at("revision.number") == .int(1))
    }

    @Test("makes no event while it stays as it is") func unchanged() async throws {
        let test = try TestLedger()
        try await test.watch()
        try await test.poll(at: 15, [Told()])
        try await test.poll(at: 30, [Told()])
        try await test.poll(at: 45, .unchanged)
        #expect(try await test.types() == [.entryPublished])
        #expect(try await test.column(Int.self, "SELECT number FROM revision") == [1])
    }

    @Test("is updated when its words change, with the difference") func updated() async throws {
        let test = try await Self.published()
        try await test.poll(
            at: 30, [Told(text: "The port will reopen on Monday, the harbour master said.")])
        #expect(try await test.types() == [.entryPublished, .entryUpdated])
        let change = try await test.data(of: .entryUpdated)?["change"]
        #expect(change?["level"] == .string("major"))
        #expect(change?["kinds"] == .array([.string("date")]))
        #expect(change?["stealth"] == .bool(true))
        #expect(change?["from_revision"] == .int(1))
        #expect(change?["to_revision"] == .int(2))
    }

    @Test("is corrected when its text says so") func corrected() async throws {
        let test = try await Self.published()
        let note = "Correction: An earlier version of this article gave the wrong day."
        try await test.poll(at: 30, [Told(text: "The port will reopen on Monday. " + note)])
        #expect(try await test.types() == [.entryPublished, .entryCorrected])
    }

    @Test("is recorded with the rule when the change is cosmetic, and makes no event")
    func cosmetic() async throws {
        let test = try await Self.published()
        try await test.poll(at: 30, [Told(text: Told().text + " ")])
        #expect(try await test.types() == [.entryPublished])
        let rows = try await test.column(
            String.self, "SELECT level || ' ' || verdict || ': ' || reason FROM change")
        #expect(
            rows == ["none suppressed: only the markup or the spacing of the source differs"])
    }

    @Test("is kept with the statements of each revision, and told of an institution's own new ones")
    func statements() async throws {
        let test = try await Self.published()
        let text =
            "“We open on Monday,” the Harbour Authority said. “Never,” a fisherman said in reply."
        try await test.poll(at: 30, [Told(text: text)])
        #expect(try await test.types() == [.entryPublished, .entryUpdated, .statementPublished])
        let data = try await test.data(of: .statementPublished)?["statement"]
        #expect(data?["content"]?.stringValue?.hasPrefix("We open on Monday") == true)
        #expect(data?["quoted"] == .bool(true))
        #expect(
            try await test.column(String.self, "SELECT source FROM statement WHERE revision = 2")
                .contains { $0.contains("fisherman") })
    }

    @Test("flags a date that lies ahead, and believes none") func futureDate() async throws {
        let test = try TestLedger()
        try await test.watch()
        try await test.poll(at: 15, [Told(published: TestLedger.minute(10 * 1440))])
        let entry = try await test.data(of: .entryPublished)?["entry"]
        #expect(entry?["future"] == .bool(true))
        #expect(entry?["first_seen"] == .time(TestLedger.minute(15)))
    }

    @Test("is the same entry when only its id changed") func newID() async throws {
        let test = try await Self.published()
        let feed = try await test.ledger.feed(named: "news").id
        let fingerprint = Normaliser.fingerprint(of: Told().content)
        let found = try await test.ledger.lookalikes(
            feed: feed, Lookalikes.Request(new: [(fingerprint, nil)]))
        #expect(found.byFingerprint[fingerprint]?.revision == 1)
    }

    private static func published() async throws -> TestLedger {
        let test = try TestLedger()
        try await test.watch()
        try await test.poll(at: 15, [Told()])
        return test
    }
}
