import HTTP
import Testing

@testable import Rejoinder

@Suite("A response with the new entries alone") struct FeedDeltaTests {
    private static let known = Validators(etag: "\"one\"", lastModified: nil)

    private func look(
        _ reply: LoopbackServer.Reply, _ validators: Validators
    ) async throws -> (FeedAnswer, LoopbackServer.Request) {
        let server = try LoopbackServer(isRecording: true) { _ in reply }
        defer { server.stop() }
        let client = try Samples.client()
        let fetcher = FeedFetcher(client: client, poll: Configuration.Poll())
        let answer = await fetcher.look(
            at: Configuration.Feed(name: "news", url: server.url), validators: validators,
            movedTo: nil, now: Samples.moment)
        await client.shutdown()
        return (answer, try #require(server.requests.first))
    }

    private func delta(_ manipulation: String?) -> LoopbackServer.Reply {
        let im = manipulation.map { [("IM", $0)] } ?? []
        return .init(status: 226, headers: [("ETag", "\"two\"")] + im, body: Array("<rss/>".utf8))
    }

    @Test("is asked for with an ETag of ours, and not without")
    func request() async throws {
        let (_, conditional) = try await look(.init(status: 304), Self.known)
        #expect(conditional.headers["a-im"] == "feed")
        #expect(conditional.headers["if-none-match"] == "\"one\"")
        for validators in [
            Validators.none, Validators(etag: nil, lastModified: "Tue, 03 Jun 2025 18:45:00 GMT"),
        ] {
            let (_, request) = try await look(.init(body: [60]), validators)
            #expect(request.headers["a-im"] == nil)
        }
    }

    @Test("is taken as a part, with the validators of the whole", arguments: ["feed", " Feed "])
    func taken(_ manipulation: String) async throws {
        let (answer, _) = try await look(delta(manipulation), Self.known)
        guard case .document(let bytes) = answer else {
            Issue.record("\(answer)")
            return
        }
        #expect(bytes.isDelta && bytes.validators.etag == "\"two\"")
        let (whole, _) = try await look(.init(body: [60]), Self.known)
        guard case .document(let document) = whole else {
            Issue.record("\(whole)")
            return
        }
        #expect(!document.isDelta)
    }

    @Test(
        "is refused where it is of another kind, or was not asked for",
        arguments: [
            ("vcdiff", known), ("feed, gzip", known), (nil, known), ("feed", .none),
        ] as [(String?, Validators)])
    func refused(manipulation: String?, validators: Validators) async throws {
        let (answer, _) = try await look(delta(manipulation), validators)
        guard case .failed(let failure) = answer else {
            Issue.record("\(answer)")
            return
        }
        #expect(failure.kind == "http 226")
    }

    @Test("says nothing of what it does not list")
    func recorded() async throws {
        let test = try TestLedger()
        try await test.watch()
        try await test.poll(at: 15, [Told(id: "a"), Told(id: "b")])
        let new = try await test.listing("news", 30, [Told(id: "c")])
        try await test.poll(
            at: 30,
            .listing(
                Listing(
                    title: new.title, validators: new.validators, bodyHash: nil,
                    entryCount: new.entryCount, knownCount: new.knownCount,
                    observed: new.observed, isDelta: true)))
        // No gap, although nothing that was listed before is in it.
        #expect(
            try await test.types() == [.entryPublished, .entryPublished, .entryPublished])
        let state = try await test.ledger.feed(named: "news")
        #expect(state.listed == 2 && state.readAt == TestLedger.minute(15))
        #expect(state.etag == "\"v30\"" && state.bodyHash == nil)
        #expect(state.succeededAt == TestLedger.minute(30))
    }
}
