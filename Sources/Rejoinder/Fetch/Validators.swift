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

    /// Those of a response, as far as they can be believed.
    init(of headers: HeaderFields, now: Timestamp) {
        let date = headers["date"].flatMap(HTTPDate.parse) ?? now
        let modified = headers.bytes(of: "last-modified").map(Self.text)
        let worth = modified.map { LastModified($0, date: date) }
        lastModified = worth == .believable ? modified : nil
        // Most servers make the tag of that date, and it is as fixed as the date is.
        etag = worth == .impossible ? nil : headers.bytes(of: "etag").map(Self.text)
    }

    /// What is kept once a 304 with these headers has come (RFC 9111 section 4.3.4).
    ///
    /// A 304 that names another document, by its tag or, without tags, by its date, changes
    /// nothing.
    func refreshed(by headers: HeaderFields, now: Timestamp) -> Validators {
        // Most 304s say what is known already; then no date has to be read.
        guard
            etag != headers.bytes(of: "etag").map(Self.text)
                || lastModified != headers.bytes(of: "last-modified").map(Self.text)
        else { return self }
        let new = Validators(of: headers, now: now)
        if let etag, let tag = new.etag {
            guard Self.opaque(etag) == Self.opaque(tag) else { return self }
        } else if etag != nil || new.etag == nil {
            return self
        }
        return Validators(etag: new.etag, lastModified: new.lastModified ?? lastModified)
    }

    /// The tag without the mark of a weak one (RFC 9110 section 8.8.3.2).
    private static func opaque(_ tag: String) -> Substring {
        tag.hasPrefix("W/") ? tag.dropFirst(2) : tag[...]
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
