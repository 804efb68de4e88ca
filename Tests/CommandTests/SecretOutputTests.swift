import Foundation
import HTTP
import Synchronization
import TestSupport
import Testing

@testable import Rejoinder

/// Everything that has a secret, and receivers that repeat all that they are told.
@Suite("Secrets, through the real program") final class SecretOutputTests {
    private let folder: URL
    private let server: LoopbackServer
    private let mail: ChildProcess
    private let mailPort: Int
    private let site = Site()

    /// What the feed lists.
    private final class Site: Sendable {
        private let titles = Mutex(["base"])

        func add(_ title: String) { titles.withLock { $0.append(title) } }

        var items: String {
            titles.withLock { $0 }
                .map { "<item><guid>\($0)</guid><title>\($0)</title></item>" }.joined()
        }
    }

    /// What must appear nowhere, however it is written.
    private static let secrets = [
        "signingsecret0001", "chatsecret0002", "headersecret0003", "mailsecret0004",
        "feedsecret0005", "feedsecret0006", "feedsecret0007", "beatsecret0008",
    ]

    private static func base64(_ text: String) -> String {
        Data(text.utf8).base64EncodedString()
    }

    private static let forms =
        secrets + secrets.map(base64)
        + [
            base64("signingsecret0001-and-some-more"), base64("\0press\0mailsecret0004"),
            base64("reader:feedsecret0006"),
        ]

    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("secrets-\(UUID().uuidString)").resolvingSymlinksInPath()
        try FileManager.default.createDirectory(
            at: folder.appendingPathComponent("keys"), withIntermediateDirectories: true)
        server = try LoopbackServer(isRecording: true) { [site] request in
            guard request.target.hasPrefix("/open") else {
                // The secret ones first, for only the beginning of an answer is kept.
                let headers = request.headers.fields.map { "\($0.name): \($0.value)" }
                    .sorted { $0.contains("secret") && !$1.contains("secret") }
                return .init(
                    status: 500,
                    body: Array("\(request.target) \(headers.joined(separator: "; "))".utf8))
            }
            return .init(
                status: 200, headers: [("Content-Type", "application/rss+xml")],
                body: Array(
                    "<rss version=\"2.0\"><channel><title>f</title>\(site.items)</channel></rss>"
                        .utf8))
        }
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent()
            .appendingPathComponent("Fixtures/scripted_mail_server.py")
        mail = ChildProcess(
            "python3",
            [
                script.path,
                "AUTH=535 5.7.8 no login with mailsecret0004, \(Self.base64("mailsecret0004")) or "
                    + Self.base64("\0press\0mailsecret0004"),
            ])
        let output = Pipe()
        mail.standardOutput = .pipe(output)
        mail.standardError = .null
        try mail.run()
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        mailPort = try #require(Int(line.trimmingCharacters(in: .whitespacesAndNewlines)))
        try configure()
    }

    deinit {
        server.stop()
        mail.send(SIGKILL)
        mail.wait()
        try? FileManager.default.removeItem(at: folder)
    }

    private var configuration: String { folder.appendingPathComponent("c.yaml").path }

    private func configure() throws {
        let key = Self.base64("signingsecret0001-and-some-more")
        let keys = [
            "hook": "whsec_\(key)", "chat": server.url + "/services/T0000/B0000/chatsecret0002",
            "header": "Bearer headersecret0003", "mail": "mailsecret0004",
            "api": "feedsecret0005", "reader": "feedsecret0006", "token": "token=feedsecret0007",
            "beat": server.url + "/ping/beatsecret0008",
        ]
        for (name, text) in keys {
            let path = folder.appendingPathComponent("keys/\(name)").path
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        }
        let feed = """
            headers: {X-Api-Key: {secret_file: keys/api}}
                username: reader
                secret_file: keys/reader
                secret_query_file: keys/token
                follow: never
            """
        try Data(
            """
            ledger: l.sqlite
            contact: a@b.example
            log: {level: trace}
            network: {allow: ["127.0.0.0/8"]}
            poll: {host_spacing: 0s}
            delivery: {drain: 1s}
            heartbeat: {type: healthchecks, secret_file: keys/beat}
            feeds:
              - name: open
                url: \(server.url)/open
                \(feed)
              - name: shut
                url: \(server.url)/shut
                \(feed)
            sinks:
              - {name: hook, type: webhook, url: "\(server.url)/hook", secret_file: keys/hook,
                 headers: {Authorization: {secret_file: keys/header}}}
              - {name: chat, type: webhook, format: slack, url_file: keys/chat}
              - {name: mail, type: email, server: "smtp://127.0.0.1:\(mailPort)", tls: none,
                 username: press, secret_file: keys/mail, from: a@b.example, to: c@d.example}
              - {name: screen, type: stdout, format: jsonl}

            """.utf8
        ).write(to: URL(fileURLWithPath: configuration))
    }

    @Test("are in nothing that it writes, whatever their receivers say of them") func nowhere()
        throws
    {
        var said = ""
        func run(_ arguments: String...) throws {
            let outcome = try RealCommand.run(arguments + ["--config", configuration])
            said += "\n$ \(arguments)\n" + outcome.text + outcome.problems
        }
        try run("run", "--once", "--all")
        site.add("news")
        try run("run", "--once", "--all")
        for command in [
            ["check"], ["log"], ["log", "--json"], ["deliveries"],
            ["deliveries", "--state", "all", "--json"], ["deliveries", "sinks"],
            ["deliveries", "sinks", "--json"], ["explain", "1"], ["explain", "1", "--json"],
            ["feeds"], ["feeds", "--json"], ["export"], ["verify"], ["stats"], ["rules", "test"],
        ] {
            let outcome = try RealCommand.run(command + ["--config", configuration])
            said += "\n$ \(command)\n" + outcome.text + outcome.problems
        }
        for sink in ["hook", "chat", "mail", "screen"] { try run("test", sink) }
        for form in Self.forms { #expect(!said.contains(form), "\(form) in \(said)") }
        // All of them were used, and what was said of them was told.
        let requests = server.requests
        let seen = requests.flatMap { request in
            [request.target] + request.headers.fields.map(\.value)
        }.joined(separator: "\n")
        for secret in ["chatsecret0002", "headersecret0003", "feedsecret0005", "feedsecret0007"] {
            #expect(seen.contains(secret), "\(secret) was never sent")
        }
        #expect(seen.contains(Self.base64("reader:feedsecret0006")))
        #expect(seen.contains("/ping/beatsecret0008"))
        #expect(said.contains("HTTP 500: /***"), "\(said)")
        #expect(said.lowercased().contains("authorization: ***"), "\(said)")
        #expect(said.contains("535 5.7.8 no login with ***, *** or ***"), "\(said)")
    }

    @Test("are in no file that it keeps") func files() throws {
        for _ in 0..<2 {
            _ = try RealCommand.run(["run", "--once", "--all", "--config", configuration])
            site.add("news")
        }
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.hasPrefix("l.sqlite") }
        #expect(files.contains("l.sqlite"))
        for name in files {
            let bytes = try Data(contentsOf: folder.appendingPathComponent(name))
            for form in Self.forms {
                #expect(bytes.range(of: Data(form.utf8)) == nil, "\(form) in \(name)")
            }
        }
    }
}
