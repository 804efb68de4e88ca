/// One HTTP request.
package struct Request: Hashable, Sendable {
    /// The methods that Rejoinder uses (RFC 9110 section 9).
    package enum Method: String, Sendable {
        case get = "GET"
        case head = "HEAD"
        case post = "POST"
    }

    package var method = Method.get
    package let url: String
    /// The address, if it has already been parsed.
    let address: WebAddress?
    package var headers = HeaderFields()
    /// Credentials and configured fields, sent only to the origin of `url`.
    ///
    /// They are dropped when a redirect leaves that origin.
    package var originHeaders = HeaderFields()
    package var body: [UInt8]?
    package var limits = TransferLimits()
    /// Ports besides 80 and 443 to which this request may go, its own address's included.
    ///
    /// What the operator wrote is wanted; what a redirect names is not.
    package var allowedPorts: Set<UInt16> = []
    /// Whether the response is worthless without its whole body.
    ///
    /// If false, the status is the answer, and the body is whatever came before a limit, a timeout
    /// or the server ended it.
    package var needsWholeBody = true
    /// Whether a body that breaks off makes a response all the same.
    ///
    /// `Response.brokeOff` then says why it did, and whoever asked has to judge what it is worth.
    package var keepsBrokenBody = false
    /// Whether the server is asked not to encode the body, and what it says of an encoding is
    /// ignored.
    var isRaw = false

    package init(url: String) {
        self.url = url
        address = nil
    }

    package init(address: WebAddress) {
        url = address.text
        self.address = address
    }
}

/// One HTTP response, with its content encoding undone.
package struct Response: Hashable, Sendable {
    package let status: Int
    package let headers: HeaderFields
    package let body: [UInt8]
    /// The address that answered, after redirects.
    package let url: String
    package let redirects: [Redirect]
    /// The IP address of the peer.
    package let peer: String
    /// The SHA-256 of the peer's TLS certificate; nil without TLS, and of an answer that says "not
    /// modified".
    package let certificate: [UInt8]?
    /// `1.0`, `1.1` or `2`.
    package let httpVersion: String
    /// The size of the body on the wire, in bytes.
    package let encodedBytes: Int
    package let elapsed: Duration
    /// Why the body ended before the server said it would; nil if it is whole.
    package var brokeOff: TransferError?
}

/// One hop of a redirected request.
package struct Redirect: Hashable, Sendable {
    package let status: Int
    package let from: String
    package let to: String

    /// 301 and 308 say that the target is the address from now on (RFC 9110 section 15.4).
    package var isPermanent: Bool { status == 301 || status == 308 }
}
