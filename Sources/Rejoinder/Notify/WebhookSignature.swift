import Signing

/// The signatures of Standard Webhooks 1.0, each over `id.timestamp.body`.
enum WebhookSignature {
    /// The value of `webhook-signature`: one per secret, separated by blanks.
    ///
    /// `v1,<Base64>` is an HMAC-SHA-256, `v1a,<Base64>` an Ed25519 signature. With two secrets, a
    /// receiver may change from one to the other when it likes.
    /// - Parameter attemptAt: signed in whole seconds; receivers refuse what is minutes old.
    static func header(
        id: String, attemptAt: Timestamp, body: [UInt8], secrets: [WebhookSecret]
    ) throws(SigningError) -> String {
        let signed = content(id: id, timestamp: String(attemptAt.seconds), body: body)
        var signatures: [String] = []
        for secret in secrets {
            switch secret.key {
            case .hmac(let key):
                let code = try HMACSHA256.code(for: signed, key: key)
                signatures.append("v1,\(Signing.Base64.encode(code))")
            case .ed25519(let seed):
                let signature = try Ed25519.PrivateKey(seed: seed).signature(for: signed)
                signatures.append("v1a,\(Signing.Base64.encode(signature))")
            }
        }
        return signatures.joined(separator: " ")
    }

    static func content(id: String, timestamp: String, body: [UInt8]) -> [UInt8] {
        Array("\(id).\(timestamp).".utf8) + body
    }
}
