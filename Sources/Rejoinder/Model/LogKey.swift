import Signing

/// The private key that signs a log, for Ed25519 (RFC 8032).
///
/// It never prints itself.
package struct LogKey: Sendable {
    private let secret: Ed25519.PrivateKey
    package let publicKey: LogPublicKey

    /// A new key.
    package init() throws(LogKeyError) {
        try self.init { () throws(SigningError) in try Ed25519.PrivateKey() }
    }

    /// Reads a key as its file holds it: `ed25519-private:` and the Base64 of 32 bytes.
    package init(_ text: String) throws(LogKeyError) {
        let text = text.trimmed
        if text.hasPrefix(LogPublicKey.prefix) { throw .isPublic }
        guard text.hasPrefix(Self.prefix),
            let seed = Signing.Base64.decode(String(text.dropFirst(Self.prefix.count)))
        else { throw .notAKey }
        guard seed.count == 32 else { throw .wrongLength(seed.count) }
        try self.init { () throws(SigningError) in try Ed25519.PrivateKey(seed: seed) }
    }

    private init(_ make: () throws(SigningError) -> Ed25519.PrivateKey) throws(LogKeyError) {
        do throws(SigningError) {
            secret = try make()
            publicKey = LogPublicKey(try secret.publicKey())
        } catch {
            throw .unavailable("\(error)")
        }
    }

    /// What its file holds.
    var fileText: String { Self.prefix + Signing.Base64.encode(secret.seed) + "\n" }

    func sign(_ message: [UInt8]) throws(LogKeyError) -> LogSignature {
        do throws(SigningError) {
            return LogSignature(key: publicKey, bytes: try secret.signature(for: message))
        } catch {
            throw .unavailable("\(error)")
        }
    }

    private static let prefix = "ed25519-private:"
}

extension LogKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "***" }
    package var debugDescription: String { "***" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

/// The public half of a log's key, with which anybody can verify what it has signed.
package struct LogPublicKey: Hashable, Sendable {
    /// 32 bytes.
    let bytes: [UInt8]

    static let prefix = "ed25519:"

    init(_ key: Ed25519.PublicKey) { bytes = key.bytes }

    /// Nil unless there are 32 bytes.
    init?(bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self.bytes = bytes
    }

    /// Reads `ed25519:` and Base64; nil if the text is no public key.
    package init?(_ text: String) {
        let text = text.trimmed
        guard text.hasPrefix(Self.prefix),
            let bytes = Signing.Base64.decode(String(text.dropFirst(Self.prefix.count)))
        else { return nil }
        self.init(bytes: bytes)
    }

    /// The text for people: `ed25519:` and Base64.
    package var text: String { Self.prefix + Signing.Base64.encode(bytes) }
}

/// A signature, and the key that is said to have made it.
package struct LogSignature: Hashable, Sendable {
    package let key: LogPublicKey
    /// 64 bytes, if it is one.
    let bytes: [UInt8]

    package var text: String { Signing.Base64.encode(bytes) }

    /// The bytes that the text stands for; nil if it is no signature.
    package static func bytes(_ text: String) -> [UInt8]? {
        Signing.Base64.decode(text).flatMap { $0.count == 64 ? $0 : nil }
    }

    /// Whether the key has signed the message.
    func isValid(for message: [UInt8]) -> Bool {
        guard bytes.count == 64, let key = try? Ed25519.PublicKey(bytes: key.bytes) else {
            return false
        }
        return (try? key.isValid(bytes, for: message)) == true
    }
}

/// What a log's key signs; each kind begins with its own name, so that none passes for another.
enum SignedMessage {
    /// An event, by its hash, which covers its place in its log and all events before it.
    static func event(hash: [UInt8]) -> [UInt8] {
        Array("rejoinder-event-signature-v1\0".utf8) + hash
    }

    /// A head of the log, by its lines from `log:` to `key:`.
    static func head(_ lines: String) -> [UInt8] {
        Array("rejoinder-head-v1\0".utf8) + lines.utf8
    }

    /// The key that follows the one that signs this.
    static func nextKey(_ key: LogPublicKey, log: [UInt8]) -> [UInt8] {
        Array("rejoinder-next-key-v1\0".utf8) + log + key.bytes
    }
}

/// Why a key cannot be used, without showing it.
package enum LogKeyError: Error, Hashable, Sendable {
    case notAKey
    case isPublic
    case wrongLength(Int)
    case unavailable(String)
}

extension LogKeyError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notAKey:
            "expected \"ed25519-private:\" and the Base64 of 32 bytes; make a key with "
                + "`(umask 077; echo ed25519-private:$(openssl rand -base64 32) > FILE)`"
        case .isPublic: "this is the public half of a key; the private half signs"
        case .wrongLength(let count): "a private key has 32 bytes, and this one \(count)"
        case .unavailable(let reason): reason
        }
    }
}
