import Foundation
import Testing

@testable import Rejoinder

@Suite("A message", .enabled(if: MailServer.python != nil, MailServer.missing))
struct MailMessageTests {
    static let titles: [String] = [
        "Minister resigns",
        "a\r\nBcc: victim@example.org\r\n\r\n<script>alert(1)</script><img src=x onerror=y>",
        "=?UTF-8?B?PGI+?= and =?utf-8?q?x?=",
        String(repeating: "word ", count: 1000),
        String(repeating: "x", count: 5000),
        String(repeating: "\u{1F9D1}\u{200D}\u{1F680}", count: 400),
        "\u{202E}gnol\u{202C} and \u{200B}hidden",
        "a\0b\u{7F}\u{85}c\u{2028}d",
        "Президент подписал указ о назначении нового министра иностранных дел, сообщает агентство",
        ".\r\n.\r\nQUIT", "..", "From me", "--=_evt_sample--",
        String(decoding: [0x61, 0xEF, 0xBF, 0xBE, 0xEF, 0xB7, 0x90], as: UTF8.self), "", " ",
        "&lt;b&gt; \"'` =3D =", "École, Größe, naïve",
    ]

    /// Sends what each call makes, and gives back what readers understand.
    private func read(_ messages: [[Event]], sink: String = "desk") async throws
        -> MailServer.Reading
    {
        let server = try MailServer()
        let sink = try EmailSink(
            name: sink, settings: Samples.email(port: server.port), client: Samples.mailClient()
        ) { _ in }
        for events in messages {
            #expect(await sink.deliver(events, now: Samples.moment) == .delivered)
        }
        return try server.reading()
    }

    private func entry(_ title: String, _ members: [(String, JSONValue)] = []) -> JSONValue {
        .object(
            [.init("entry", .members(["id": .string("e1"), "title": .string(title)]))]
                + members.map { .init($0.0, $0.1) })
    }

    @Test("is sound whatever a title holds, and says it in full") func titles() async throws {
        let events = Self.titles.enumerated().map { index, title in
            Samples.event(id: "evt_\(index)", data: entry(title))
        }
        let mails = try await read(events.map { [$0] }).mails
        #expect(mails.count == Self.titles.count)
        for (title, mail) in zip(Self.titles, mails) {
            let shown = VisibleText.line(title, limit: 200)
            let said = shown.isEmpty ? "(no title)" : shown
            #expect(mail.faults == [], "\(said)")
            #expect(
                mail.headers["subject"] == VisibleText.line("Entry published: \(said)", limit: 200))
            #expect(mail.plain.hasPrefix(said + "\n"))
            #expect(
                mail.names == [
                    "Date", "From", "To", "Subject", "Message-ID", "In-Reply-To", "References",
                    "List-Id", "Auto-Submitted", "X-Rejoinder-Event", "X-Rejoinder-Type",
                    "X-Rejoinder-Log", "MIME-Version", "Content-Type",
                ])
            #expect(
                mail.tags == ["body", "div", "h1", "head", "html", "meta", "p", "title"])
            #expect(mail.links == [])
        }
    }

    @Test("names itself, its sender and its place in the log") func header() async throws {
        let mail = try #require(
            try await read([[Samples.event(data: entry("Minister resigns"))]]).mails.first)
        let hash = String(repeating: "cd", count: 32)
        #expect(mail.headers["date"] == "Tue, 03 Jun 2025 18:45:00 +0000")
        #expect(mail.headers["from"] == "Rejoinder <rejoinder@example.org>")
        #expect(mail.headers["to"] == "desk@example.org")
        #expect(mail.headers["message-id"] == "<evt_sample@example.org>")
        #expect(mail.headers["list-id"] == "Rejoinder <desk.rejoinder.example.org>")
        #expect(mail.headers["auto-submitted"] == "auto-generated")
        #expect(mail.headers["x-rejoinder-event"] == "evt_sample")
        #expect(mail.headers["x-rejoinder-type"] == "entry.published")
        #expect(mail.headers["x-rejoinder-log"] == "sequence=7; hash=\(hash)")
        #expect(mail.types == ["multipart/alternative", "text/plain", "text/html"])
        #expect(
            mail.plain == """
                Minister resigns

                Entry published, 2025-06-03T18:45:00Z
                Event evt_sample, number 7 in the log, hash \(hash)

                Sent by the sink desk of Rejoinder. `rejoinder explain evt_sample` says why.

                """)
    }

    @Test("shows what was added and removed, by words and not by colour alone")
    func change() async throws {
        func sentence(_ before: String?, _ after: String?) -> JSONValue {
            .members([
                "kind": .string("changed"), "level": .string("major"),
                "before": .string(before), "after": .string(after),
            ])
        }
        let change = JSONValue.members([
            "sentences": .array([
                sentence("He <b>will</b> go.", "He “will not” go."), sentence(nil, "Новое."),
            ])
        ])
        let data = JSONValue.members([
            "entry": .members([
                "id": .string("e"), "title": .string("T"),
                "link": .string("https://example.org/a?b=1&c=\"><script>"),
            ]),
            "change": change,
        ])
        let mail = try #require(
            try await read([[Samples.event(.entryUpdated, data: data)]]).mails.first)
        #expect(mail.faults == [])
        #expect(mail.removed == ["He <b>will</b> go."])
        #expect(mail.added == ["He “will not” go.", "Новое."])
        #expect(mail.text.contains("Removed: He <b>will</b> go. Added: He “will not” go."))
        #expect(mail.links.count == 1)
        #expect(mail.links.allSatisfy { $0.hasPrefix("https://example.org/a?b=1&c=") })
        #expect(mail.plain.contains("\n- He <b>will</b> go.\n+ He “will not” go.\n+ Новое.\n"))
        let script = JSONValue.members([
            "entry": .members(["id": .string("e"), "link": .string("javascript:alert(1)")])
        ])
        #expect(try await read([[Samples.event(data: script)]]).mails.first?.links == [])
    }

    @Test("belongs to the conversation of its inquiry, or else of its entry")
    func threads() async throws {
        func inquiry(_ id: String) -> JSONValue {
            .members([
                "inquiry": .members(["id": .string(id), "subject": .string("Who closed it?")]),
                "entry": .members(["id": .string("e\(id)"), "title": .string("T")]),
            ])
        }
        let feed = JSONValue.members(["feed": .members(["name": .string("news")])])
        let events = [
            Samples.event(.inquiryOpened, id: "evt_0", data: inquiry("inq_a")),
            Samples.event(.entryPublished, id: "evt_1", data: entry("One")),
            Samples.event(.inquiryOverdue, id: "evt_2", data: inquiry("inq_a")),
            Samples.event(.inquiryOverdue, id: "evt_3", data: inquiry("inq_b")),
            Samples.event(.entryUpdated, id: "evt_4", data: entry("Two")),
            Samples.event(.inquiryAnswered, id: "evt_5", data: inquiry("inq_a")),
            Samples.event(.feedFailing, id: "evt_6", data: feed),
            Samples.event(.feedRecovered, id: "evt_7", data: feed),
        ]
        let reading = try await read(events.map { [$0] } + [[events[1], events[4]]])
        #expect(
            reading.threads.sorted { $0[0] < $1[0] } == [[0, 2, 5], [1, 4], [3], [6, 7], [8]])
        #expect(reading.mails.flatMap(\.faults) == [])
        #expect(
            reading.mails.prefix(2).map { $0.headers["subject"] } == [
                "somebody owes an answer: Who closed it?", "Entry published: One",
            ])
    }

    @Test("holds a digest's events in their order") func digest() async throws {
        let events = (0..<3).map { index in
            Samples.event(
                id: "evt_\(index)", sequence: Int64(index + 1), data: entry("Title \(index)"))
        }
        let mail = try #require(try await read([events]).mails.first)
        #expect(mail.faults == [])
        #expect(
            mail.headers["subject"] == "3 events, 2025-06-03 18:45 to 2025-06-03 18:45 UTC")
        #expect(mail.headers["message-id"]?.hasPrefix("<dig_") == true)
        #expect(mail.headers["x-rejoinder-type"] == "digest")
        #expect(mail.headers["x-rejoinder-log"]?.hasPrefix("sequence=3; hash=") == true)
        #expect(mail.headers["references"] == nil)
        let places = ["1. Title 0", "2. Title 1", "3. Title 2"].map {
            mail.plain.range(of: $0)?.lowerBound
        }
        #expect(places.allSatisfy { $0 != nil })
        #expect(
            places == places.sorted { $0 ?? mail.plain.startIndex < $1 ?? mail.plain.startIndex })
    }

    @Test("of a test says that nothing has happened") func test() async throws {
        let mail = try #require(
            try await read([[SinkTrial.event(now: Samples.moment)]]).mails.first)
        #expect(
            mail.headers["subject"]
                == "[Test] Entry published: A test event: nothing has happened")
        #expect(
            mail.plain.hasSuffix(
                "This is a test of the sink desk of Rejoinder: nothing has happened.\n"))
    }
}

