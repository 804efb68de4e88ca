import Foundation
import HTTP
import Signing
import TestSupport
import Testing

@testable import Rejoinder

@Suite("The README") struct ReadmeTests {
    @Test("shows a configuration that works") func configuration() throws {
        let file = try TemporaryConfiguration(try Self.block("yaml"))
        try file.add("newsroom", String(repeating: "k", count: 32))
        #expect(file.faults() == [])
    }

    @Test("tells of every event") func events() throws {
        let text = try Project.text("README.md")
        for type in EventType.allCases {
            // One of a kind is written in full, the others by what sets them apart.
            let (kind, end) = try #require(
                type.rawValue.firstIndex(of: ".").map {
                    (type.rawValue[..<$0], type.rawValue[$0...])
                })
            let line = text.split(separator: "\n").first {
                $0.hasPrefix("| `\(kind).")
                    && ($0.contains("`\(type.rawValue)`") || $0.contains("`\(end)`"))
            }
            #expect(line != nil, "README.md does not tell of \(type.rawValue)")
        }
    }

    @Test(
        "shows a receiver that takes what is signed, and nothing else",
        .enabled(if: ReceiverProcess.python != nil, ReceiverProcess.missing))
    func receiver() async throws {
        let secret = "whsec_" + Base64.encode(Array(repeating: 7, count: 32))
        let program = try Self.block("python")
        #expect(program.split(separator: "\n").count { !$0.hasPrefix("#") } <= 17)
        let last = "HTTPServer((\"127.0.0.1\", 8080), Receiver).serve_forever()\n"
        try #require(program.hasSuffix(last))
        let anyPort = """
            server = HTTPServer(("127.0.0.1", 0), Receiver)
            print(server.server_port, flush=True)
            server.serve_forever()
            """
        let receiver = try DocumentReceiver(
            [
                ReceiverProcess.python ?? "python3", "-c",
                program.replacingOccurrences(of: last, with: anyPort),
            ], files: ["newsroom": secret + "\n"])
        defer { receiver.stop() }
        let client = try Samples.client()
        let events = [Samples.event(.inquiryAnswered)]
        func outcome(_ secret: String) async throws -> DeliveryOutcome {
            try await Webhook(
                name: "newsroom", url: receiver.url, secrets: [WebhookSecret(secret)],
                client: client
            ).deliver(events, now: Samples.now)
        }
        #expect(
            try await outcome("whsec_" + Base64.encode(Array(repeating: 8, count: 32)))
                != .delivered)
        #expect(try await outcome(secret) == .delivered)
        await client.shutdown()
    }

    /// The only block of that language.
    private static func block(_ language: String) throws -> String {
        let blocks = try Project.text("README.md").components(separatedBy: "```\(language)\n")
        try #require(blocks.count == 2)
        return try #require(blocks.last?.components(separatedBy: "```").first)
    }
}
