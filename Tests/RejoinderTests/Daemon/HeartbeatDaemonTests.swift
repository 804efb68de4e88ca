import HTTP
import TestSupport
import Testing

@testable import Rejoinder

@Suite("The heartbeat of the daemon", .serialized) struct HeartbeatDaemonTests {
    @Test("comes at the end of a single run, and nothing shows its address")
    func heartbeat() async throws {
        let server = try LoopbackServer(isRecording: true) { request in
            request.target.hasPrefix("/ping")
                ? LoopbackServer.Reply() : LoopbackServer.Reply(status: 500)
        }
        defer { server.stop() }
        let daemon = try DaemonProcess()
        func configure(_ ping: String) throws {
            try daemon.configure(
                """
                network: {allow: ["127.0.0.1"]}
                poll: {host_spacing: 0s}
                log: {level: debug}
                feeds: [{name: news, url: "http://127.0.0.1:\(server.port)/feed"}]
                heartbeat: {type: healthchecks, url: "http://127.0.0.1:\(server.port)\(ping)"}
                """)
        }
        func pings() -> [String] {
            server.requests.filter { $0.target.contains("hidden") }.map {
                "\($0.method) \($0.target) \(String(decoding: $0.body, as: UTF8.self))"
            }
        }
        try configure("/ping/hidden")
        for _ in 0..<3 { #expect(try await daemon.run("--once", "--all") == .exit(0)) }
        #expect(
            pings() == [
                "GET /ping/hidden ", "GET /ping/hidden ",
                "POST /ping/hidden/fail the only feed is failing",
            ])
        try configure("/nothing/hidden")
        #expect(try await daemon.run("--once", "--all") == .exit(0))
        #expect(daemon.messages.contains("the heartbeat's watcher did not take it: HTTP 500"))
        #expect(!daemon.messages.contains("hidden"))
    }
}
