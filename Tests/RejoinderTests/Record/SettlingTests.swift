import Testing

@testable import Rejoinder

@Suite("A text that swings") struct SettlingTests {
    private static let (old, new, third) = (
        Told(), Told(text: "Not before Monday."), Told(text: "It will stay shut until August.")
    )

    private static func published(_ told: Told = old) async throws -> TestLedger {
        let test = try TestLedger()
        try await test.watch()
        try await test.poll(at: 15, [told])
        return test
    }

    private func told(_ test: TestLedger) async throws -> [EventType] {
        try await test.types().filter { $0 != .entryPublished }
    }

    private func verdicts(_ test: TestLedger) async throws -> [String] {
        try await test.column(String.self, "SELECT verdict FROM change ORDER BY to_revision")
    }

    private func change(_ test: TestLedger, _ type: EventType) async throws -> JSONValue? {
        let last = try #require(try await test.events(type).last)
        return try JSONValue(parsing: last.body).at("data.change")
    }

    @Test("is reverted once an earlier content is back and has stood for half an hour")
    func reverted() async throws {
        let test = try await Self.published()
        try await test.poll(at: 30, [Self.new])
        try await test.poll(at: 45, [Self.old])
        #expect(try await verdicts(test) == ["entry.updated", "settling"])
        try await test.poll(at: 60, .unchanged)
        #expect(try await told(test) == [.entryUpdated])
        try await test.poll(at: 75, .unchanged)
        try await test.poll(at: 90, .unchanged)
        #expect(try await told(test) == [.entryUpdated, .entryReverted])
        #expect(try await verdicts(test) == ["entry.updated", "entry.reverted"])
        let change = try await change(test, .entryReverted)
        #expect(change?["from_revision"] == .int(2) && change?["to_revision"] == .int(3))
        let reasons = try await test.column(String.self, "SELECT reason FROM change")
        #expect(reasons.last == "the content of revision 1 is back")
        #expect(try await test.data(of: .entryReverted)?.at("revision.number") == .int(3))
    }

    @Test("is told once, and nothing more if what was told last stands in the end")
    func standsAsTold() async throws {
        let test = try await Self.published()
        for swing in 1...7 {
            try await test.poll(at: 15 + swing * 15, [swing % 2 == 1 ? Self.new : Self.old])
        }
        try await test.poll(at: 2000, .unchanged)
        #expect(try await told(test) == [.entryUpdated])
        #expect(
            try await verdicts(test) == ["entry.updated"]
                + Array(
                    repeating: "suppressed", count: 6))
        #expect(try await test.column(Int.self, "SELECT count(*) FROM revision") == [8])
    }

    @Test("is told again if the other text stands in the end, even after a day of swinging")
    func standsOtherwise() async throws {
        let test = try await Self.published()
        for swing in 1...150 {
            try await test.poll(at: 15 + swing * 15, [swing % 2 == 1 ? Self.new : Self.old])
        }
        #expect(try await told(test) == [.entryUpdated])
        try await test.poll(at: 15 + 152 * 15, .unchanged)
        #expect(try await told(test) == [.entryUpdated, .entryReverted])
        let change = try await change(test, .entryReverted)
        #expect(change?["sentences"]?.arrayValue?.first?["before"] == .string(Self.new.text))
    }

    @Test("has to stand for six hours once it was reverted twice within a day")
    func longer() async throws {
        let test = try await Self.published()
        try await test.poll(at: 30, [Self.new])
        for (minute, text) in [(60, Self.old), (120, Self.new), (180, Self.old)] {
            try await test.poll(at: minute, [text])
            try await test.poll(at: minute + 30, .unchanged)
        }
        #expect(try await told(test) == [.entryUpdated, .entryReverted, .entryReverted])
        try await test.poll(at: 180 + 359, .unchanged)
        #expect(try await told(test).count == 3)
        try await test.poll(at: 180 + 360, .unchanged)
        #expect(try await told(test).last == .entryReverted)
        #expect(try await told(test).count == 4)
    }

    @Test("is told at once when it is a third one, as against what was told last")
    func sequence() async throws {
        let test = try await Self.published()
        try await test.poll(at: 30, [Self.new])
        try await test.poll(at: 31, [Self.third])
        #expect(try await told(test) == [.entryUpdated, .entryUpdated])
        let swinging = try await Self.published()
        try await swinging.poll(at: 30, [Self.new])
        try await swinging.poll(at: 31, [Self.old])
        try await swinging.poll(at: 32, [Self.third])
        try await swinging.poll(at: 90, .unchanged)
        #expect(try await told(swinging) == [.entryUpdated, .entryUpdated])
        let change = try await change(swinging, .entryUpdated)
        #expect(change?["from_revision"] == .int(2) && change?["to_revision"] == .int(4))
        #expect(change?["sentences"]?.arrayValue?.first?["before"] == .string(Self.new.text))
    }

    @Test("is told of with the institutions' statements that come and go with it")
    func statements() async throws {
        let said = Told(text: "“We open on Monday,” the Harbour Authority said.")
        let test = try await Self.published(said)
        try await test.poll(at: 30, [Self.new])
        try await test.poll(at: 40, [said])
        let before = try await told(test)
        #expect(before.suffix(2) == [.entryUpdated, .statementWithdrawn])
        try await test.poll(at: 70, .unchanged)
        #expect(
            try await told(test).dropFirst(before.count) == [.entryReverted, .statementPublished])
    }

    @Test("is not kept waiting by a clock that was ahead") func wrongClock() async throws {
        let test = try await Self.published()
        try await test.poll(at: 30, [Self.new])
        try await test.poll(at: 30 + 365 * 1440, [Self.old])
        try await test.poll(at: 60, .unchanged)
        #expect(try await told(test) == [.entryUpdated, .entryReverted])
    }

    @Test("stands although its markup changes at every look") func cosmetic() async throws {
        let test = try await Self.published()
        try await test.poll(at: 30, [Self.new])
        try await test.poll(at: 45, [Self.old])
        for minute in [60, 75] {
            var markup = Self.old
            markup.text += String(repeating: " ", count: minute)
            try await test.poll(at: minute, [markup])
        }
        #expect(try await told(test) == [.entryUpdated, .entryReverted])
    }
}

