import Foundation
import HTTP
import TestSupport
import Testing

@testable import Rejoinder

@Suite("The page on receivers") struct ReceiverDocumentTests {
    private static let privateKey = "whsk_BgYGBgYGBgYGBgYGBgYGBgYGBgYGBgYGBgYGBgYGBgY="
    private static let other = "whsk_BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc="
    private static let shared = "whsec_BQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQU="

    private static let hasNode = (try? ChildProcess("node", ["--version"]).quietly()) ?? false
    private static let hasOpenSSL =
        (try? ChildProcess("openssl", ["version"]).quietly()) ?? false

    private static func publicKey() throws -> String {
        try #require(try WebhookSecret(privateKey).publicKey())
    }

    @Test(
        "shows a receiver in Python",
        .enabled(if: ReceiverProcess.python != nil, ReceiverProcess.missing))
    func python() async throws {
        let last = "HTTPServer((\"127.0.0.1\", 8080), Receiver).serve_forever()\n"
        let program =
            try Self.program("python", ending: last) + """
                server = HTTPServer(("127.0.0.1", 0), Receiver)
                print(server.server_port, flush=True)
                server.serve_forever()
                """
        let receiver = try DocumentReceiver(
            [ReceiverProcess.python ?? "python3", "-c", program],
            files: ["newsroom.pub": try Self.publicKey() + "\n"])
        defer { receiver.stop() }
        try await Self.verifies(receiver, good: Self.privateKey, bad: Self.other)
    }

    @Test(
        "shows a receiver for Node, for both kinds of keys", .enabled(if: hasNode, "no node here"),
        arguments: [(try? publicKey(), privateKey, other), (shared, shared, privateKey)])
    func node(held: String?, good: String, bad: String) async throws {
        let last = "server.listen(8080, '127.0.0.1')\n"
        let program =
            try Self.program("javascript", ending: last)
            + "server.listen(0, '127.0.0.1', () => console.log(server.address().port))\n"
        let receiver = try DocumentReceiver(
            ["node", "-e", program], files: ["newsroom": try #require(held) + "\n"])
        defer { receiver.stop() }
        try await Self.verifies(receiver, good: good, bad: bad)
    }

    @Test(
        "shows a receiver for the shell",
        .enabled(if: hasOpenSSL && ReceiverProcess.python != nil, ReceiverProcess.missing))
    func shell() async throws {
        let blocks = try Self.blocks("sh")
        let program = try #require(blocks.first { $0.hasPrefix("#!/bin/sh\n") })
        let receiver = try DocumentReceiver(
            [
                ReceiverProcess.python ?? "python3",
                Project.file("Tests/Fixtures/cgi_server.py").path, "./receiver",
            ], files: ["receiver": program, "newsroom.pub": try Self.publicKey() + "\n"])
        defer { receiver.stop() }
        try await Self.verifies(receiver, good: Self.privateKey, bad: Self.other)
        let kept = try receiver.text("events.jsonl").split(separator: "\n")
        #expect(kept.count == 1)
        #expect(
            try kept.map { try JSONValue(parsing: Array($0.utf8))["id"] } == [.string("evt_sample")]
        )
    }

    @Test("shows sinks that work") func configurations() throws {
        let blocks = try Self.blocks("yaml")
        #expect(blocks.count == 3)
        for block in blocks {
            let file = try TemporaryConfiguration("feeds: []\n" + block)
            try file.add("credentials/slack", "https://hooks.slack.com/services/T/B/X")
            try file.add("credentials/ntfy", "Bearer tk_x")
            #expect(file.faults() == [])
            #expect(try file.load().warnings.filter { $0.message.hasPrefix("sinks") } == [])
        }
    }

    @Test(
        "shows addresses that Apprise knows, under the tags of the sinks",
        .enabled(if: ReceiverProcess.python != nil, ReceiverProcess.missing))
    func apprise() throws {
        let list = try #require(try Self.blocks("text").first)
        let process = ChildProcess(
            ReceiverProcess.python ?? "python3",
            [
                "-c",
                """
                import sys, apprise
                config = apprise.AppriseConfig()
                assert config.add_config(sys.argv[1], format="text")
                services = apprise.Apprise()
                services.add(config)
                print(" ".join(str(tag) for service in services for tag in service.tags))
                """, list,
            ])
        let output = Pipe()
        process.standardOutput = .pipe(output)
        try process.run()
        let said = String(
            decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        #expect(process.wait() == .exit(0))
        let tags = said.split { " \n".contains($0) }
        #expect(tags == ["matrix", "telegram", "teams"])
        let sinks = try Self.blocks("yaml").joined()
        for tag in tags { #expect(sinks.contains("tag: \(tag)\n")) }
    }

    /// What is rightly signed is taken, and nothing else.
    private static func verifies(
        _ receiver: DocumentReceiver, good: String, bad: String
    ) async throws {
        let client = try Samples.client()
        let events = [
            Samples.event(.inquiryAnswered, data: .members(["ü": .string("“\n”")]))
        ]
        func outcome(_ secrets: [String], _ moment: Timestamp) async throws -> DeliveryOutcome {
            try await Webhook(
                name: "newsroom", url: receiver.url,
                secrets: secrets.map { try WebhookSecret($0) }, client: client
            ).deliver(events, now: moment)
        }
        #expect(try await outcome([bad], Samples.now).failure?.hasPrefix("HTTP 401") == true)
        #expect(try await outcome([], Samples.now).failure?.hasPrefix("HTTP ") == true)
        let old = try await outcome([good], Samples.now - .seconds(900))
        #expect(old.failure?.hasPrefix("HTTP 401") == true)
        #expect(try await outcome([bad, good], Samples.now) == .delivered)
        await client.shutdown()
    }

    private static func blocks(_ language: String) throws -> [String] {
        try Project.text("docs/receivers.md").components(separatedBy: "```\(language)\n")
            .dropFirst().compactMap { $0.components(separatedBy: "```\n").first }
    }

    /// The only block of that language, without its last line.
    private static func program(_ language: String, ending last: String) throws -> String {
        let blocks = try blocks(language)
        try #require(blocks.count == 1)
        let program = try #require(blocks.first)
        try #require(program.hasSuffix(last))
        return String(program.dropLast(last.count))
    }
}

extension ChildProcess {
    /// Whether the program is there and ends well; what it says goes nowhere.
    fileprivate func quietly() throws -> Bool {
        standardOutput = .null
        standardError = .null
        return try succeeds()
    }
}
