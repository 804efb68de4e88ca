import Foundation
import Testing

@testable import Rejoinder

@Suite("Sinks for mail and files") struct MailConfigurationTests {
    @Test("have every value in its place") func values() throws {
        let file = try TemporaryConfiguration(
            """
            feeds: []
            sinks:
              - name: desk
                type: email
                server: smtps://mail.example.org:4650
                username: press
                secret_file: ./password
                from: Rejoinder <rejoinder@example.org>
                to: [desk@example.org, "Night, desk <night@example.org>"]
                timeout: 5m
              - {name: one, type: email, server: "smtp://mail.example.org", from: a@b.org, to: c@d.org}
              - {name: archive, type: file, path: events.jsonl, max_bytes: 1MiB, keep: 0}
            """)
        try file.add("password", "se cret\n")
        let sinks = try file.load().configuration.sinks
        var desk = Configuration.Sink.Email(
            server: "smtps://mail.example.org:4650",
            from: try #require(Mailbox("Rejoinder <rejoinder@example.org>")),
            to: [
                try #require(Mailbox("desk@example.org")),
                try #require(Mailbox("Night, desk <night@example.org>")),
            ])
        desk.username = "press"
        desk.password = Secret("se cret")
        desk.timeout = .seconds(300)
        let one = Configuration.Sink.Email(
            server: "smtp://mail.example.org", from: try #require(Mailbox("a@b.org")),
            to: [try #require(Mailbox("c@d.org"))])
        #expect(one.tls == .required)
        #expect(one.timeout == .seconds(60))
        var archive = Configuration.Sink.File(
            path: file.folder.appendingPathComponent("events.jsonl").path)
        archive.maximumBytes = 1 << 20
        archive.kept = 0
        #expect(sinks.map(\.kind) == [.email(desk), .email(one), .file(archive)])
    }

    @Test("are warned of what is allowed and yet worth a look") func warnings() throws {
        let file = try TemporaryConfiguration(
            """
            contact: a@b.org
            feeds: []
            sinks:
              - {name: c, type: email, server: "smtp://10.0.0.1", tls: none, from: a@b.org, to: c@d.org}
              - {name: d, type: file, path: /nowhere/x.jsonl}
              - {name: e, type: email, server: "smtp://localhost:25", tls: none, from: a@b.org, to: c@d.org}
            network: {allow: ["127.0.0.1:25"]}
            """)
        #expect(
            try file.load().warnings.map { "\($0.line):\($0.column) \($0.message)" } == [
                "2:8 no feeds: nothing is polled",
                "4:36 sinks[].server: is not on the public Internet and will be refused; if you "
                    + "mean it, add \"10.0.0.1:587\" to network.allow",
                "4:60 sinks[].tls: mail is not encrypted: others on the way can read the events",
                "5:33 sinks[].path: there is no folder /nowhere, and none is made",
            ])
    }
}
