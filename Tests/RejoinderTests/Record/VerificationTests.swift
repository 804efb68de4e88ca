import Foundation
import GRDB
import TestSupport
import Testing

@testable import Rejoinder

@Suite("A log held against what somebody kept of it") struct VerificationTests {
    @Test("fits a head, an event and a hash of it") func fits() async throws {
        let test = try await Self.story()
        var scope = try await Self.scope(test)
        let events = try await test.events()
        let lines = events.map { WireEvent.bytes(for: $0) + [0x0A] }.flatMap(\.self)
        scope.events = try #require(KeptEvent.read(lines)).map { ("kept.jsonl", $0) }
        scope.hashes = events.map { Hex.string($0.hash).uppercased() }
        scope.keys = [try #require(test.ledger.publicKey)]
        let found = try await test.ledger.verify(scope)
        #expect(found.faults == [] && found.events == 4 && found.key == scope.keys.first)
    }

    @Test("has lost its end, which only such a thing can show") func cutOff() async throws {
        let test = try await Self.story()
        let scope = try await Self.scope(test)
        try await Self.cut(test, after: 3)
        #expect(try await test.ledger.verify().faults == [], "an honest limit")
        let found = try await test.ledger.verify(scope)
        #expect(
            found.faults == [
                "heads.txt: the head of \(TestLedger.minute(90)) knows event 4, but the log ends with "
                    + "event 3: its end was cut off, or an older copy was put back"
            ])
        #expect(found.misfits == 1 && found.firstBadEvent == 4)
    }

