import Testing

@testable import Rejoinder

@Suite("Entries that change too often") struct NoiseTests {
    /// A watched feed with one entry of which that many changes were seen, so many minutes apart.
    private func ticker(_ changes: Int, every minutes: Int) async throws -> TestLedger {
        let test = try TestLedger()
        try await test.watch()
        try await test.poll(at: 1, [Told(text: "The count stood at 0.")])
        for number in 0..<changes {
            try await test.poll(at: 2 + number * minutes, [Self.told(number + 1)])
        }
        return test
    }

    private static func told(_ number: Int) -> Told {
        Told(text: "The count stood at \(number).")
    }

    @Test(
        "are told of six times an hour and twelve times a day, and the last one says so",
        arguments: [(5, 6), (100, 12)])
    func capped(minutes: Int, most: Int) async throws {
        let test = try await ticker(14, every: minutes)
        let events = try await test.events(.entryUpdated)
        #expect(events.count == most)
        let noisy = try events.map {
            try JSONValue(parsing: $0.body).at("data.change.noisy") == .bool(true)
        }
        #expect(noisy == Array(repeating: false, count: most - 1) + [true])
        #expect(try await test.ledger.revisions(entry: 1).count == 15)
        let verdicts = try await test.ledger.changes(entry: 1).map(\.verdict)
        #expect(verdicts.count { $0 == "suppressed" } == 14 - most)
        let entries = try await test.ledger.noisyEntries(feed: 1)
        #expect(entries.map(\.heldBack) == [14 - most])
    }

    @Test("are told of without end where they change at leisure") func leisure() async throws {
        let test = try await ticker(30, every: 135)
        #expect(try await test.events(.entryUpdated).count == 30)
        #expect(try await test.ledger.noisyEntries(feed: 1) == [])
    }

    @Test("are told of once they have been calm, with what was held back in one")
    func calm() async throws {
        let test = try await ticker(10, every: 5)
        try await test.poll(at: 300, .unchanged)
        #expect(try await test.events(.entryUpdated).count == 6)
        try await test.poll(at: 420, .unchanged)
        let last = try #require(try await test.events(.entryUpdated).last)
        let data = try JSONValue(parsing: last.body).at("data")
        #expect(data?.at("change.held_back") == .int(4))
        #expect(data?.at("change.from_revision") == .int(7))
        #expect(data?.at("change.to_revision") == .int(11))
        let sentences = try #require(data?.at("change.sentences")?.arrayValue)
        #expect(sentences.compactMap { $0["before"]?.stringValue } == ["The count stood at 6."])
        #expect(sentences.compactMap { $0["after"]?.stringValue } == ["The count stood at 10."])
        #expect(try await test.ledger.noisyEntries(feed: 1) == [])
        try await test.poll(at: 430, [Self.told(99)])
        #expect(try await test.events(.entryUpdated).count == 8)
    }

    @Test("are told of in sum once a day where they never are calm") func never() async throws {
        let test = try await ticker(8, every: 5)
        for hour in 1...50 {
            try await test.poll(at: 60 + hour * 60, [Self.told(100 + hour)])
        }
        let events = try await test.events(.entryUpdated)
        let changes = try events.map { try JSONValue(parsing: $0.body).at("data.change") }
        #expect(changes.compactMap { $0?["held_back"] } == [.int(25), .int(24)])
        #expect(changes.suffix(2).allSatisfy { $0?["noisy"] == .bool(true) })
        #expect(events.count == 8)
    }

    @Test("say nothing once calm where they are as they were last told") func backAgain()
        async throws
    {
        let test = try await ticker(8, every: 5)
        try await test.poll(at: 60, [Self.told(6)])
        try await test.poll(at: 500, .unchanged)
        #expect(try await test.events(.entryUpdated, .entryReverted).count == 6)
        #expect(try await test.ledger.noisyEntries(feed: 1) == [])
    }
}
