import Testing

@testable import Rejoinder

@Suite("An event that is too large to send") struct EventTrimTests {
    static let link = "https://news.example/" + String(repeating: "a", count: 1500)

    /// An article of that many sentences of which each was changed.
    static func event(sentences: Int, id: String = "evt_" + String(repeating: "a", count: 26))
        -> Event
    {
        let text = String(repeating: "Чому “це” <так>? ", count: 40)
        return Samples.event(
            .entryUpdated, id: id,
            data: .members([
                "feed": .members([
                    "name": .string("news"), "url": .string("https://news.example/feed"),
                ]),
                "entry": .members([
                    "id": .string(link), "title": .string(text), "link": .string(link),
                    "first_seen": .time(Samples.moment),
                ]),
                "revision": .members([
                    "number": .int(2), "source": .string("page"),
                    "hash": .string(String(repeating: "ab", count: 32)),
                    "seen_at": .time(Samples.moment),
                ]),
                "change": change(sentences, text),
            ]))
    }

    private static func change(_ count: Int, _ text: String) -> JSONValue {
        let same = JSONValue.members(["kind": .string("same"), "text": .string(text)])
        let whole = JSONValue.string(String(repeating: text, count: count))
        let field = JSONValue.members([
            "field": .string("text"), "from": whole, "to": whole,
            "spans": .array(Array(repeating: same, count: count)),
        ])
        let sentences = (0..<count).map { number -> JSONValue in
            let after = "\(number) " + text
            let level = number % 2 == 0 ? "none" : "major"
            return .members([
                "kind": .string("changed"), "before": .string(text), "after": .string(after),
                "level": .string(level), "reason": .string("r"),
            ])
        }
        return .members([
            "level": .string("major"), "kinds": .array([.string("claim")]),
            "reason": .string("r"), "stealth": .bool(false), "from_revision": .int(1),
            "to_revision": .int(2), "fields": .array([field]), "sentences": .array(sentences),
        ])
    }

    @Test("loses details, says so, and stays a whole event", arguments: [300, 3000])
    func trimmed(sentences: Int) throws {
        let event = Self.event(sentences: sentences)
        let whole = WireEvent.bytes(for: event)
        let (id, body) = WireEvent.message([event])
        #expect(whole.count > WireEvent.largest)
        #expect(body.count <= WireEvent.largest)
        #expect(body.count > WireEvent.largest / 16, "no more is cut than must be")
        let read = try JSONValue(parsing: body)
        #expect(read["id"] == .string(id))
        #expect(read["trimmed"] == .bool(true))
        #expect(read["log"] == (try JSONValue(parsing: whole))["log"])
        #expect(read.at("data.entry.link") == .string(Self.link))
        #expect(read.at("data.entry.id") == .string(Self.link))
        let levels = read.at("data.change.sentences")?.arrayValue?.compactMap { $0["level"] }
        #expect(levels.map { Set($0) } == [.string("major")])
        #expect(try EventSchema().faults(read) == [])
        #expect(WireEvent.message([event]).body == body)
    }

    @Test("has its share in a digest") func digest() throws {
        let events = (0..<20).map { number in
            Self.event(
                sentences: number < 3 ? 300 : 1,
                id: "evt_" + String(repeating: number % 2 == 0 ? "b" : "c", count: 26))
        }
        let body = WireEvent.message(events).body
        #expect(body.count <= WireEvent.largest + 1024)
        let read = try JSONValue(parsing: body)
        let parts = try #require(read.at("data.events")?.arrayValue)
        #expect(parts.count == 20)
        #expect(parts.allSatisfy { $0.at("data.entry.link") == .string(Self.link) })
        #expect(parts.prefix(3).allSatisfy { $0["trimmed"] == .bool(true) })
        #expect(parts[19]["trimmed"] == nil)
        #expect(try EventSchema().faults(read) == [])
    }

    @Test("is whole if it fits, and where nobody asked for less") func whole() throws {
        let small = Self.event(sentences: 3)
        #expect(WireEvent.message([small]).body == WireEvent.bytes(for: small))
        let large = Self.event(sentences: 300)
        #expect(try JSONValue(parsing: WireEvent.bytes(for: large))["trimmed"] == nil)
    }

    @Test("ends as small as it can be, if its links alone are too large") func links() throws {
        let data = JSONValue.members([
            "pages": .array((0..<50).map { .string("\(Self.link)/\($0)") }),
            "title": .string(String(repeating: "x", count: 9000)),
        ])
        let cut = EventTrim.fitting(data, 1000)
        #expect(cut["pages"]?.arrayValue?.count == 5)
        #expect(cut["pages"]?.arrayValue?.first == .string("\(Self.link)/0"))
        #expect(cut["title"]?.stringValue == String(repeating: "x", count: 64) + "…")
    }
}
