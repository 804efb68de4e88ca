import HTTP
import Signing
import Testing

@testable import Rejoinder

@Suite("Validators") struct ValidatorsTests {
    /// 2026-03-02T08:00:00Z.
    private static let now = Timestamp(seconds: 1_772_438_400)
    private static let date = "Mon, 02 Mar 2026 08:00:00 GMT"

    private static func headers(_ pairs: [(String, String)]) throws -> HeaderFields {
        var headers = HeaderFields()
        for (name, value) in pairs { try headers.append(name, value) }
        return headers
    }

    @Test(
        "are none where the Last-Modified cannot be true",
        arguments: [
            ("Sat, 16 Nov 2041 19:11:00 GMT", date), ("Mon, 02 Mar 2026 09:00:00 GMT", date),
            ("Mon, 02 Mar 2026 08:05:00 GMT", date), ("Sat, 16 Nov 2041 19:11:00 GMT", nil),
            ("Mon, 02 Mar 2026 09:00:00 +0000", date), ("Thu, 01 Jan 1970 00:00:00 GMT", date),
            ("Tue, 01 Jan 1980 00:00:00 GMT", date), ("Sat, 26 Oct 1985 08:15:00 GMT", nil),
            ("Thu, 01 Jan 1970 00:00:00 +0000", date),
        ])
    func unbelievable(_ text: String, _ date: String?) throws {
        let headers = try Self.headers(
            [("ETag", "\"a\""), ("Last-Modified", text)] + (date.map { [("Date", $0)] } ?? []))
        #expect(Validators(of: headers, now: Self.now) == .none)
    }

    @Test("leave out a Last-Modified that is no date", arguments: ["0", "-1", "soon", ""])
    func unreadable(_ text: String) throws {
        let headers = try Self.headers([("ETag", "\"a\""), ("Last-Modified", text)])
        #expect(
            Validators(of: headers, now: Self.now) == Validators(etag: "\"a\"", lastModified: nil))
    }

    @Test(
        "keep a Last-Modified as it is written otherwise",
        arguments: [
            (date, date), ("Mon, 02 Mar 2026 08:00:30 GMT", date),
            ("Sunday, 01-Mar-26 07:00:00 GMT", nil), ("Wed, 01 May 1996 10:00:00 GMT", date),
            ("Sun, 1 Mar 2026 10:00:00 +0100", date),
            // A clock that is wrong is wrong in both.
            ("Mon, 02 Mar 2037 07:00:00 GMT", "Mon, 02 Mar 2037 08:00:00 GMT"),
        ])
    func believable(_ text: String, _ date: String?) throws {
        let headers = try Self.headers(
            [("Last-Modified", text)] + (date.map { [("Date", $0)] } ?? []))
        #expect(Validators(of: headers, now: Self.now) == Validators(etag: nil, lastModified: text))
    }

    /// What was kept, what a 304 says, and what is kept then.
    struct Refresh: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let before: Validators
        let said: [(String, String)]
        let after: Validators
    }

    private static let yesterday = "Sun, 01 Mar 2026 08:00:00 GMT"
    private static let today = "Mon, 02 Mar 2026 07:00:00 GMT"

    static let refreshes = [
        Refresh(
            testDescription: "nothing", before: .init(etag: "\"a\"", lastModified: yesterday),
            said: [], after: .init(etag: "\"a\"", lastModified: yesterday)),
        Refresh(
            testDescription: "another date for the same tag",
            before: .init(etag: "\"a\"", lastModified: yesterday),
            said: [("ETag", "\"a\""), ("Last-Modified", today)],
            after: .init(etag: "\"a\"", lastModified: today)),
        Refresh(
            testDescription: "a date where there was none",
            before: .init(etag: "\"a\"", lastModified: nil),
            said: [("ETag", "\"a\""), ("Last-Modified", today)],
            after: .init(etag: "\"a\"", lastModified: today)),
        Refresh(
            testDescription: "a tag where there was none",
            before: .init(etag: nil, lastModified: yesterday),
            said: [("ETag", "\"a\""), ("Last-Modified", yesterday)],
            after: .init(etag: "\"a\"", lastModified: yesterday)),
        Refresh(
            testDescription: "the same tag, weak", before: .init(etag: "\"a\"", lastModified: nil),
            said: [("ETag", "W/\"a\"")], after: .init(etag: "W/\"a\"", lastModified: nil)),
        Refresh(
            testDescription: "the tag of another document",
            before: .init(etag: "\"a\"", lastModified: yesterday),
            said: [("ETag", "\"b\""), ("Last-Modified", today)],
            after: .init(etag: "\"a\"", lastModified: yesterday)),
        Refresh(
            testDescription: "the date of another document",
            before: .init(etag: nil, lastModified: yesterday), said: [("Last-Modified", today)],
            after: .init(etag: nil, lastModified: yesterday)),
        Refresh(
            testDescription: "a date that cannot be true",
            before: .init(etag: "\"a\"", lastModified: yesterday),
            said: [("ETag", "\"a\""), ("Last-Modified", "Sat, 16 Nov 2041 19:11:00 GMT")],
            after: .init(etag: "\"a\"", lastModified: yesterday)),
    ]

    @Test("follow what a 304 says of the same document", arguments: refreshes)
    func refreshed(_ refresh: Refresh) throws {
        let headers = try Self.headers(refresh.said)
        #expect(refresh.before.refreshed(by: headers, now: Self.now) == refresh.after)
    }

    @Test("and freshness that a 304 brings are part of the answer")
    func answer() async throws {
        let server = try LoopbackServer { request in
            .init(
                status: 304,
                headers: [("ETag", "\"a\""), ("Last-Modified", Self.yesterday)]
                    + (request.target == "/fresh" ? [("Cache-Control", "max-age=90")] : []))
        }
        defer { server.stop() }
        let client = try Samples.client()
        let fetcher = FeedFetcher(client: client, poll: Configuration.Poll())
        for (path, freshFor) in [("/fresh", Duration.seconds(90)), ("/silent", nil)] {
            let answer = await fetcher.look(
                at: Configuration.Feed(name: "news", url: server.url + path),
                validators: Validators(etag: "\"a\"", lastModified: nil), movedTo: nil,
                now: Self.now)
            guard case .unchanged(let said) = answer else {
                Issue.record("\(answer)")
                continue
            }
            #expect(said.validators == Validators(etag: "\"a\"", lastModified: Self.yesterday))
            #expect(said.freshFor == freshFor)
            #expect(said.saysFreshness == (freshFor != nil))
        }
        await client.shutdown()
    }
}

