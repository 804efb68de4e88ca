import Foundation
import HTTP
import TestSupport
import Testing

@testable import Rejoinder

@Suite("rejoinder listen") final class ListenTests {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("listen-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    private static let shared = "whsec_BQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQU="
    private static let privateKey = "whsk_BgYGBgYGBgYGBgYGBgYGBgYGBgYGBgYGBgYGBgYGBgY="

    private func file(_ name: String, _ text: String) throws -> String {
        let path = folder.appendingPathComponent(name).path
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return path
    }

    /// The program, while it listens.
    private final class Listener {
        let url: String
        private let process: ChildProcess
        private let output: URL
        private let problems: URL

        init(_ arguments: [String], folder: URL) throws {
            output = folder.appendingPathComponent("out-\(UUID().uuidString)")
            problems = folder.appendingPathComponent("err-\(UUID().uuidString)")
            for file in [output, problems] { try Data().write(to: file) }
            process = ChildProcess(
                BuiltProgram.path("rejoinder"), ["listen", "--port", "0"] + arguments)
            process.standardInput = .null
            process.standardOutput = .file(try FileHandle(forWritingTo: output))
            process.standardError = .file(try FileHandle(forWritingTo: problems))
            try process.run()
            let first = try Self.line(in: problems, process)
            url = try #require(first.split(separator: " ").last.map(String.init))
            #expect(first.hasPrefix("listening on http://127.0.0.1:"))
        }

        func stop() {
            process.send(SIGTERM)
            process.wait()
        }

        func said() throws -> String { try String(contentsOf: output, encoding: .utf8) }
        func complaints() throws -> [String] {
            try String(contentsOf: problems, encoding: .utf8).split(separator: "\n").dropFirst()
                .map(String.init)
        }

        private static func line(in file: URL, _ process: ChildProcess) throws -> String {
            for _ in 0..<3000 where process.isRunning {
                let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
                if let end = text.firstIndex(of: "\n") { return String(text[..<end]) }
                usleep(10_000)
            }
            throw CocoaError(.fileReadNoSuchFile)
        }
    }

    private static func client() throws -> Client {
        var configuration = ClientConfiguration(userAgent: "test")
        configuration.policy = AddressPolicy(
            exceptions: [AddressPolicy.Exception("127.0.0.0/8")].compactMap { $0 })
        return try Client(configuration: configuration)
    }

    private static var now: Timestamp { Timestamp(seconds: Int64(Date().timeIntervalSince1970)) }

    @Test("prints what is signed with any of its secrets, and says why it refuses the rest")
    func verifies() async throws {
        let publicKey = try #require(try WebhookSecret(Self.privateKey).publicKey())
        let listener = try Listener(
            [
                "--secret-file", try file("a", Self.shared + "\n"),
                "--secret-file", try file("b", publicKey),
            ], folder: folder)
        defer { listener.stop() }
        let client = try Self.client()
        func send(_ secrets: [String], _ events: [Event], at now: Timestamp) async throws
            -> DeliveryOutcome
        {
            try await Webhook(
                name: "w", url: listener.url, secrets: secrets.map { try WebhookSecret($0) },
                client: client
            ).deliver(events, now: now)
        }
        let event = SinkTrial.event(now: Self.now)
        #expect(try await send([Self.shared], [event], at: Self.now) == .delivered)
        #expect(try await send([Self.privateKey], [event, event], at: Self.now) == .delivered)
        let other = "whsec_CAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAg="
        let wrong = try await send([other], [event], at: Self.now)
        #expect(
            wrong.failure
                == "HTTP 401: no signature fits: another secret, or it was changed on its way")
        let old = try await send([Self.shared], [event], at: Self.now - .seconds(400))
        #expect(
            old.failure == "HTTP 401: webhook-timestamp is over 5 minutes old: a replay, or a "
                + "wrong clock")
        #expect(
            try await send([], [event], at: Self.now).failure == "HTTP 401: no webhook-signature")
        #expect(try await send([Self.shared], [event], at: Self.now) == .delivered)
        let lines = try listener.said().split(separator: "\n")
        #expect(lines.count { $0.contains("entry.published     A test event: nothing has") } == 4)
        let complaints = try listener.complaints()
        #expect(complaints.count == 4)
        #expect(complaints.first?.hasPrefix("refused with 401: no signature fits") == true)
        #expect(complaints.last == "again: \(event.id)")
        await client.shutdown()
    }

    @Test("takes what nobody signed if it is told to, and only JSON that is posted") func unsigned()
        async throws
    {
        let listener = try Listener(["--unsigned", "--json"], folder: folder)
        defer { listener.stop() }
        let client = try Self.client()
        let port = try #require(UInt16(listener.url.split(separator: ":").last?.dropLast() ?? ""))
        func status(_ method: Request.Method, _ body: String) async throws -> Int {
            var request = Request(url: listener.url)
            request.method = method
            request.body = Array(body.utf8)
            request.allowedPorts = [port]
            return try await client.send(request).status
        }
        #expect(try await status(.post, "{\"a\": \"\u{9B}\"}") == 200)
        #expect(try await status(.post, "{") == 400)
        #expect(try await status(.get, "") == 405)
        #expect(try listener.said() == "{\"a\":\"\\u009b\"}\n")
        await client.shutdown()
    }

    @Test("outlives whatever is no request of HTTP") func hostile() async throws {
        let listener = try Listener(["--unsigned"], folder: folder)
        defer { listener.stop() }
        let port = try #require(UInt16(listener.url.split(separator: ":").last?.dropLast() ?? ""))
        let bad = [
            "", "\r\n\r\n", "GET\r\n\r\n", "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
            "POST / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n",
            "POST / HTTP/1.1\r\nContent-Length: 5000000\r\n\r\n",
            "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
            "POST / HTTP/1.1\r\n: \r\n\u{0}\r\n\r\n", String(repeating: "x", count: 100_000),
        ]
        for text in bad {
            let process = ChildProcess(
                "python3",
                [
                    "-c",
                    """
                    import socket, sys
                    s = socket.create_connection(("127.0.0.1", \(port)))
                    try:
                        s.sendall(sys.stdin.buffer.read()); s.shutdown(socket.SHUT_WR); s.recv(100)
                    except OSError: pass
                    """,
                ])
            let input = try file("bad", text)
            process.standardInput = .file(
                try FileHandle(forReadingFrom: URL(fileURLWithPath: input)))
            #expect(try process.succeeds())
        }
        let client = try Self.client()
        let sink = try Webhook(name: "w", url: listener.url, secrets: [], client: client)
        #expect(
            await sink.deliver([SinkTrial.event(now: Self.now)], now: Self.now) == .delivered)
        await client.shutdown()
    }

    struct Usage: CustomTestStringConvertible {
        let testDescription: String
        let arguments: [String]
        let code: Int32
        let problem: String
    }

    static let usages = [
        Usage(
            testDescription: "neither a secret nor that there is none", arguments: [], code: 2,
            problem: "Give the sink's secret with --secret-file FILE, or --unsigned."),
        Usage(
            testDescription: "both", arguments: ["--unsigned", "--secret-file", "x"], code: 2,
            problem: "With --unsigned there is nothing to verify"),
        Usage(
            testDescription: "no such file", arguments: ["--secret-file", "/nowhere/x"], code: 1,
            problem: "cannot read /nowhere/x: there is no such file"),
        Usage(
            testDescription: "no secret", arguments: ["--secret-file", "-"], code: 1,
            problem: "the secret has 0 bytes and needs 24"),
    ]

    @Test("refuses", arguments: usages) func usage(usage: Usage) throws {
        let outcome = try RealCommand.run(["listen"] + usage.arguments)
        #expect(outcome.code == usage.code)
        #expect(outcome.problems.contains(usage.problem))
    }
}

