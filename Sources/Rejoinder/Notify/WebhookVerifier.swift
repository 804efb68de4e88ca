package import HTTP
import Signing

/// Verifies requests as a receiver must (Standard Webhooks 1.0, "Verifying webhook authenticity").
package struct WebhookVerifier: Sendable {
    private enum Key: Sendable {
        case hmac([UInt8])
        case ed25519(Ed25519.PublicKey)
    }

    private let keys: [Key]

    /// How far from our clock a request's may be.
    package static let tolerance: Duration = .seconds(5 * 60)

    /// - Parameter secrets: `whsec_`, `whsk_` or `whpk_` and Base64, or shared secrets as they are.
    /// - Throws: `NotifyError` for one that is none, `SigningError` if libcrypto refuses.
    package init(secrets: [String]) throws {
        keys = try secrets.map { text in
            let text = text.trimmingBlanks
            if let key = PublicKeyText.read(text) { return .ed25519(key) }
            if text.hasPrefix(PublicKeyText.prefix) { throw NotifyError.publicKeyUnreadable }
            switch try WebhookSecret(text).key {
            case .hmac(let key): return .hmac(key)
            case .ed25519(let seed):
                return .ed25519(try Ed25519.PrivateKey(seed: seed).publicKey())
            }
        }
    }

    /// Says why a request is not to be trusted; nil if one of its signatures is right.
    package func complaint(
        headers: HeaderFields, body: [UInt8], now: Timestamp
    ) -> String? {
        guard let id = headers["webhook-id"], !id.isEmpty else { return "no webhook-id" }
        guard let timestamp = headers["webhook-timestamp"] else { return "no webhook-timestamp" }
        guard let seconds = Int64(timestamp) else {
            return "webhook-timestamp is not a number of seconds"
        }
        let (age, isFar) = now.seconds.subtractingReportingOverflow(seconds)
        let limit = Self.tolerance.components.seconds
        guard !isFar, age <= limit, age >= -limit else {
            let side = isFar || age > 0 ? "old" : "ahead"
            return
                "webhook-timestamp is over \(limit / 60) minutes \(side): a replay, or a wrong clock"
        }
        guard let list = headers["webhook-signature"] else { return "no webhook-signature" }
        let signed = WebhookSignature.content(id: id, timestamp: timestamp, body: body)
        let signatures = list.split(separator: " ").prefix(Self.mostSignatures)
        let isSigned = signatures.contains { signature in
            keys.contains { fits(signature, signed, $0) }
        }
        return isSigned
            ? nil : "no signature fits: another secret, or it was changed on its way"
    }

    private func fits(_ signature: Substring, _ signed: [UInt8], _ key: Key) -> Bool {
        let parts = signature.split(separator: ",", maxSplits: 1)
        guard let version = parts.first, parts.count == 2, let encoded = parts.last,
            let bytes = Signing.Base64.decode(String(encoded))
        else { return false }
        switch key {
        case .hmac(let key):
            let isValid = try? HMACSHA256.isValid(bytes, for: signed, key: key)
            return version == "v1" && isValid == true
        case .ed25519(let key):
            guard version == "v1a", bytes.count == 64 else { return false }
            return (try? key.isValid(bytes, for: signed)) == true
        }
    }

    /// More of them than anybody has secrets would be an attempt to keep us busy.
    private static let mostSignatures = 32
}

extension String {
    /// Without the white space that editors leave at ends.
    fileprivate var trimmingBlanks: String {
        var text = self[...]
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text)
    }
}
