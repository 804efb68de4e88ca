import CCurl

/// An http or https address, or a mail server's, parsed by the parser that will connect to it.
///
/// Filters are fooled by a second parser, so addresses that are fetched are read by libcurl's URL
/// API alone.
package struct WebAddress: Hashable, Sendable {
    /// The whole address, in ASCII and without its fragment.
    package let text: String
    package let scheme: String
    /// The host in lower-case ASCII; an IPv6 address has no brackets.
    package let host: String
    package let port: UInt16
    /// Scheme, host and port, to which configured headers and credentials are bound (RFC 6454).
    package let origin: String

    /// - Parameters:
    ///   - text: the address; a relative one needs a base.
    ///   - base: what a relative address, such as a Location field, is resolved against.
    /// - Throws: `invalidURL` for other schemes, credentials, blanks, backslashes and control
    ///   characters, which parsers read differently.
    package init(_ text: String, base: WebAddress? = nil) throws(TransferError) {
        let parts = try Self.parts(text, base: base?.text)
        guard let scheme = parts.get(CURLUPART_SCHEME), scheme == "http" || scheme == "https"
        else { throw .invalidURL("only http and https are fetched") }
        guard let port = parts.get(CURLUPART_PORT, CURLU_DEFAULT_PORT).flatMap({ UInt16($0) })
        else { throw .invalidURL("it names no host or port") }
        try self.init(parts, scheme: scheme, port: port)
    }

    /// Reads `smtp://mail.example.org:587`, or `smtps://…` for TLS from the first byte.
    ///
    /// Without a port it is 587, where programs hand in mail (RFC 6409 section 3.1), or 465 (RFC
    /// 8314 section 3.3); 25 is for mail servers among themselves.
    /// - Throws: `invalidURL`, also for a path or a query, which mean nothing here.
    package init(mailServer text: String) throws(TransferError) {
        let parts = try Self.parts(text, base: nil)
        guard let scheme = parts.get(CURLUPART_SCHEME), scheme == "smtp" || scheme == "smtps"
        else { throw .invalidURL("a mail server's begins with smtp:// or smtps://") }
        guard ["", "/"].contains(parts.get(CURLUPART_PATH) ?? ""),
            parts.get(CURLUPART_QUERY) == nil
        else { throw .invalidURL("a mail server's has only a host and a port") }
        let port = parts.get(CURLUPART_PORT).map { UInt16($0) } ?? (scheme == "smtp" ? 587 : 465)
        guard let port else { throw .invalidURL("it names no host or port") }
        parts.set(CURLUPART_PORT, String(port))
        try self.init(parts, scheme: scheme, port: port)
    }

    private static func parts(_ text: String, base: String?) throws(TransferError) -> URLParts {
        guard text.utf8.count <= 8192 else { throw .invalidURL("it is over 8192 bytes long") }
        guard !text.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F || $0 == 0x5C }) else {
            throw .invalidURL("it holds a blank, a backslash or a control character")
        }
        guard let parts = URLParts(text, base: base) else {
            throw .protocolError("out of memory")
        }
        guard parts.code == CURLUE_OK else {
            throw .invalidURL(String(cString: curl_url_strerror(parts.code)))
        }
        guard parts.get(CURLUPART_USER) == nil, parts.get(CURLUPART_PASSWORD) == nil else {
            throw .invalidURL("credentials do not belong in an address; use `username`")
        }
        return parts
    }

    private init(
        _ parts: borrowing URLParts, scheme: String, port: UInt16
    ) throws(TransferError) {
        guard let host = parts.makeASCIIHost() else {
            throw .invalidURL("its host name cannot be read")
        }
        guard !host.isEmpty, port > 0, let whole = parts.get(CURLUPART_URL)
        else { throw .invalidURL("it names no host or port") }
        guard host.utf8.allSatisfy(Self.isHostByte) else {
            throw .invalidURL("its host name holds characters that no name has")
        }
        self.text = whole
        self.scheme = scheme
        self.host = Self.bare(host)
        self.port = port
        origin = "\(scheme)://\(self.host):\(port)"
    }

    /// Whether the byte is a letter, a digit or a separator, in names and addresses alike.
    private static func isHostByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x3A, 0x41...0x5B, 0x61...0x7A, 0x2D, 0x2E, 0x5D, 0x5F: true
        default: false
        }
    }

    private static func bare(_ host: String) -> String {
        let host = host.lowercased()
        guard host.hasPrefix("["), host.hasSuffix("]") else { return host }
        return String(host.dropFirst().dropLast())
    }
}

/// Owns libcurl's parsed form of an address.
private struct URLParts: ~Copyable {
    private let handle: OpaquePointer
    let code: CURLUcode

    init?(_ text: String, base: String?) {
        guard let handle = curl_url() else { return nil }
        self.handle = handle
        if let base { curl_url_set(handle, CURLUPART_URL, base, 0) }
        // Letters beyond ASCII are percent-encoded in a path.
        code = curl_url_set(handle, CURLUPART_URL, text, UInt32(CURLU_URLENCODE))
        curl_url_set(handle, CURLUPART_FRAGMENT, nil, 0)
    }

    deinit { curl_url_cleanup(handle) }

    func get(_ part: CURLUPart, _ flags: Int32 = 0) -> String? {
        var value: UnsafeMutablePointer<CChar>?
        guard curl_url_get(handle, part, &value, UInt32(flags)) == CURLUE_OK, let value else {
            return nil
        }
        defer { curl_free(value) }
        return String(cString: value)
    }

    func set(_ part: CURLUPart, _ value: String) { curl_url_set(handle, part, value, 0) }

    /// Converts an international host name to its ASCII form (RFC 5891).
    ///
    /// - Returns: the host name, empty if there is none; nil if it cannot be read.
    func makeASCIIHost() -> String? {
        guard let host = get(CURLUPART_HOST) else { return "" }
        guard host.utf8.contains(where: { $0 >= 0x80 }) else { return host }
        var ascii: UnsafeMutablePointer<CChar>?
        guard ccurl_get_ascii_host(handle, &ascii) == CURLUE_OK, let ascii else { return nil }
        defer { curl_free(ascii) }
        guard curl_url_set(handle, CURLUPART_HOST, ascii, 0) == CURLUE_OK else { return nil }
        return get(CURLUPART_HOST)
    }
}
