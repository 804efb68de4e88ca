import Foundation
import Platform
import Testing

@testable import Rejoinder

@Suite("The key of a log") struct LogKeyTests {
    @Test("signs each event when it is made, and is the same at the next start")
    func signs() async throws {
        let test = try TestLedger()
        try await test.watch()
        try await test.poll(at: 15, [Told()])
        let key = try #require(test.ledger.publicKey)
        let first = try #require(try await test.events().first)
        #expect(first.signature?.key == key)
        #expect(first.signature?.isValid(for: SignedMessage.event(hash: first.hash)) == true)
        #expect(first.signature?.isValid(for: first.hash) == false, "it signs no bare hash")
        await test.ledger.close()
        let again = try Ledger(path: test.path)
        #expect(again.publicKey == key)
        #expect(try await again.keys().map(\.key) == [key])
        await again.close()
    }

    @Test("is made beside a new ledger, where only its owner can read it") func made() throws {
        let test = try TestLedger()
        let facts = try #require(FileFacts(path: test.path + ".key"))
        #expect(facts.kind == .file && facts.permissions == 0o600 && facts.names == 1)
        let text = try String(contentsOfFile: test.path + ".key", encoding: .utf8)
        #expect(try LogKey(text).publicKey == test.ledger.publicKey)
        #expect("\(try LogKey(text))" == "***")
    }

    static let unsafe: [(what: String, change: @Sendable (String) throws -> Void, said: String)] = [
        (
            "is open to others", { chmod($0, 0o640) },
            "is open to others (mode 640); close it with `chmod 600`, and make a new key if others "
                + "may have read it"
        ),
        (
            "is a link",
            {
                try FileManager.default.moveItem(atPath: $0, toPath: $0 + ".real")
                symlink($0 + ".real", $0)
            }, "is a symbolic link, which is not followed"
        ),
        (
            "has two names", { link($0, $0 + ".other") },
            "is not a regular file with one name"
        ),
        (
            "holds something else", { try Data("secret".utf8).write(to: URL(fileURLWithPath: $0)) },
            "the log's key cannot be used: expected \"ed25519-private:\" and the Base64"
        ),
    ]

    @Test("is refused if its file", arguments: unsafe.indices) func refused(index: Int) async throws
    {
        let (what, change, said) = Self.unsafe[index]
        let test = try TestLedger()
        await test.ledger.close()
        try change(test.path + ".key")
        chmod(test.path + ".key", index == 0 ? 0o640 : 0o600)
        let error = #expect(throws: LedgerError.self) { try Ledger(path: test.path) }
        #expect(
            error.map { "\($0)" }?.contains(said) == true, "\(what): \(String(describing: error))")
    }

    @Test("is made anew if it is lost, and the log says that nobody vouches for the new one")
    func lost() async throws {
        let test = try await Self.story()
        let old = try #require(test.ledger.publicKey)
        await test.ledger.close()
        try FileManager.default.removeItem(atPath: test.path + ".key")
        #expect(throws: LedgerError.keyMissing(path: test.path)) {
            try Ledger(existing: test.path)
        }
        let copy = try TestLedger(copyOf: test)
        try await copy.poll(at: 30, [Told(), Told(id: "b", title: "Fog")])
        #expect(try await copy.types() == [.entryPublished, .logRekeyed, .entryPublished])
        let data = try #require(try await copy.data(of: .logRekeyed)?["key"])
        let new = try #require(copy.ledger.publicKey)
        #expect(data["public"]?.stringValue == new.text && data["former"]?.stringValue == old.text)
        #expect(data["voucher"] == nil)
        #expect(try await copy.events().map(\.signature?.key) == [old, new, new])
        #expect(try await copy.ledger.keys().map(\.key) == [old, new])
    }

    @Test("gives way to another that the configuration names, for which it vouches")
    func given() async throws {
        let test = try await Self.story()
        let old = try LogKey(String(contentsOfFile: test.path + ".key", encoding: .utf8))
        let new = try LogKey()
        await test.ledger.close()
        let ledger = try Ledger(path: test.path, key: .given([new, old]))
        try await ledger.open(Self.question, by: Self.act)
        let events = try await ledger.events(EventQuery())
        #expect(events.map(\.type) == [.entryPublished, .logRekeyed, .inquiryOpened])
        let data = try JSONValue(parsing: events[1].body)["data"]?["key"]
        let bytes = data?["voucher"]?.stringValue.flatMap { LogSignature.bytes($0) }
        let voucher = LogSignature(key: old.publicKey, bytes: try #require(bytes))
        #expect(
            voucher.isValid(for: SignedMessage.nextKey(new.publicKey, log: ledger.logID)))
        // A person's command takes no key but the log's own.
        #expect(throws: LedgerError.keyMissing(path: test.path)) {
            try Ledger(existing: test.path)
        }
        #expect(try Ledger(existing: test.path, key: .given([new])).publicKey == new.publicKey)
        let next = try LogKey()
        #expect(throws: LedgerError.keyMissing(path: test.path)) {
            try Ledger(existing: test.path, key: .given([next]))
        }
        #expect(
            try Ledger(existing: test.path, key: .given([next, new])).publicKey == next.publicKey)
        await ledger.close()
    }

    @Test("is changed by a person, and a change that was cut short is completed")
    func rotated() async throws {
        let test = try await Self.story()
        let file = test.path + ".key"
        let old = try String(contentsOfFile: file, encoding: .utf8)
        let key = try await test.ledger.rotateKey(now: TestLedger.minute(20))
        await test.ledger.close()
        #expect(!FileManager.default.fileExists(atPath: file + ".next"))
        // As a crash leaves them before the last step.
        try FileManager.default.moveItem(atPath: file, toPath: file + ".next")
        try Data(old.utf8).write(to: URL(fileURLWithPath: file))
        chmod(file, 0o600)
        let ledger = try Ledger(existing: test.path)
        #expect(ledger.publicKey == key)
        try await ledger.open(Self.question, by: Self.act)
        #expect(
            try await ledger.events(EventQuery()).map(\.type)
                == [.entryPublished, .logRekeyed, .inquiryOpened])
        await ledger.close()
    }

    @Test("signs all from the first start after an upgrade, and vouches so for what was before")
    func upgraded() async throws {
        let scene = try TestLedger()
        let former = try FormerLedger(in: scene.folder)
        let ledger = try Ledger(path: former.path)
        try await ledger.open(Self.question, by: Self.act)
        let events = try await ledger.events(EventQuery())
        #expect(events.map { $0.signature != nil } == [false, false, true])
        #expect(try await ledger.verify().faults == [])
        await ledger.close()
    }

    @Test("must have signed what is added to a signed log") func guarded() async throws {
        let test = try await Self.story()
        let error = await #expect(throws: LedgerError.self) {
            try await test.tamper(
                """
                INSERT INTO event (sequence, id, type, at, format, body_hash, previous_hash, hash)
                SELECT 2, 'evt_x', type, at, format, body_hash, hash, randomblob(32) FROM event
                """)
        }
        #expect(error.map { "\($0)" }?.contains("an event must continue the chain") == true)
    }

    static let act = Act(by: "ada", at: TestLedger.minute(25), reason: nil)
    static let question = Inquiry(
        id: Inquiry.ID(rawValue: "inq_q"), institution: nil, institutionName: "Bank",
        origin: .hand(user: "ada"), subject: "Why?", evidence: nil, topic: [],
        openedAt: TestLedger.minute(25), dueAt: nil, state: .open)

    static func story() async throws -> TestLedger {
        let test = try TestLedger()
        try await test.watch()
        try await test.poll(at: 15, [Told()])
        return test
    }
}

