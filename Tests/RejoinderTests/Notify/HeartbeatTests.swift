import HTTP
import Testing

@testable import Rejoinder

@Suite("A heartbeat") struct HeartbeatTests {
    struct Case: CustomTestStringConvertible {
        let kind: Configuration.Heartbeat.Kind
        let target: String
        let complaints: [String]
        /// The method, the path and query, and the body; nil if nothing comes.
        let seen: [String]?

        var testDescription: String { "\(kind.rawValue) \(target) \(complaints)" }
    }

    static let cases = [
        Case(kind: .healthchecks, target: "/uuid", complaints: [], seen: ["GET", "/uuid", ""]),
        Case(
            kind: .healthchecks, target: "/key/slug?create=1", complaints: ["a", "b"],
            seen: ["POST", "/key/slug/fail?create=1", "a; b"]),
        Case(
            kind: .healthchecks, target: "/uuid/", complaints: ["“no”\n feed"],
            seen: ["POST", "/uuid/fail", "“no” feed"]),
        Case(
            kind: .uptimeKuma, target: "/api/push/t", complaints: [],
            seen: ["GET", "/api/push/t?status=up&msg=OK&ping=", ""]),
        Case(
            kind: .uptimeKuma, target: "/api/push/t?status=up&msg=OK&ping=&x=1",
            complaints: ["a & b=ü\r\nX: y"],
            seen: [
                "GET", "/api/push/t?x=1&status=down&msg=a%20%26%20b%3D%C3%BC%20X%3A%20y&ping=", "",
            ]
        ),
        Case(kind: .plain, target: "/here?a=b", complaints: [], seen: ["GET", "/here?a=b", ""]),
        Case(kind: .plain, target: "/here", complaints: ["a"], seen: nil),
    ]

    private static func heartbeat(
        _ kind: Configuration.Heartbeat.Kind, _ url: String, _ client: Client
    ) throws -> Heartbeat {
        var configuration = Configuration.Heartbeat()
        configuration.kind = kind
        configuration.url = Secret(url)
        return try #require(try Heartbeat(configuration, client: client))
    }

    @Test("says in each watcher's own way how the daemon is", arguments: cases)
    func protocols(_ example: Case) async throws {
        let server = try LoopbackServer(isRecording: true) { _ in
            LoopbackServer.Reply(body: Array("OK".utf8))
        }
        defer { server.stop() }
        let client = try Samples.client()
        let heartbeat = try Self.heartbeat(example.kind, server.url + example.target, client)
        #expect(await heartbeat.beat(example.complaints) == nil)
        let seen = server.requests.map {
            [$0.method, $0.target, String(decoding: $0.body, as: UTF8.self)]
        }
        #expect(seen == (example.seen.map { [$0] } ?? []))
        await client.shutdown()
    }

    @Test("knows when it was not taken, and never shows the address")
    func refusals() async throws {
        let client = try Samples.client()
        let replies: [(Int, String, String?)] = [
            (200, "OK", nil), (200, "OK (not found)", "it has no such check"),
            (200, "OK (rate limited)", "it is pinged too often"), (404, "not found", "HTTP 404"),
            (301, "", "HTTP 301"), (500, "", "HTTP 500"),
        ]
        for (status, body, failure) in replies {
            let server = try LoopbackServer { _ in
                LoopbackServer.Reply(
                    status: status, headers: [("Location", "/elsewhere")], body: Array(body.utf8))
            }
            defer { server.stop() }
            let heartbeat = try Self.heartbeat(.healthchecks, server.url + "/hidden", client)
            #expect(await heartbeat.beat([]) == failure)
        }
        let gone = try LoopbackServer { _ in LoopbackServer.Reply() }
        let url = gone.url + "/hidden?token=hidden"
        gone.stop()
        let heartbeat = try Self.heartbeat(.uptimeKuma, url, client)
        let failure = try #require(await heartbeat.beat([]))
        #expect(!failure.contains("hidden"))
        #expect(heartbeat.host == "127.0.0.1")
        await client.shutdown()
    }

    @Test("goes to no address that the policy refuses") func policy() async throws {
        let client = try Client(configuration: ClientConfiguration(userAgent: "test"))
        let server = try LoopbackServer(isRecording: true) { _ in LoopbackServer.Reply() }
        defer { server.stop() }
        let heartbeat = try Self.heartbeat(.plain, server.url, client)
        #expect(await heartbeat.beat([])?.contains("network.allow") == true)
        #expect(server.requests.isEmpty)
        await client.shutdown()
    }
}
