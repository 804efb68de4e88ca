import HTTP

/// What a server gave us to recognise a document by (RFC 9110 section 13.1).
///
/// It is sent back exactly as it came.
package struct Validators: Hashable, Sendable {
    /// One character a byte (ISO 8859-1), because a String would lose bytes that are not UTF-8.
    package let etag: String?
    /// One character a byte.
    package let lastModified: String?

    package init(etag: String?, lastModified: String?) {
        self.etag = etag
        self.lastModified = lastModified
    }

    package static let none = Validators(etag: nil, lastModified: nil)

    init(of headers: HeaderFields) {
        etag = headers.bytes(of: "etag").map(Self.text)
        lastModified = headers.bytes(of: "last-modified").map(Self.text)
    }

    package var isEmpty: Bool { etag == nil && lastModified == nil }

    /// Asks for the document only if it is no longer the one that these validators came with.
    func makeConditional(_ headers: inout HeaderFields) throws(TransferError) {
        if let etag { try headers.append("If-None-Match", bytes: Self.bytes(etag)) }
        if let lastModified {
            try headers.append("If-Modified-Since", bytes: Self.bytes(lastModified))
        }
    }

    private static func text(_ bytes: [UInt8]) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: bytes.map { Unicode.Scalar($0) })
        return String(view)
    }

    private static func bytes(_ text: String) -> [UInt8] {
        text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    }
}
