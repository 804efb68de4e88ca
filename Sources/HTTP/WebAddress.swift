import CCurl

/// An http or https address, read by the same parser that will connect to it.
///
/// A second parser is how filters get fooled: libcurl's URL API is the only one for addresses
/// that are fetched.
package struct WebAddress: Hashable, Sendable {
    package let text: String
    package let scheme: String
    package let host: String
    package let port: UInt16

    /// - Parameters:
    ///   - text: the address; relative ones need a base.
    ///   - base: what a relative address, as in a Location field, is resolved against.
    /// - Throws: `invalidURL` for other schemes, credentials, blanks, backslashes and control
    ///   characters, which parsers read differently.
    package init(_ text: String, base: WebAddress? = nil) throws(TransferError) {
        guard text.utf8.count <= 8192 else { throw .invalidURL("it is over 8192 bytes long") }
        guard !text.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F || $0 == 0x5C }) else {
            throw .invalidURL("it holds a blank, a backslash or a control character")
        }
        guard let handle = curl_url() else { throw .protocolError("out of memory") }
        defer { curl_url_cleanup(handle) }
        if let base { curl_url_set(handle, CURLUPART_URL, base.text, 0) }
        let code = curl_url_set(
            handle, CURLUPART_URL, text, base == nil ? 0 : UInt32(CURLU_URLENCODE))
        guard code == CURLUE_OK else {
            throw .invalidURL(String(cString: curl_url_strerror(code)))
        }
        curl_url_set(handle, CURLUPART_FRAGMENT, nil, 0)
        func part(_ what: CURLUPart, _ flags: UInt32 = 0) -> String? {
            var value: UnsafeMutablePointer<CChar>?
            guard curl_url_get(handle, what, &value, flags) == CURLUE_OK, let value else {
                return nil
            }
            defer { curl_free(value) }
            return String(cString: value)
        }
        guard let scheme = part(CURLUPART_SCHEME), scheme == "http" || scheme == "https" else {
            throw .invalidURL("only http and https are fetched")
        }
        guard part(CURLUPART_USER) == nil, part(CURLUPART_PASSWORD) == nil else {
            throw .invalidURL("credentials do not belong in an address; use `username`")
        }
        guard let host = part(CURLUPART_HOST), !host.isEmpty,
            let port = part(CURLUPART_PORT, UInt32(CURLU_DEFAULT_PORT)).flatMap({ UInt16($0) }),
            let whole = part(CURLUPART_URL)
        else { throw .invalidURL("it names no host") }
        self.text = whole
        self.scheme = scheme
        self.host = host.lowercased()
        self.port = port
    }

    /// Scheme, host and port: what configured headers and credentials are bound to (RFC 6454).
    package var origin: String { "\(scheme)://\(host):\(port)" }
}
