import Foundation
import TestSupport
import Testing

@testable import Rejoinder

@Suite("The events' schema") struct EventSchemaTests {
    @Test("knows every type of event, and no other") func types() throws {
        let schema = try JSONValue(
            parsing: Array(try Project.text("config/event.schema.json").utf8))
        let names = EventType.allCases.map { JSONValue.string($0.rawValue) }
        #expect(schema.at("$defs.type.enum") == .array(names))
        #expect(
            schema.at("$defs.change.properties.kinds.items.enum")
                == .array(ChangeKind.allCases.map { .string($0.rawValue) }))
    }

    @Test("tells the shape of every type's data") func shapes() throws {
        let schema = try EventSchema()
        for type in EventType.allCases {
            let bare = Samples.event(type, id: "evt_" + String(repeating: "a", count: 26))
            // Each needs something, and a response has two forms.
            let faults = try schema.faults(in: bare).filter {
                $0.hasSuffix(": missing") || $0.contains("fits not one of its forms")
            }
            #expect(!faults.isEmpty, "\(type) may be empty")
        }
    }

    struct Flaw: CustomTestStringConvertible {
        let testDescription: String
        let from: String
        let to: String
        let fault: String

        init(_ what: String, _ from: String, _ to: String, _ fault: String) {
            (testDescription, self.from, self.to, self.fault) = (what, from, to, fault)
        }
    }

    static let flaws = [
        Flaw("a missing member", "\"number\":1,", "", "revision.number: missing"),
        Flaw("another type", "\"number\":1", "\"number\":\"1\"", "revision.number: no integer"),
        Flaw("a number out of range", "\"number\":1", "\"number\":0", "revision.number: less than"),
        Flaw("no time", "\"first_seen\":\"2026-", "\"first_seen\":\"26-", "entry.first_seen: "),
        Flaw(
            "an unknown member", "\"number\":1", "\"number\":1,\"x\":1",
            "revision.x: not in the schema"),
    ]

    @Test("finds", arguments: flaws) func finds(flaw: Flaw) async throws {
        let test = try TestLedger()
        try await test.watch()
        try await test.poll(at: 15, [Told()])
        let event = try #require(try await test.events().first)
        let text = String(decoding: event.body, as: UTF8.self)
        #expect(text.contains(flaw.from))
        let flawed = Event(
            sequence: event.sequence, id: event.id, type: event.type, at: event.at,
            feed: event.feed,
            body: Array(text.replacingOccurrences(of: flaw.from, with: flaw.to).utf8),
            previousHash: event.previousHash, hash: event.hash)
        #expect(try EventSchema().faults(in: event) == [])
        #expect(try EventSchema().faults(in: flawed).contains { $0.contains(flaw.fault) })
    }

    @Test(
        "holds for real events by an implementation that is not ours",
        .enabled(if: Validator.isThere, Validator.missing))
    func otherImplementation() async throws {
        let events = try await Self.story().events()
        #expect(Set(events.map(\.type)).count >= 12)
        #expect(try Validator.faults(events.map { WireEvent.bytes(for: $0) }) == "\n")
        #expect(try Validator.faults(events.map(\.body)) == "\n", "what `export` has as `body`")
        let digest = WireEvent.message(events).body
        let trimmed = WireEvent.message([EventTrimTests.event(sentences: 300)]).body
        #expect(try Validator.faults([digest, trimmed]) == "\n")
        let broken = WireEvent.bytes(for: try #require(events.first))
        let text = String(decoding: broken, as: UTF8.self)
            .replacingOccurrences(of: "\"id\":\"evt_", with: "\"id\":\"")
        #expect(try Validator.faults([Array(text.utf8)]).contains("1: id: "))
    }

    /// As many types of events as the ledger alone can make.
    private static func story() async throws -> TestLedger {
        let test = try TestLedger()
        try await test.watch()
        try await test.poll(at: 15, [Told(asked: [TestLedger.harbour])])
        let said = "“We shall open on Monday after all,” a fisherman quoted the harbour master."
        let own = "“The port is shut,” the Harbour Authority said."
        try await test.poll(at: 30, [Told(text: said)])
        try await test.poll(at: 35, [Told(id: "b", title: "Fog", text: own)])
        let note = "Correction: An earlier version of this article gave the wrong day."
        try await test.poll(at: 45, [Told(text: said + " " + note)])
        try await test.poll(at: 60, [Told(text: said)])
        for minute in 61...63 {
            try await test.poll(at: minute, .failed(kind: "dns", message: "none"))
        }
        for minute in [64, 3000, 3015] {
            try await test.poll(at: minute, .unchanged, movedTo: "https://new.example/feed")
        }
        try await test.poll(at: 3100, [Told(id: "z", text: "Fog.")])
        for minute in [15 + 61 * 60, 15 + 73 * 60] {
            try await test.ledger.announceDeadlines(now: TestLedger.minute(minute), rules: .init())
        }
        let act = Act(by: "kim", at: TestLedger.minute(5000), reason: "done")
        try await test.ledger.close(try #require(try await test.ledger.inquiries().first), by: act)
        try await test.ledger.reopen(
            try #require(try await test.ledger.inquiries().first), dueAt: nil,
            by: Act(by: "kim", at: TestLedger.minute(5001), reason: nil))
        return test
    }
}

/// `Tests/Fixtures/validate_events.py`.
private enum Validator {
    static let isThere = ReceiverProcess.python != nil

    static let missing: Comment = "the tests' Python is missing: run `make test`"

    static func faults(_ lines: [[UInt8]]) throws -> String {
        let process = ChildProcess(
            ReceiverProcess.python ?? "python3",
            [
                Project.file("Tests/Fixtures/validate_events.py").path,
                Project.file("config/event.schema.json").path,
            ])
        let input = FileManager.default.temporaryDirectory
            .appendingPathComponent("events-\(UUID().uuidString).jsonl")
        defer { try? FileManager.default.removeItem(at: input) }
        try Data(lines.joined(separator: [0x0A])).write(to: input)
        process.standardInput = .file(try FileHandle(forReadingFrom: input))
        let output = Pipe()
        process.standardOutput = .pipe(output)
        try process.run()
        let said = output.fileHandleForReading.readDataToEndOfFile()
        process.wait()
        return String(decoding: said, as: UTF8.self)
    }
}
