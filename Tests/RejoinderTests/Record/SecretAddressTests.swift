import Testing

@testable import Rejoinder

@Suite("The keys of private feeds") struct SecretAddressTests {
    @Test("stay out of every event, and in the ledger where they are needed")
    func events() async throws {
        let test = try TestLedger()
        let url = "https://news.example/feed?user=17&auth_token=T0k3n"
        _ = try await test.ledger.declare(
            feeds: [FeedDeclaration(name: "news", url: url)], now: TestLedger.minute(0))
        try await test.poll(at: 0, [Told]())
        try await test.poll(at: 10, [Told(id: "1?auth_token=T0k3n&page=2")])
        for minute in 20...24 {
            try await test.poll(at: minute, .failed(kind: "http 401", message: "no"))
        }
        let events = try await test.events()
        #expect(events.map(\.type) == [.entryPublished, .feedFailing])
        for event in events {
            #expect(!String(decoding: event.body, as: UTF8.self).contains("T0k3n"))
            let data = try JSONValue(parsing: event.body)["data"]
            #expect(
                data?["feed"]?["url"]?.stringValue
                    == "https://news.example/feed?user=17&auth_token=***")
        }
        let entry = try JSONValue(parsing: try #require(events.first).body)["data"]?["entry"]
        #expect(entry?["link"]?.stringValue == "https://news.example/1?auth_token=***&page=2")
        #expect(try await test.ledger.feed(named: "news").url == url)
    }

    @Test("leave other addresses as they are")
    func others() async throws {
        let test = try TestLedger()
        try await test.watch()
        try await test.poll(at: 10, [Told(id: "1?id=9f86d081884c7d659a2feaa0c55ad015")])
        let data = try JSONValue(parsing: try #require(try await test.events().first).body)["data"]
        #expect(
            data?["entry"]?["link"]?.stringValue
                == "https://news.example/1?id=9f86d081884c7d659a2feaa0c55ad015")
    }
}