@Suite("A signed head of the log") struct SignedHeadTests {
    @Test("says what the newest event was, and can be read again") func written() async throws {
        let test = try await LogKeyTests.story()
        let head = try await test.ledger.signHead(now: TestLedger.minute(20))
        #expect(head.isSigned && head.sequence == 1)
        #expect(head.hashText == Hex.string(try #require(try await test.events().last?.hash)))
        #expect(SignedHead.read(head.text).heads == [head])
        #expect(head.text.split(separator: "\n").allSatisfy { $0.utf8.count <= 76 })
    }

    @Test("can be read from a mail that quotes it, beside others") func quoted() async throws {
        let test = try await LogKeyTests.story()
        let heads = [
            try await test.ledger.signHead(now: TestLedger.minute(20)),
            try await test.ledger.signHead(now: TestLedger.minute(21)),
        ]
        let mail =
            "Dear Kim,\r\n\r\n"
            + heads[0].text.split(separator: "\n").map { "> > \($0)  \r\n" }.joined()
            + ">\r\nas agreed.\r\n" + heads[1].text + "Yours: Ada\nRejoinder signed head\nlog: 1\n"
        let read = SignedHead.read(mail)
        #expect(read.heads == heads)
        #expect(read.unreadable == [22])
    }

    @Test("is not signed if any of it was changed") func changed() async throws {
        let test = try await LogKeyTests.story()
        let head = try await test.ledger.signHead(now: TestLedger.minute(20))
        for (old, new) in [
            ("sequence: 1", "sequence: 2"), ("time: 2026", "time: 2025"),
            (
                "hash: \(head.hashText.prefix(2))",
                "hash: \(head.hashText.hasPrefix("00") ? "11" : "00")"
            ),
        ] {
            let text = head.text.replacingOccurrences(of: old, with: new)
            let read = try #require(SignedHead.read(text).heads.first)
            #expect(text != head.text && !read.isSigned)
        }
        let other = head.text.replacingOccurrences(
            of: head.signature.key.text, with: try LogKey().publicKey.text)
        #expect(SignedHead.read(other).heads.first?.isSigned == false)
    }

    @Test("is kept once a day, as long as there is something to sign") func daily() async throws {
        let test = try TestLedger()
        try await test.watch()
        #expect(try await test.ledger.keepDailyHead(now: TestLedger.minute(0)) == nil)
        await #expect(throws: LedgerError.self) {
            try await test.ledger.signHead(now: TestLedger.minute(0))
        }
        try await test.poll(at: 15, [Told()])
        let first = try await test.ledger.keepDailyHead(now: TestLedger.minute(20))
        #expect(first?.sequence == 1)
        #expect(try await test.ledger.keepDailyHead(now: TestLedger.minute(20 + 1439)) == nil)
        let second = try await test.ledger.keepDailyHead(now: TestLedger.minute(20 + 1440))
        #expect(try await test.ledger.keptHeads() == [first, second].compactMap { $0 })
        #expect(
            try await test.ledger.keptHeads(since: TestLedger.minute(21)).map(\.isSigned) == [true])
    }
}
