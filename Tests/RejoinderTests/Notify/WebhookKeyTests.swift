import Foundation
import HTTP
import Signing
import Testing

@testable import Rejoinder

@Suite("A webhook's keys") struct WebhookKeyTests {
    static let shared = "whsec_" + Base64.encode(Array(repeating: 5, count: 32))
    static let privateKey = "whsk_" + Base64.encode(Array(repeating: 6, count: 32))

    static func publicKey(_ secret: String) throws -> String {
        try #require(try WebhookSecret(secret).publicKey())
    }

    @Test("are 32 bytes, or 64 with the public key") func forms() throws {
        let seed = [UInt8](repeating: 6, count: 32)
        let key = try Ed25519.PrivateKey(seed: seed).publicKey()
        #expect(try WebhookSecret(Self.privateKey + "\n").key == .ed25519(seed: seed))
        let long = "whsk_" + Base64.encode(seed + key.bytes)
        #expect(try WebhookSecret(long).key == .ed25519(seed: seed))
        #expect(try WebhookSecret(long).publicKey() == "whpk_" + Base64.encode(key.bytes))
        #expect(try WebhookSecret(Self.shared).publicKey() == nil)
    }

    @Test("are refused when they are cut, mixed up, or public") func refused() throws {
        let seed = [UInt8](repeating: 6, count: 32)
        #expect(throws: NotifyError.privateKeyLength(bytes: 31)) {
            try WebhookSecret("whsk_" + Base64.encode(Array(seed.dropLast())))
        }
        #expect(throws: NotifyError.privateKeyMismatch) {
            try WebhookSecret("whsk_" + Base64.encode(seed + seed))
        }
        #expect(throws: NotifyError.secretNotBase64("whsk_")) { try WebhookSecret("whsk_a b") }
        let key = try Self.publicKey(Self.privateKey)
        #expect(throws: NotifyError.secretIsPublic) { try WebhookSecret(key) }
        #expect(throws: NotifyError.publicKeyUnreadable) {
            try WebhookVerifier(secrets: ["whpk_AAAA"])
        }
    }

    @Test(
        "change without a rejection, from one kind to the other, over a thousand events",
        .enabled(if: ReceiverProcess.python != nil, ReceiverProcess.missing))
    func rotation() async throws {
        // One verifies v1 with `standardwebhooks`, the other v1a with `cryptography`.
        let old = try ReceiverProcess(secret: Self.shared)
        defer { old.stop() }
        let new = try ReceiverProcess(secret: try Self.publicKey(Self.privateKey))
        defer { new.stop() }
        let client = try Samples.client()
        let phases = [
            (old, [Self.shared], 100), (old, [Self.shared, Self.privateKey], 400),
            (new, [Self.shared, Self.privateKey], 400), (new, [Self.privateKey], 100),
        ]
        var sent = 0
        for (receiver, secrets, count) in phases {
            let webhook = try Webhook(
                name: "hook", url: receiver.url, secrets: secrets.map { try WebhookSecret($0) },
                client: client)
            for _ in 0..<count {
                sent += 1
                let event = Samples.event(
                    id: "evt_\(sent)", data: .members(["ü": .string("“\(sent)”")]))
                #expect(await webhook.deliver([event], now: Samples.now) == .delivered)
            }
        }
        let records = try old.records() + new.records()
        #expect(records.map(\.id) == (1...1000).map { "evt_\($0)" })
        #expect(records.allSatisfy { $0.verdict == "accepted" })
        let late = try Webhook(
            name: "hook", url: new.url, secrets: [WebhookSecret(Self.shared)], client: client)
        #expect(await late.deliver([Samples.event()], now: Samples.now) != .delivered)
        await client.shutdown()
    }

    static func headers(
        _ secrets: [String], body: [UInt8], at moment: Timestamp = Samples.moment
    ) throws -> HeaderFields {
        try HeaderFields([
            "webhook-id": "evt_a", "webhook-timestamp": String(moment.seconds),
            "webhook-signature": WebhookSignature.header(
                id: "evt_a", attemptAt: moment, body: body,
                secrets: secrets.map { try WebhookSecret($0) }),
        ])
    }

    @Test("are verified by any of the receiver's own") func verified() throws {
        let body = Array(#"{"a":1}"#.utf8)
        let publicKey = try Self.publicKey(Self.privateKey)
        let both = [Self.shared, Self.privateKey]
        for known in [
            [Self.shared], [Self.privateKey], [publicKey],
            ["whpk_" + Base64.encode(.init(repeating: 1, count: 32)), Self.shared + "\n"],
        ] {
            let verifier = try WebhookVerifier(secrets: known)
            let headers = try Self.headers(both, body: body)
            #expect(verifier.complaint(headers: headers, body: body, now: Samples.moment) == nil)
            #expect(
                verifier.complaint(headers: headers, body: body + [0x20], now: Samples.moment)
                    == "no signature fits: another secret, or it was changed on its way")
        }
        // A signature of one kind is none of the other.
        let verifier = try WebhookVerifier(secrets: [publicKey])
        let crossed = try Self.headers([Self.privateKey], body: body)
        let text = try #require(crossed["webhook-signature"])
        let headers = try HeaderFields([
            "webhook-id": "evt_a", "webhook-timestamp": String(Samples.moment.seconds),
            "webhook-signature": text.replacingOccurrences(of: "v1a,", with: "v1,"),
        ])
        #expect(verifier.complaint(headers: headers, body: body, now: Samples.moment) != nil)
    }

    @Test("do not help what is old, ahead, or has no clock") func clock() throws {
        let body = Array("{}".utf8)
        let verifier = try WebhookVerifier(secrets: [Self.shared])
        let headers = try Self.headers([Self.shared], body: body)
        func complaint(_ span: Duration) -> String? {
            verifier.complaint(headers: headers, body: body, now: Samples.moment + span)
        }
        #expect(complaint(.seconds(300)) == nil)
        #expect(complaint(.seconds(-300)) == nil)
        #expect(
            complaint(.seconds(301))
                == "webhook-timestamp is over 5 minutes old: a replay, or a wrong clock")
        #expect(
            complaint(.seconds(-301))
                == "webhook-timestamp is over 5 minutes ahead: a replay, or a wrong clock")
        for (name, value) in [
            ("webhook-timestamp", "soon"), ("webhook-timestamp", "-9223372036854775808"),
        ] {
            let odd = try HeaderFields([
                "webhook-id": "a", name: value, "webhook-signature": "v1,AAAA",
            ])
            #expect(verifier.complaint(headers: odd, body: body, now: Samples.moment) != nil)
        }
        #expect(
            verifier.complaint(headers: HeaderFields(), body: body, now: Samples.moment)
                == "no webhook-id")
    }
}
