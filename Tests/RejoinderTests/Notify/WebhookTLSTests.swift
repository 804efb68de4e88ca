import Foundation
import HTTP
import TestSupport
import Testing

@testable import Rejoinder

@Suite("A webhook whose receiver cannot be trusted") struct WebhookTLSTests {
    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let certificate: Authority.Certificate
        let reason: String
    }

    static let cases = [
        Case(
            testDescription: "an expired certificate", certificate: .expired,
            reason: "certificate has expired"),
        Case(
            testDescription: "the certificate of another host", certificate: .otherHost,
            reason: "no alternative certificate subject name matches"),
        Case(
            testDescription: "a certificate that it has signed itself", certificate: .selfSigned,
            reason: "self-signed certificate"),
        Case(
            testDescription: "a certificate without the one between",
            certificate: .withoutIntermediate, reason: "unable to get local issuer certificate"),
    ]

    @Test("is out of reach, and has got nothing", arguments: cases)
    func untrusted(_ bad: Case) async throws {
        let (record, round, requests) = try await Self.attempt(bad.certificate)
        #expect(requests == [])
        #expect(round.attempts == 1 && round.delivered == 0)
        #expect(record.state == .pending && record.attempts == 1 && record.endedAt == nil)
        let error = try #require(record.lastError)
        #expect(error.hasPrefix("no secure connection to 127.0.0.1: "), "\(error)")
        #expect(error.contains(bad.reason), "\(error)")
        #expect(round.failure == error)
    }

    @Test("gets what it is sent where its certificate is good") func trusted() async throws {
        let (record, round, requests) = try await Self.attempt(.good)
        #expect(requests == ["/hook"])
        #expect(round.delivered == 1)
        #expect(record.state == .delivered && record.lastError == nil)
    }

    /// One round to a server with the certificate: what the ledger has of it, and what came.
    private static func attempt(
        _ certificate: Authority.Certificate
    ) async throws -> (DeliveryRecord, Outbox.Round, requests: [String]) {
        let authority = try Authority()
        defer { authority.stop() }
        let server = ChildProcess(
            "python3",
            [
                Project.file("Tests/Fixtures/secure_receiver.py").path,
                authority.path(certificate.rawValue), authority.path("key"),
            ])
        let output = Pipe()
        server.standardOutput = .pipe(output)
        server.standardError = .null
        try server.run()
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        let port = try #require(Int(line.trimmingCharacters(in: .whitespacesAndNewlines)))
        let result = try await attempt(port, trusting: authority)
        server.send(SIGKILL)
        server.wait()
        let said = output.fileHandleForReading.readDataToEndOfFile()
        let requests = String(decoding: said, as: UTF8.self).split(separator: "\n").map(String.init)
        return (result.0, result.1, requests)
    }

    private static func attempt(
        _ port: Int, trusting authority: Authority
    ) async throws -> (DeliveryRecord, Outbox.Round) {
        var settings = ClientConfiguration(userAgent: "test")
        settings.policy = AddressPolicy(exceptions: [
            try #require(AddressPolicy.Exception("127.0.0.1"))
        ])
        settings.authorityFile = authority.file
        let client = try Client(configuration: settings)
        let test = try TestLedger()
        try await test.ledger.declare(sinks: [Route(sink: "hook", types: ["entry.published"])])
        try await test.watch("news")
        try await test.poll(at: 15, [Told(id: "a")])
        let hook = try Webhook(
            name: "hook", url: "https://127.0.0.1:\(port)/hook", secrets: [], client: client)
        let outbox = Outbox(sink: hook, ledger: test.ledger, retries: DeliverySchedule.retries)
        let round = try await outbox.deliverDue { TestLedger.minute(60) }
        await client.shutdown()
        return (try #require(try await test.ledger.deliveries(DeliveryQuery()).first), round)
    }
}