@Suite("rejoinder test --public-keys") struct PublicKeyTests {
    @Test("prints what a receiver verifies with, and sends nothing") func prints() throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("keys-\(UUID().uuidString)").resolvingSymlinksInPath()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = [
            "private": "whsk_BgYGBgYGBgYGBgYGBgYGBgYGBgYGBgYGBgYGBgYGBgY=",
            "shared": "whsec_BQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQU=",
            "c.yaml": """
            feeds: []
            sinks:
              - {name: both, type: webhook, url: "http://127.0.0.1:9/", secret_file: [./shared, ./private]}
              - {name: shared, type: webhook, url: "http://127.0.0.1:9/", secret_file: ./shared}
            """,
        ]
        for (name, text) in files {
            let path = folder.appendingPathComponent(name).path
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        }
        let config = ["--config", folder.appendingPathComponent("c.yaml").path]
        let good = try RealCommand.run(["test", "both", "--public-keys"] + config)
        #expect(good.code == 0)
        #expect(good.lines == [try #require(try WebhookSecret(files["private"] ?? "").publicKey())])
        let none = try RealCommand.run(["test", "shared", "--public-keys"] + config)
        #expect(none.code == 1)
        #expect(
            none.problems == "Error: shared has no private key; receivers of whsec_ secrets hold "
                + "the same secret\n")
    }
}