@Suite("A mailbox") struct MailboxTests {
    @Test(
        "is an address, with or without a name",
        arguments: [
            ("desk@example.org", "", "desk@example.org"),
            ("a.b+c@mail.example.org", "", "a.b+c@mail.example.org"),
            ("Foreign desk <desk@example.org>", "Foreign desk", "desk@example.org"),
            ("\"Desk, foreign\" <desk@localhost>", "Desk, foreign", "desk@localhost"),
            ("Редакция <desk@example.org>", "Редакция", "desk@example.org"),
        ])
    func sound(text: String, name: String, address: String) {
        #expect(Mailbox(text)?.name == name)
        #expect(Mailbox(text)?.address == address)
    }

    @Test(
        "is nothing else",
        arguments: [
            "", "desk", "@example.org", "desk@", "a@b@c", "a b@example.org", "<desk@example.org",
            "desk@example.org\r\nBcc: a@example.org", "x\r\n <desk@example.org>",
            "a..b@example.org",
            ".a@example.org", "a@-x.org", "a@x..org", "desk@[127.0.0.1]", "дом@example.org",
            "desk@дом.example", "<a@b.c> <desk@example.org>", "a\u{2028}b <desk@example.org>",
        ])
    func faulty(text: String) { #expect(Mailbox(text) == nil) }
}

@Suite("A body part") struct MailPartTests {
    @Test("keeps its text in lines of 76", arguments: ["", "a\n", ".\n..\n", "a \nb\t\n", "=\n"])
    func lines(text: String) {
        let long = String(repeating: "long. ", count: 99) + "\n"
        for part in [MailPart(text + long), MailPart(String(repeating: "ж", count: 200) + "\n")] {
            let lines = part.text.split(separator: "\r\n", omittingEmptySubsequences: false)
            #expect(lines.allSatisfy { $0.utf8.count <= 76 })
            #expect(
                !lines.contains { $0.hasPrefix(".") || $0.hasSuffix(" ") || $0.hasSuffix("\t") })
        }
        #expect(MailPart("ж\n").encoding == "base64")
        #expect(MailPart("Größe matters here, and there\n").encoding == "quoted-printable")
    }
}
