/// Why a transfer brought no response.
package enum TransferError: Error, Hashable, Sendable {
    case invalidURL(String)
    case invalidHeader(name: String)
    case blockedAddress(host: String, address: String)
    case blockedPort(host: String, port: UInt16)
    case nameNotFound(host: String)
    case nameLookupFailed(host: String, reason: String)
    case connectionFailed(host: String, reason: String)
    case tls(host: String, reason: String)
    case connectTimeout(Duration)
    case timeout(Duration)
    case stalled
    case bodyTooLarge(limit: Int)
    case compressionBomb(limit: Int)
    case headersTooLarge(limit: Int)
    case truncated
    /// The body does not have the encoding that its header names.
    case encoding(String)
    case tooManyRedirects(limit: Int)
    case redirectCircle(limit: Int)
    case redirectRefused(to: String, reason: String)
    case protocolError(String)
    /// A mail server takes no password in a way that we know.
    case loginImpossible(host: String)
    /// What came is not SMTP, or not as it should be.
    case mailProtocolError(String)
    case cancelled
    case shutDown

    /// A short word that groups failures of the same kind.
    package var kind: String {
        switch self {
        case .invalidURL, .invalidHeader: "invalid"
        case .blockedAddress, .blockedPort: "blocked"
        case .nameNotFound, .nameLookupFailed: "dns"
        case .connectionFailed: "connect"
        case .tls: "tls"
        case .connectTimeout, .timeout, .stalled: "timeout"
        case .bodyTooLarge, .compressionBomb, .headersTooLarge: "too-large"
        case .truncated: "truncated"
        case .tooManyRedirects, .redirectCircle, .redirectRefused: "redirect"
        case .protocolError, .encoding, .loginImpossible, .mailProtocolError: "protocol"
        case .cancelled, .shutDown: "cancelled"
        }
    }
}

extension TransferError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .invalidURL(let why): "the address is not usable: \(why)"
        case .invalidHeader(let name):
            "the header \(Self.visible(name)) has a name or value that HTTP forbids"
        case .blockedAddress(let host, let address):
            "\(Self.resolved(host, to: address)) is not on the public Internet; "
                + "to allow it, add it to `network.allow`"
        case .blockedPort(let host, let port):
            "port \(port) of \(host) is neither 80 nor 443; to allow it, add it to `network.allow`"
        case .nameNotFound(let host): "the name \(host) does not exist, or has no address"
        case .nameLookupFailed(let host, let reason):
            "the address of \(host) could not be looked up: \(reason)"
        case .connectionFailed(let host, let reason): "no connection to \(host): \(reason)"
        case .tls(let host, let reason): "no secure connection to \(host): \(reason)"
        case .connectTimeout(let limit): "no connection within \(limit)"
        case .timeout(let limit): "not finished within \(limit)"
        case .stalled: "the transfer stalled"
        case .bodyTooLarge(let limit):
            "the body is over \(limit) bytes; raise `max_bytes` if it is really that large"
        case .compressionBomb(let limit):
            "the body unpacks to over \(limit) times its size on the wire"
        case .headersTooLarge(let limit): "the header lines are over \(limit) bytes"
        case .truncated: "the connection closed before the body was whole"
        case .encoding(let reason): "the body is not encoded as its header says: \(reason)"
        case .tooManyRedirects(let limit): "more than \(limit) redirects"
        case .redirectCircle(let limit):
            "more than \(limit) redirects, in a circle, though we send back the cookies that they set"
        case .redirectRefused(let target, let reason):
            "a redirect to \(target) was refused: \(reason)"
        case .protocolError(let reason): "the server does not speak HTTP as it should: \(reason)"
        case .loginImpossible(let host):
            "\(host) takes no password by AUTH PLAIN or AUTH LOGIN on this connection"
        case .mailProtocolError(let reason):
            "the server does not speak SMTP as it should: \(reason)"
        case .cancelled: "cancelled"
        case .shutDown: "the client is shut down"
        }
    }

    /// Names the host and its address, but not the same address twice.
    private static func resolved(_ host: String, to address: String) -> String {
        host == address ? host : "\(host) resolves to \(address), which"
    }

    /// The text in printable ASCII, cut to 60 bytes.
    private static func visible(_ text: String) -> String {
        String(
            decoding: text.utf8.prefix(60).map { $0 >= 0x20 && $0 < 0x7F ? $0 : 0x3F },
            as: UTF8.self)
    }
}
