import Foundation
import HTTP
import TestSupport
import Testing

@testable import Rejoinder

/// A mail server of `Tests/Fixtures`, whose code is not ours.
final class MailServer {
    struct Envelope: Decodable, Hashable {
        var from: String
        var to: [String]
        var isEncrypted: Bool
        var user: String?
    }

    /// A message as the readers of `read_mail.py` understand it.
    struct Mail: Decodable {
        let names: [String]
        let headers: [String: String]
        let faults: [String]
        let types: [String]
        let plain: String
        /// The text of the HTML part, with single blanks.
        let text: String
        let tags: [String]
        let links: [String]
        let added: [String]
        let removed: [String]
    }

    struct Reading: Decodable {
        let mails: [Mail]
        let threads: [[Int]]
    }

    let port: Int
    let folder: URL
    private let process: ChildProcess
    private let output = Pipe()

    /// The Python that has the packages; nil where there is none.
    static let python: String? = {
        let own = fixtures.deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent(".build/python/bin/python3").path
        return [own, "python3"].first { candidate in
            let process = ChildProcess(
                candidate, ["-c", "import aiosmtpd, html5lib, threadweave"])
            process.standardError = .null
            return (try? process.succeeds()) ?? false
        }
    }()

    static let missing: Comment =
        "python3 with aiosmtpd, html5lib and threadweave is missing: scripts/test-python"

    /// - Parameter options: of `mail_server.py`.
    convenience init(_ options: [String] = []) throws {
        try self.init(script: "mail_server.py") { [$0.path] + options }
    }

    /// - Parameter replies: of `scripted_mail_server.py`.
    convenience init(replies: [String]) throws {
        try self.init(script: "scripted_mail_server.py") { _ in replies }
    }

    private init(script: String, arguments: (URL) -> [String]) throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("mail-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        process = ChildProcess(
            Self.python ?? "python3",
            [Self.fixtures.appendingPathComponent(script).path] + arguments(folder))
        process.standardOutput = .pipe(output)
        try process.run()
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        port = Int(line.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0
    }

    deinit {
        process.send(SIGKILL)
        process.wait()
        try? FileManager.default.removeItem(at: folder)
    }

    /// Returns when a scripted server says nothing more to somebody.
    func waitUntilItHangs() { _ = output.fileHandleForReading.availableData }

    var authority: String { folder.appendingPathComponent("ca.pem").path }

    func envelopes() throws -> [Envelope] {
        var envelopes: [Envelope] = []
        while let data = try? Data(
            contentsOf: folder.appendingPathComponent("\(envelopes.count).json"))
        {
            envelopes.append(try JSONDecoder().decode(Envelope.self, from: data))
        }
        return envelopes
    }

    func raw(_ number: Int) throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appendingPathComponent("\(number).eml")))
    }

    func reading() throws -> Reading {
        let reader = ChildProcess(
            Self.python ?? "python3",
            [Self.fixtures.appendingPathComponent("read_mail.py").path, folder.path])
        let output = Pipe()
        reader.standardOutput = .pipe(output)
        try reader.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        reader.wait()
        return try JSONDecoder().decode(Reading.self, from: data)
    }

    private static let fixtures = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Fixtures")
}

extension Samples {
    /// The settings of an e-mail sink that uses no TLS.
    static func email(port: Int, scheme: String = "smtp") throws -> Configuration.Sink.Email {
        var settings = Configuration.Sink.Email(
            server: "\(scheme)://127.0.0.1:\(port)",
            from: try #require(Mailbox("Rejoinder <rejoinder@example.org>")),
            to: [try #require(Mailbox("desk@example.org"))])
        settings.tls = .none
        settings.timeout = .seconds(20)
        return settings
    }

    static func mailClient(authority: String? = nil, isOpen: Bool = true) throws -> Client {
        var configuration = ClientConfiguration(userAgent: "test")
        let block = isOpen ? "127.0.0.0/8" : "192.0.2.1"
        configuration.policy = AddressPolicy(
            exceptions: [AddressPolicy.Exception(block)].compactMap { $0 })
        configuration.authorityFile = authority
        return try Client(configuration: configuration)
    }
}
