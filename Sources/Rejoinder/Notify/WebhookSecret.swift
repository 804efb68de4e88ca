import Signing

/// A key that signs webhooks; it never prints itself.
package struct WebhookSecret: Hashable, Sendable {
    enum Key: Hashable, Sendable {
        /// Shared with the receiver; signs as `v1`.
        case hmac([UInt8])
        /// The seed of a private key, whose public half the receiver holds; signs as `v1a`.
        case ed25519(seed: [UInt8])
    }

    let key: Key

    /// Reads the contents of a secret file: `whsec_` or `whsk_` and Base64, or else the key itself.
    ///
    /// White space at the end is not part of the key, because editors add a line break.
    package init(_ text: String) throws(NotifyError) {
        var bytes = Array(text.utf8)
        while let last = bytes.last, last == 0x20 || (0x09...0x0D).contains(last) {
            bytes.removeLast()
        }
        if bytes.starts(with: PublicKeyText.prefix.utf8) { throw .secretIsPublic }
        if bytes.starts(with: Self.privatePrefix.utf8) {
            key = .ed25519(seed: try Self.seed(Self.decoded(bytes, after: Self.privatePrefix)))
            return
        }
        if bytes.starts(with: Self.symmetricPrefix.utf8) {
            bytes = try Self.decoded(bytes, after: Self.symmetricPrefix)
        }
        guard bytes.count >= Self.minimumBytes else {
            throw .secretTooShort(bytes: bytes.count, minimum: Self.minimumBytes)
        }
        key = .hmac(bytes)
    }

    private static func decoded(
        _ text: [UInt8], after prefix: String
    ) throws(NotifyError) -> [UInt8] {
        let encoded = String(decoding: text.dropFirst(prefix.utf8.count), as: UTF8.self)
        guard let bytes = Signing.Base64.decode(encoded) else { throw .secretNotBase64(prefix) }
        return bytes
    }

    /// - Parameter bytes: the seed, or the seed and the public key, as libsodium and others keep
    ///   private keys.
    private static func seed(_ bytes: [UInt8]) throws(NotifyError) -> [UInt8] {
        guard bytes.count == 32 || bytes.count == 64 else {
            throw .privateKeyLength(bytes: bytes.count)
        }
        let seed = Array(bytes.prefix(32))
        guard bytes.count == 64 else { return seed }
        let derived = try? Ed25519.PrivateKey(seed: seed).publicKey()
        guard let derived, derived.bytes == Array(bytes.suffix(32)) else {
            throw .privateKeyMismatch
        }
        return seed
    }

    /// What a receiver verifies with: `whpk_` and Base64; nil for a shared secret.
    package func publicKey() throws -> String? {
        guard case .ed25519(let seed) = key else { return nil }
        return PublicKeyText.write(try Ed25519.PrivateKey(seed: seed).publicKey())
    }

    private static let symmetricPrefix = "whsec_"
    private static let privatePrefix = "whsk_"
    /// The minimum that Standard Webhooks asks for in "Signature scheme": between 24 and 64 bytes.
    private static let minimumBytes = 24
}

/// Public keys, serialised as Standard Webhooks 1.0 says.
enum PublicKeyText {
    static let prefix = "whpk_"

    static func write(_ key: Ed25519.PublicKey) -> String {
        prefix + Signing.Base64.encode(key.bytes)
    }

    /// Nil if it is no public key.
    static func read(_ text: String) -> Ed25519.PublicKey? {
        guard text.hasPrefix(prefix) else { return nil }
        return Signing.Base64.decode(String(text.dropFirst(prefix.count))).flatMap {
            try? Ed25519.PublicKey(bytes: $0)
        }
    }
}

extension WebhookSecret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "***" }
    package var debugDescription: String { "***" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