extension ValidatorsTests {
    @Test("of a page follow what a 304 says, too, and what the same bytes came with")
    func page() async throws {
        let body = Array("<html><body><article><p>Ships return.</p></article></body></html>".utf8)
        let server = try LoopbackServer { request in
            .init(
                status: request.target == "/same" ? 200 : 304,
                headers: [("ETag", "\"a\"")]
                    + (request.target == "/old" ? [] : [("Last-Modified", Self.yesterday)]),
                body: request.target == "/same" ? body : [])
        }
        defer { server.stop() }
        let client = try Samples.client()
        let fetcher = PageFetcher(client: client, poll: Configuration.Poll())
        func answer(_ path: String) async -> PageAnswer {
            await fetcher.look(
                at: server.url + path, validators: Validators(etag: "\"a\"", lastModified: nil),
                bodyHash: SHA256.digest(body), now: Self.now)
        }
        let new = Validators(etag: "\"a\"", lastModified: Self.yesterday)
        #expect(await answer("/old") == .unchanged)
        #expect(await answer("/new") == .revalidated(new))
        #expect(await answer("/same") == .same(new))
        await client.shutdown()
    }
}

@Suite("Asking with a condition") struct RevalidationTests {
    private static let now = Timestamp(seconds: 1_772_438_400)
    private static let some = Validators(etag: "\"a\"", lastModified: nil)

    @Test(
        "is for documents that were read within a day, where no answer is awaited",
        arguments: [
            // validators, read ago, awaited, caught, with a condition
            (some, Duration.seconds(900), false, false, true),
            (some, .seconds(86_399), false, false, true),
            (some, .seconds(86_400), false, false, false),
            (some, .seconds(900), true, false, false),
            (some, .seconds(900), false, true, false),
            (some, .seconds(900), true, true, false),
            (some, nil, false, false, false),
            (.none, .seconds(900), false, false, false),
            // The clock was set back: nobody knows how long ago that was.
            (some, .seconds(-60), false, false, false),
        ] as [(Validators, Duration?, Bool, Bool, Bool)])
    func asks(
        _ validators: Validators, _ ago: Duration?, _ isAwaited: Bool, _ isCaught: Bool,
        _ expected: Bool
    ) {
        #expect(
            Revalidation.asksWithCondition(
                validators, readAt: ago.map { Self.now - $0 }, isAwaited: isAwaited,
                isCaught: isCaught, now: Self.now) == expected)
    }

    @Test(
        "ends where a changed document came under the old validators",
        arguments: [
            (some, some, false, true), (some, some, true, false), (.none, .none, false, false),
            (some, Validators(etag: "\"b\"", lastModified: nil), false, false),
            // The tag is what the server will compare, however the date beside it changes.
            (
                Validators(etag: "\"a\"", lastModified: "x"),
                Validators(etag: "\"a\"", lastModified: "y"), false, true
            ),
            (
                Validators(etag: nil, lastModified: "x"),
                Validators(etag: nil, lastModified: "y"), false, false
            ),
            (
                Validators(etag: nil, lastModified: "x"),
                Validators(etag: nil, lastModified: "x"), false, true
            ),
        ])
    func catches(
        _ before: Validators, _ after: Validators, _ isSame: Bool, _ expected: Bool
    ) {
        #expect(Revalidation.catches(before, after, isSameDocument: isSame) == expected)
    }

    @Test(
        "is not for servers that were caught within a month, which may have been mended since",
        arguments: [
            (nil, false), (Duration.zero, true), (.seconds(2_591_999), true),
            (.seconds(2_592_000), false),
        ] as [(Duration?, Bool)])
    func caught(_ ago: Duration?, _ expected: Bool) {
        #expect(Revalidation.isCaught(ago.map { Self.now - $0 }, now: Self.now) == expected)
    }
}
