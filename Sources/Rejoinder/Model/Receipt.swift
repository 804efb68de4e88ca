import Signing

/// What a server answered when it was asked, kept with what it led to.
///
/// It says when and by whom a text was served, and names the bytes that the text was read from.
package struct Receipt: Hashable, Sendable {
    /// JSON, stored as it was hashed.
    package let content: [UInt8]
    /// Of `content`; events carry it.
    package let hash: [UInt8]
    /// Of the body, with its content encoding undone.
    package let bodyHash: [UInt8]
    /// How many bytes the body has.
    package let bodySize: Int
    /// The body, compressed; nil unless it is to be kept.
    package var keptBody: [UInt8]?

    package init(
        _ content: JSONValue, bodyHash: [UInt8], bodySize: Int, keptBody: [UInt8]? = nil
    ) {
        self.content = content.bytes
        hash = SHA256.digest(self.content)
        self.bodyHash = bodyHash
        self.bodySize = bodySize
        self.keptBody = keptBody
    }

    /// How many bytes a body may have that is kept, and that is restored: as many as the
    /// configuration lets a document have.
    package static let largestBody = 256 << 20
}

/// What is kept of an answer.
package enum Keeping: String, Hashable, Sendable, CaseIterable {
    /// Its status, addresses, times and some header fields, and the hash of its body.
    case receipt
    /// Its body as well, byte for byte.
    case raw
}
