import Signing

/// The signature of Standard Webhooks 1.0: HMAC-SHA-256 over `id.timestamp.body`.
enum WebhookSignature {
    /// The value of `webhook-signature`: one `v1,<Base64>` per secret, separated by blanks.
    ///
    /// With two secrets, a receiver may change from one to the other when it likes.
    /// - Parameter attemptAt: signed in whole seconds; receivers refuse what is minutes old.
    static func header(
        id: String, attemptAt: Timestamp, body: [UInt8], secrets: [WebhookSecret]
    ) throws(SigningError) -> String {
        let signed = Array("\(id).\(attemptAt.seconds).".utf8) + body
        var signatures: [String] = []
        for secret in secrets {
            let code = try HMACSHA256.code(for: signed, key: secret.key)
            signatures.append("v1,\(Signing.Base64.encode(code))")
        }
        return signatures.joined(separator: " ")
    }
}
