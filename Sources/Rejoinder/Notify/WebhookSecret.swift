import Signing

/// A key that signs webhooks; it never prints itself.
package struct WebhookSecret: Hashable, Sendable {
    let key: [UInt8]

    /// Reads the contents of a secret file: `whsec_` and Base64, or else the key itself.
    ///
    /// White space at the end is not part of the key, because editors add a line break.
    package init(_ text: String) throws(NotifyError) {
        var bytes = Array(text.utf8)
        while let last = bytes.last, last == 0x20 || (0x09...0x0D).contains(last) {
            bytes.removeLast()
        }
        if bytes.starts(with: Self.prefix.utf8) {
            let encoded = String(decoding: bytes.dropFirst(Self.prefix.utf8.count), as: UTF8.self)
            guard let decoded = Signing.Base64.decode(encoded) else { throw .secretNotBase64 }
            bytes = decoded
        }
        guard bytes.count >= Self.minimumBytes else {
            throw .secretTooShort(bytes: bytes.count, minimum: Self.minimumBytes)
        }
        key = bytes
    }

    private static let prefix = "whsec_"
    /// The minimum that Standard Webhooks asks for in "Signature scheme": between 24 and 64 bytes.
    private static let minimumBytes = 24
}

extension WebhookSecret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "***" }
    package var debugDescription: String { "***" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
