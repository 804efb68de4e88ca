import Testing

@testable import Rejoinder

@Suite("An event as sinks get it") struct WireEventTests {
    @Test("says what happened, and its place in the log")
    func shape() {
        let event = Samples.event(data: .members(["title": .string("x"), "n": .array([.int(1)])]))
        #expect(
            String(decoding: WireEvent.bytes(for: event), as: UTF8.self) == """
                {"id":"evt_sample","type":"entry.published","timestamp":"2025-06-03T18:45:00Z",\
                "data":{"title":"x","n":[1]},"log":{"sequence":7,\
                "previous":"\(String(repeating: "ab", count: 32))",\
                "hash":"\(String(repeating: "cd", count: 32))"}}
                """)
    }

    @Test("makes one digest of several events, with an id that stays the same") func digest() throws
    {
        let events = [Samples.event(), Samples.event(id: "evt_other", sequence: 8)]
        let (id, body) = WireEvent.message(events)
        let read = try JSONValue(parsing: body)
        #expect(read["id"] == .string(id))
        #expect(read["type"] == .string("digest"))
        let single = try events.map { try JSONValue(parsing: WireEvent.bytes(for: $0)) }
        #expect(read["data"]?["events"] == .array(single))
        #expect(WireEvent.message(events).id == id)
        #expect(WireEvent.message(events.reversed()).id != id)
        #expect(WireEvent.message([events[0]]).body == WireEvent.bytes(for: events[0]))
    }

    @Test(
        "carries the stored data byte for byte, whatever is in it",
        arguments: [
            #"{}"#, #"null"#, #""data""#, #"{"data":{"data":1}}"#, #"["}",{"a":"\"}"}]"#, #"1e400"#,
            #"{"a":"\\"}"#, #"{"t":"“}{”,\",\\\""}"#, #"{ "spaced" : [ 1 , 2 ] }"#,
        ])
    func data(stored: String) {
        let bodies = [
            #"{"id":"a","type":"b","at":"c","data":"# + stored + "}",
            #"{"data":"# + stored + #","id":"data","x":["data",{"data":2}]}"#,
            #"{"id":"\"data\":","data":"# + stored + "}",
        ]
        for body in bodies {
            let data = WireEvent.data(of: Array(body.utf8)).map {
                String(decoding: $0, as: UTF8.self)
            }
            #expect(data == stored)
        }
    }

    @Test(
        "does not trip over a body that is no JSON",
        arguments: ["", "{", "}", "[[", #"{"data""#, "\""])
    func damaged(body: String) {
        #expect(WireEvent.data(of: Array(body.utf8)) == nil)
    }
}
