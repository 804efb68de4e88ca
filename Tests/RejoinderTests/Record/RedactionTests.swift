import Foundation
import GRDB
import Testing

@testable import Rejoinder

@Suite("What is withheld by law") struct RedactionTests {
    @Test("leaves the chain whole, and says who withheld it, when and why") func event()
        async throws
    {
        let test = try await VerificationTests.story()
        let done = try await test.ledger.redact(.event(4), by: Self.act)
        #expect(done.events.count == 1 && done.revisions == 0 && done.deliveries == 0)
        let found = try await test.ledger.verify()
        #expect(found.faults == [] && found.events == 5 && found.withheld == 1)
        let events = try await test.events()
        let event = try #require(done.event)
        let withheld = Withheld(by: "kim", reason: "an order", at: Self.act.at, event: event)
        #expect(events[3].withheld == withheld && events[3].hash != [] && events[4].withheld == nil)
        #expect(events[4].type == .logRedacted && events[4].id == done.event)
        #expect(EventText(isColoured: false).lines(events[3])[0].contains("withheld: an order"))
        let wire = try JSONValue(parsing: WireEvent.bytes(for: events[3]))
        #expect(wire["data"] == nil && wire["withheld"] == withheld.json)
        #expect(try await test.ledger.explain(events[3]).event.withheld == withheld)
        // What a receiver has kept of it still fits.
        var scope = VerificationScope()
        scope.hashes = [Hex.string(events[3].hash)]
        #expect(try await test.ledger.verify(scope).faults == [])
        await #expect(throws: LedgerError.self, "it is withheld already") {
            try await test.ledger.redact(.event(4), by: Self.act)
        }
        await #expect(throws: LedgerError.self, "it proves the others") {
            try await test.ledger.redact(.event(5), by: Self.act)
        }
    }

    @Test("is gone from every page of the file, and from its write-ahead log") func gone()
        async throws
    {
        let test = try TestLedger()
        try await test.watch()
        try await test.watch("radio")
        let first = Told(
            title: "Zebulon arrested", text: "“I am Quillfeather,” a sailor said.",
            asked: [TestLedger.harbour])
        var second = first
        second.text = "Nightingale was never asked, the Harbour Authority said on Monday."
        try await test.poll(at: 15, [first])
        try await test.poll(at: 30, [second])
        try await test.poll("radio", at: 45, [Told(id: "r", title: "Fog", text: "Fog and rain.")])
        let words = ["Zebulon", "Quillfeather", "Nightingale"]
        #expect(
            try Self.remains(of: words + ["Fog and rain"], in: test) == words + ["Fog and rain"])
        let entry = try await test.ledger.entry("1")
        let plan = try await test.ledger.redactionPlan(.entry(entry, number: nil))
        #expect(plan.event == nil && plan.revisions == 2 && plan.texts == 2)
        #expect(plan.inquiries.count == 1)
        #expect(try Self.remains(of: words, in: test) == words, "a plan changes nothing")
        let done = try await test.ledger.redact(.entry(entry, number: nil), by: Self.act)
        #expect(done.events == plan.events && done.events.count >= 3)
        try await test.ledger.scrub()
        #expect(try Self.remains(of: words + ["Fog and rain"], in: test) == ["Fog and rain"])
        #expect(try await test.ledger.verify().faults == [])
        let revisions = try await test.ledger.revisions(entry: entry.id)
        #expect(revisions.map(\.withheld?.reason) == ["an order", "an order"])
        #expect(revisions.map(\.content.text) == ["", ""])
        #expect(try await test.events().filter { $0.withheld == nil }.count == 2)
    }

    @Test("of one revision leaves the others") func oneRevision() async throws {
        let test = try await VerificationTests.story()
        let entry = try await test.ledger.entry("1")
        _ = try await test.ledger.redact(.entry(entry, number: 2), by: Self.act)
        let revisions = try await test.ledger.revisions(entry: entry.id)
        #expect(revisions.map { $0.withheld == nil } == [true, false])
        #expect(revisions.first?.content.text == Told().text)
        #expect(try await test.ledger.verify().faults == [])
        #expect(
            try await test.events().map { $0.withheld == nil } == [true, false, true, true, true])
    }

    @Test("goes nowhere any more, and the other sinks are told that it was withheld")
    func deliveries() async throws {
        let test = try TestLedger()
        try await test.ledger.declare(sinks: [Route(sink: "hook"), Route(sink: "desk")])
        try await test.watch()
        try await test.poll(
            at: 15,
            [
                Told(), Told(id: "b", title: "Fog", text: "Fog."),
                Told(id: "c", title: "Sun", text: "Sun."),
            ])
        // A digest that waits, and begins with what is withheld.
        try await test.tamper("UPDATE delivery SET digest = 1 WHERE sink = 'desk'")
        let done = try await test.ledger.redact(.event(1), by: Self.act)
        #expect(done.deliveries == 2)
        let waiting = try await test.ledger.pendingDeliveries(sink: "hook").map(\.event.sequence)
        #expect(waiting == [2, 3, 4])
        let digest = try await test.ledger.pendingDeliveries(sink: "desk")
        #expect(digest.map(\.event.sequence) == [2, 4] && digest.map(\.digest) == [2, nil])
        var query = DeliveryQuery()
        query.sequence = 1
        let ended = try await test.ledger.deliveries(query)
        #expect(ended.map(\.state) == [.dead, .dead])
        #expect(ended.map(\.lastError) == Array(repeating: "withheld by law: an order", count: 2))
        await #expect(throws: LedgerError.self) {
            try await test.ledger.redeliver(
                sequences: [1], sink: nil, now: TestLedger.minute(99))
        }
        #expect(
            try await test.ledger.redeliver(sequences: nil, sink: nil, now: TestLedger.minute(99))
                == 0, "it stays dead")
    }

    @Test("stays withheld when it is seen again, and what follows on it is no news")
    func seenAgain() async throws {
        let test = try TestLedger()
        try await test.watch()
        try await test.poll(at: 15, [Told()])
        let entry = try await test.ledger.entry("1")
        _ = try await test.ledger.redact(.entry(entry, number: nil), by: Self.act)
        let before = try await test.events().count
        try await test.poll(at: 30, [Told()])
        try await test.poll(at: 45, [Told(), Told(id: "b", title: "Fog")])
        #expect(try await test.events().count == before + 1)
        let texts = try await test.column(String.self, "SELECT content FROM text")
        #expect(texts == [""], "another entry has the same text, and it stays withheld")
        try await test.poll(
            at: 60,
            [Told(text: "It is shut, the harbour master said."), Told(id: "b", title: "Fog")])
        #expect(try await test.events().count == before + 1, "there is nothing to compare it with")
        try await test.poll(
            at: 75, [Told(text: "It has opened, a sailor told us."), Told(id: "b", title: "Fog")])
        #expect(try await test.events().last?.type == .entryUpdated)
        #expect(try await test.ledger.verify().faults == [])
    }

    @Test(
        "needs the event that says so: the guards refuse",
        arguments: [
            "DELETE FROM event_body WHERE sequence = 2",
            "DELETE FROM event_body WHERE sequence = 5",
            "UPDATE text SET content = '', withheld = 5 WHERE id = 1",
            "UPDATE text SET content = 'other' WHERE id = 1",
            "DELETE FROM text WHERE id = 1",
        ])
    func guards(sql: String) async throws {
        let test = try await VerificationTests.story()
        _ = try await test.ledger.redact(.event(4), by: Self.act)
        await #expect(throws: LedgerError.self) { try await test.tamper(sql) }
        #expect(try await test.ledger.verify().faults == [])
    }

    @Test("is a fault where no event says so, or where the event is not sound") func forged()
        async throws
    {
        let test = try await VerificationTests.story()
        _ = try await test.ledger.redact(.event(4), by: Self.act)
        try await test.dropGuards()
        try await test.tamper("UPDATE event SET at = at + 1 WHERE sequence = 5")
        #expect(
            try await test.ledger.verify().faults == [
                "event 4 has lost its body", "event 5 does not match its hash: it was changed",
            ])
        try await test.tamper("UPDATE text SET content = '', withheld = 5 WHERE id = 1")
        #expect(
            try await test.ledger.verify().faults.contains(
                "text 1 does not match its hash: it was changed"))
    }

    @Test("is accepted by a program that is not ours") func independent() async throws {
        let test = try await VerificationTests.story()
        _ = try await test.ledger.redact(.event(4), by: Self.act)
        await test.ledger.close()
        #expect(try VerifyProgram.run([test.path]).hasPrefix("5 events hold together"))
    }

    static let act = Act(by: "kim", at: TestLedger.minute(70), reason: "an order")

    /// Those of the words that are in the ledger's file or in its write-ahead log.
    private static func remains(of words: [String], in test: TestLedger) throws -> [String] {
        let bytes = try ["", "-wal"].map {
            try Data(contentsOf: URL(fileURLWithPath: test.path + $0))
        }
        return words.filter { word in
            bytes.contains { $0.range(of: Data(word.utf8)) != nil }
        }
    }
}
