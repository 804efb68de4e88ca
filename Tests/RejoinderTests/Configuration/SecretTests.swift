import Foundation
import Testing

@testable import Rejoinder

@Suite("A secret") struct SecretTests {
    private static let hook =
        "feeds: []\nsinks: [{name: a, type: webhook, url: https://a.example/, secret_file: "
    private static let key = String(repeating: "k", count: 24)

    @Test("shows itself nowhere") func isHidden() {
        let secret = Secret("hunter2")
        var dumped = ""
        dump(secret, to: &dumped)
        let header = Configuration.Feed.Header(name: "X-Key", value: secret)
        let shown = ["\(secret)", String(reflecting: secret), dumped, "\(header)"]
        #expect(shown.allSatisfy { !$0.contains("hunter2") })
        #expect("\(secret)" == "***")
        #expect(secret.reveal() == "hunter2")
    }

    @Test("comes from a file beside the configuration, without its line break") func path() throws {
        let file = try TemporaryConfiguration(Self.hook + "keys/a}]\n")
        try file.add("keys/a", Self.key + "\n")
        #expect(try Self.secrets(file) == [Self.key])
    }

    @Test("comes from the service manager's credentials, whose mode is the manager's matter")
    func credential() throws {
        let file = try TemporaryConfiguration(Self.hook + "main}]\n")
        try file.add("credentials/main", Self.key, mode: 0o440)
        let folder = file.folder.appendingPathComponent("credentials").path
        #expect(try Self.secrets(file, ["CREDENTIALS_DIRECTORY": folder]) == [Self.key])
    }

    @Test("may have a successor beside it") func rotation() throws {
        let file = try TemporaryConfiguration(Self.hook + "[./new, ./old]}]\n")
        try file.add("new", "whsec_" + Data(repeating: 1, count: 24).base64EncodedString())
        try file.add("old", Self.key)
        #expect(try Self.secrets(file).count == 2)
    }

    @Test("is not read for a command that sends nothing") func unread() throws {
        let file = try TemporaryConfiguration(Self.hook + "./nowhere}]\n")
        #expect(try file.load(readsSecrets: false).configuration.sinks.count == 1)
    }

    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let name: String
        let content: String?
        let mode: Int
        let message: String

        init(
            _ testDescription: String, _ name: String, content: String?, mode: Int = 0o600,
            _ message: String
        ) {
            self.testDescription = testDescription
            self.name = name
            self.content = content
            self.mode = mode
            self.message = message
        }
    }

    @Test(
        "is refused without being shown",
        arguments: [
            Case("no file", "./k", content: nil, "there is no file k"),
            Case(
                "open to all", "./k", content: key, mode: 0o644,
                "k is open to others (mode 644); close it with `chmod 600`"),
            Case(
                "open to a group", "./k", content: key, mode: 0o640,
                "k is open to others (mode 640); close it with `chmod 600`"),
            Case("an empty file", "./k", content: "\n", "k is empty"),
            Case(
                "two lines", "./k", content: "hunter2\nhunter2",
                "k contains a control character or a second line"),
            Case(
                "too much", "./k", content: String(repeating: "k", count: 5000),
                "k is over 4096 bytes, too long for a secret"),
            Case(
                "too short a key", "./k", content: "hunter2",
                "the secret has 7 bytes and needs 24; make one with "
                    + "`echo whsec_$(openssl rand -base64 32)`"),
            Case(
                "what is not Base64", "./k", content: "whsec_hunter2!",
                "what follows whsec_ in the secret is not Base64; make one with "
                    + "`echo whsec_$(openssl rand -base64 32)`"),
            Case(
                "a credential without a service manager", "k", content: nil,
                "there is no file k, and a credential \"k\" is given to the service alone; "
                    + "`rejoinder check --no-secrets` leaves secrets out, and `systemd-run --pipe "
                    + "-p LoadCredential=k:FILE rejoinder check` reads it as the service does"),
            Case(
                "a name that climbs", "..", content: nil,
                "expected a path, or a credential's name of letters, digits, dots, dashes and "
                    + "underscores"),
            Case("a folder", "./", content: nil, " is not a regular file"),
        ]) func refuses(_ row: Case) throws
    {
        let file = try TemporaryConfiguration(Self.hook + "\(row.name)}]\n")
        if let content = row.content { try file.add("k", content, mode: row.mode) }
        let faults = file.faults().map { $0.replacingOccurrences(of: file.folder.path, with: "") }
        #expect(faults == ["c.yaml:2:72: sinks[].secret_file: \(row.message)"])
        #expect(!faults.contains { $0.contains("hunter2") })
    }

    @Test(
        "that belongs into an address is refused, unshown, if it fits into none",
        arguments: ["?", "token=hunter2 x", "token=hunter2#x", "тoken=hunter2"])
    func refusesQuery(_ content: String) throws {
        let file = try TemporaryConfiguration(
            "feeds: [{url: https://a.example/, secret_query_file: ./q}]\n")
        try file.add("q", content)
        #expect(
            file.faults() == [
                "c.yaml:1:54: feeds[].secret_query_file: expected parameters as an address has them "
                    + "after its question mark, such as token=...; blanks and other signs as %20 and "
                    + "the like"
            ])
    }

    private static func secrets(
        _ file: TemporaryConfiguration, _ environment: [String: String] = [:]
    ) throws -> [String] {
        let sink = try #require(try file.load(environment).configuration.sinks.first)
        guard case .webhook(let webhook) = sink.kind else { return [] }
        return webhook.secrets.map { $0.reveal() }
    }
}