    @Test("was written anew from some event on") func forked() async throws {
        let test = try await Self.story()
        let scope = try await Self.scope(test)
        try await Self.cut(test, after: 3)
        try await test.poll("radio", at: 61, [Told(id: "s", title: "Sun")])
        #expect(try await test.ledger.verify().faults == [], "the key's holder can do that")
        let faults = try await test.ledger.verify(scope).faults
        #expect(
            faults == [
                "heads.txt: the head of \(TestLedger.minute(90)) knows event 4 by another hash: the log "
                    + "was written anew, from there or from earlier on"
            ])
    }

    @Test("is another log") func otherLog() async throws {
        let (test, other) = (try await Self.story(), try await Self.story())
        let faults = try await test.ledger.verify(Self.scope(other)).faults
        #expect(faults.count == 1)
        #expect(faults.first?.contains("is of another log, ") == true)
    }

    @Test("does not fit a head or an event that was changed") func changed() async throws {
        let test = try await Self.story()
        let head = try await test.ledger.signHead(now: TestLedger.minute(90))
        let text = head.text.replacingOccurrences(of: "sequence: 4", with: "sequence: 3")
        var scope = VerificationScope()
        scope.heads = SignedHead.read(text).heads.map { ("heads.txt", $0) }
        #expect(
            try await test.ledger.verify(scope).faults == [
                "heads.txt: the head of \(head.at) is not signed by the key that it names: it was "
                    + "changed"
            ])
        let event = try #require(try await test.events().last)
        let wire = String(decoding: WireEvent.bytes(for: event), as: UTF8.self)
        func faults(_ old: String, _ new: String) async throws -> [String] {
            let changed = wire.replacingOccurrences(of: old, with: new)
            #expect(changed != wire)
            var scope = VerificationScope()
            scope.events = try #require(KeptEvent.read(Array(changed.utf8))).map { ("e", $0) }
            return try await test.ledger.verify(scope).faults
        }
        #expect(
            try await faults("\"Fog\"", "\"Ice\"") == [
                "e: \(event.id) does not say what event 4 of the log says: it was changed"
            ])
        let hash = Hex.string(event.hash)
        #expect(
            try await faults(
                "\"hash\":\"\(hash)", "\"hash\":\"" + String(repeating: "0", count: 64))
                == [
                    "e: \(event.id) is not rightly signed: it was changed, or this log did not send it"
                ])
    }

    @Test("fits an event whose members a receiver has put into another order") func reordered()
        async throws
    {
        let test = try await Self.story()
        let event = try #require(try await test.events().first)
        func reversed(_ value: JSONValue) -> JSONValue {
            switch value {
            case .object(let members):
                .object(members.reversed().map { .init($0.name, reversed($0.value)) })
            case .array(let values): .array(values.map(reversed))
            default: value
            }
        }
        let other = reversed(try JSONValue(parsing: WireEvent.bytes(for: event)))
        var scope = VerificationScope()
        scope.events = try #require(KeptEvent.read(other.bytes)).map { ("e", $0) }
        #expect(try await test.ledger.verify(scope).faults == [])
    }

    @Test("has an event that somebody without the key added") func added() async throws {
        let test = try await Self.story()
        try await test.dropGuards()
        try await test.tamper("DROP TRIGGER event_continues_chain")
        let forger = LogSeal(id: test.ledger.logID)
        _ = try await test.ledger.write { database in
            try EventWriter(database: database, seal: forger).append(Self.forgery)
        }
        let found = try await test.ledger.verify()
        #expect(found.faults == ["event 5 is not signed, though those before it are"])
        #expect(found.firstBadEvent == 5)
        try await test.tamper(
            "UPDATE event SET signature = zeroblob(64), key_id = 1 WHERE sequence = 5")
        #expect(
            try await test.ledger.verify().faults == [
                "event 5 is not rightly signed: it was added by somebody without the key"
            ])
    }

    @Test("goes on with another key, which counts only where a trusted one vouches for it")
    func otherKey() async throws {
        for isVouchedFor in [true, false] {
            let test = try await Self.story()
            let old = try LogKey(String(contentsOfFile: test.path + ".key", encoding: .utf8))
            let new = try LogKey()
            let seal = LogSeal(
                id: test.ledger.logID,
                signer: LogSigner(key: new, former: isVouchedFor ? [old] : []))
            _ = try await test.ledger.write { database in
                try EventWriter(database: database, seal: seal).append(Self.forgery)
            }
            #expect(try await test.ledger.verify().faults == [])
            var scope = VerificationScope()
            scope.keys = [old.publicKey]
            let faults = try await test.ledger.verify(scope).faults
            #expect(
                faults
                    == (isVouchedFor
                        ? []
                        : [
                            "the events from 5 on are signed with \(new.publicKey.text), for which none "
                                + "of your keys vouches: somebody without the key may have written them"
                        ]))
            // Whoever trusts the new key trusts what its signatures cover.
            scope.keys = [new.publicKey]
            #expect(try await test.ledger.verify(scope).faults == [])
            // And a key of somebody else's signs nothing here.
            scope.keys = [try LogKey().publicKey]
            #expect(try await test.ledger.verify(scope).faults.count == 1)
        }
    }

    @Test("is examined from some event on") func partly() async throws {
        let test = try await Self.story()
        var scope = VerificationScope()
        scope.from = 3
        let found = try await test.ledger.verify(scope)
        #expect(found.faults == [] && found.events == 2 && found.last == 4)
        try await test.dropGuards()
        try await test.tamper("UPDATE event SET at = at + 1 WHERE sequence = 2")
        #expect(try await test.ledger.verify(scope).faults == [])
        scope.from = 2
        #expect(
            try await test.ledger.verify(scope).faults
                == ["event 2 does not match its hash: it was changed"])
        scope.from = 9
        await #expect(throws: LedgerError.self) { try await test.ledger.verify(scope) }
    }

    @Test("is examined by a program of its own, which agrees") func independent() async throws {
        let test = try await Self.story()
        let head = try await test.ledger.signHead(now: TestLedger.minute(90))
        let heads = test.folder.appendingPathComponent("heads.txt").path
        try Data(head.text.utf8).write(to: URL(fileURLWithPath: heads))
        await test.ledger.close()
        #expect(
            try VerifyProgram.run([test.path, heads])
                == "4 events hold together; the last hash is \(head.hashText)\n")
        let copy = try TestLedger(copyOf: test)
        try await Self.cut(copy, after: 2)
        await copy.ledger.close()
        #expect(try VerifyProgram.run([copy.path]).hasPrefix("2 events hold together"))
        #expect(
            try VerifyProgram.run([copy.path, heads])
                == "the head of \(head.at) does not fit: cut off, put back, or written anew\n")
    }

    private static let forgery = EventDraft(
        type: .feedGap, at: TestLedger.minute(91), identifiedBy: ["x"],
        data: .members(["gap": .string("x")]))

    private static func scope(_ test: TestLedger) async throws -> VerificationScope {
        var scope = VerificationScope()
        scope.heads = [
            ("heads.txt", try await test.ledger.signHead(now: TestLedger.minute(90)))
        ]
        return scope
    }

    private static func cut(_ test: TestLedger, after last: Int) async throws {
        try await test.dropGuards()
        try await test.tamper("DELETE FROM event_body WHERE sequence > \(last)")
        try await test.tamper("DELETE FROM event WHERE sequence > \(last)")
    }

    static func story() async throws -> TestLedger {
        let test = try TestLedger()
        try await test.watch("news")
        try await test.watch("radio")
        try await test.poll(at: 15, [Told()])
        try await test.poll(at: 30, [Told(text: "Not before Monday.")])
        try await test.poll(
            at: 45,
            [Told(text: "Not before Monday."), Told(id: "b", title: "Sun", text: "Sun all day.")])
        try await test.poll("radio", at: 60, [Told(id: "r", title: "Fog")])
        return test
    }
}

/// `docs/verify.py`, by the tests' own Python, which has `cryptography`, or else by any.
enum VerifyProgram {
    static func run(_ arguments: [String]) throws -> String {
        let process = ChildProcess(
            ReceiverProcess.python ?? "python3",
            [Project.file("docs/verify.py").path] + arguments)
        let output = Pipe()
        (process.standardOutput, process.standardError) = (.pipe(output), .pipe(output))
        try process.run()
        let said = output.fileHandleForReading.readDataToEndOfFile()
        process.wait()
        return String(decoding: said, as: UTF8.self)
            .replacingOccurrences(
                of: "signatures were not verified: the package `cryptography` is missing\n",
                with: "")
    }
}