@Suite("A figure in a title") struct MovingFigureTests {
    private static func told(_ figure: Int, id: String = "a", _ words: String = "boats") -> Told {
        Told(id: id, title: "Ferry to Saltby \(id) [\(figure) \(words)]")
    }

    private func updates(_ test: TestLedger) async throws -> Int {
        try await test.events(.entryUpdated).count
    }

    @Test("is told once while it moves, and once it stands") func moves() async throws {
        let test = try TestLedger()
        try await test.watch()
        try await test.poll(at: 15, [Self.told(997), Told(id: "b"), Told(id: "c")])
        for look in 1...40 {
            try await test.poll(
                at: 15 + look * 10, [Self.told(997 + look), Told(id: "b"), Told(id: "c")])
        }
        #expect(try await updates(test) == 1)
        try await test.poll(at: 446, .unchanged)
        #expect(try await updates(test) == 2)
        let last = try #require(try await test.events(.entryUpdated).last)
        let field = try JSONValue(parsing: last.body).at("data.change.fields")?.arrayValue?.first
        #expect(field?["from"] == .string(Self.told(998).title))
        #expect(field?["to"] == .string(Self.told(1037).title))
    }

    @Test("is told only once it stands where it moves in most of the titles") func template()
        async throws
    {
        let test = try TestLedger()
        try await test.watch()
        func list(_ figure: Int) -> [Told] {
            [Self.told(figure), Self.told(figure * 2, id: "b"), Told(id: "c")]
        }
        for look in 1...20 { try await test.poll(at: look * 15, list(look)) }
        #expect(try await updates(test) == 0)
        try await test.poll(at: 331, .unchanged)
        #expect(try await updates(test) == 2)
    }

    @Test("does not delay the first edit, nor one of words") func edits() async throws {
        let test = try TestLedger()
        try await test.watch()
        let others = [Told(id: "b"), Told(id: "c")]
        try await test.poll(at: 15, [Self.told(12, "dead")] + others)
        try await test.poll(at: 30, [Self.told(15, "dead")] + others)
        #expect(try await updates(test) == 1)
        try await test.poll(at: 45, [Self.told(15, "missing")] + others)
        #expect(try await updates(test) == 2)
        try await test.poll(at: 45 + 25 * 60, [Self.told(19, "missing")] + others)
        #expect(try await updates(test) == 3)
    }
}
