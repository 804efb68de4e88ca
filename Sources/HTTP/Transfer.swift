import CCurl
import Synchronization

/// One request to one address, without redirects, and what has come of it so far.
///
/// Only the engine's thread touches the mutable state, from libcurl's callbacks too; `isCancelled`
/// alone is set by others, under its lock. That is why it may be `@unchecked Sendable`.
final class Transfer: @unchecked Sendable {
    let request: Request
    let address: WebAddress
    let headers: HeaderFields
    let remaining: Duration
    let policy: AddressPolicy
    let completion: @Sendable (Result<Answer, TransferError>) -> Void
    let isCancelled = Mutex(false)

    var handle: UnsafeMutableRawPointer?
    var startedAt = ContinuousClock.now
    var headerList: UnsafeMutablePointer<curl_slist>?
    var body: [UInt8] = []
    var receivedHeaders = HeaderFields()
    var headerBytes = 0
    /// Why a callback stopped the transfer: libcurl only knows that it did.
    var stopReason: TransferError?
    /// What the gate refused; libcurl goes on to the next address, and reports the last failure.
    var refusal: TransferError?

    struct Answer: Sendable {
        let status: Int
        let headers: HeaderFields
        let body: [UInt8]
        let peer: String
        let encodedBytes: Int
    }

    init(
        request: Request, address: WebAddress, headers: HeaderFields, remaining: Duration,
        policy: AddressPolicy,
        completion: @escaping @Sendable (Result<Answer, TransferError>) -> Void
    ) {
        self.request = request
        self.address = address
        self.headers = headers
        self.remaining = remaining
        self.policy = policy
        self.completion = completion
    }

    /// Takes in a piece of the decoded body.
    ///
    /// - Returns: whether to go on.
    func receive(body bytes: UnsafeRawBufferPointer) -> Bool {
        let limits = request.limits
        guard bytes.count <= limits.bodyBytes - body.count else {
            stopReason = .bodyTooLarge(limit: limits.bodyBytes)
            return false
        }
        body.append(contentsOf: bytes)
        if body.count > 1 << 20, body.count / limits.compressionRatio > max(1, wireBytes) {
            stopReason = .compressionBomb(limit: limits.compressionRatio)
            return false
        }
        return true
    }

    /// Takes in one header line: of the response, of an interim one before it, or a trailer.
    ///
    /// - Returns: whether to go on.
    func receive(header bytes: UnsafeRawBufferPointer) -> Bool {
        headerBytes += bytes.count
        guard headerBytes <= request.limits.headerBytes else {
            stopReason = .headersTooLarge(limit: request.limits.headerBytes)
            return false
        }
        if bytes.starts(with: "HTTP/".utf8) {
            receivedHeaders = HeaderFields()
            return true
        }
        guard let colon = bytes.firstIndex(of: 0x3A) else { return true }
        func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
        var value = bytes[(colon + 1)...]
        while let first = value.first, isBlank(first) { value.removeFirst() }
        while let last = value.last, isBlank(last) { value.removeLast() }
        receivedHeaders.receive(
            name: String(decoding: bytes[..<colon], as: UTF8.self),
            value: String(decoding: value, as: UTF8.self))
        return true
    }

    /// Opens the socket to a resolved address, if the gate lets it.
    func openSocket(_ address: UnsafeMutablePointer<curl_sockaddr>) -> curl_socket_t {
        guard let (ip, port) = SocketAddress.read(address) else {
            refusal = .blockedAddress(host: self.address.host, address: "an unknown family")
            return CURL_SOCKET_BAD
        }
        switch policy.judge(ip, port: port, allowedPorts: request.allowedPorts) {
        case .allowed: return ccurl_open_socket(address)
        case .blockedAddress:
            refusal = .blockedAddress(host: self.address.host, address: ip.description)
        case .blockedPort:
            refusal = .blockedPort(host: self.address.host, port: port)
        }
        return CURL_SOCKET_BAD
    }

    private var wireBytes: Int {
        guard let handle else { return 0 }
        var bytes: curl_off_t = 0
        ccurl_get_offset(handle, CURLINFO_SIZE_DOWNLOAD_T, &bytes)
        return Int(bytes)
    }

    /// The outcome by libcurl's code, or by what a callback knows better.
    func outcome(_ code: CURLcode) -> Result<Answer, TransferError> {
        if let stopReason { return .failure(stopReason) }
        guard code == CURLE_OK else { return .failure(error(code)) }
        var status = 0
        var peer: UnsafePointer<CChar>?
        if let handle {
            ccurl_get_long(handle, CURLINFO_RESPONSE_CODE, &status)
            ccurl_get_string(handle, CURLINFO_PRIMARY_IP, &peer)
        }
        return .success(
            Answer(
                status: status, headers: receivedHeaders, body: body,
                peer: peer.map { String(cString: $0) } ?? "", encodedBytes: wireBytes))
    }

    private func error(_ code: CURLcode) -> TransferError {
        let reason = String(cString: curl_easy_strerror(code))
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY:
            return .nameNotFound(host: address.host)
        case CURLE_COULDNT_CONNECT:
            return refusal
                ?? .connectionFailed(host: address.host, reason: "refused or unreachable")
        case CURLE_OPERATION_TIMEDOUT: return timeout()
        case CURLE_PARTIAL_FILE, CURLE_GOT_NOTHING, CURLE_BAD_CONTENT_ENCODING: return .truncated
        case CURLE_RECV_ERROR, CURLE_SEND_ERROR:
            return .connectionFailed(host: address.host, reason: "it broke off")
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE,
            CURLE_SSL_CIPHER, CURLE_SSL_CERTPROBLEM:
            return .tls(host: address.host, reason: reason)
        case CURLE_FILESIZE_EXCEEDED: return .bodyTooLarge(limit: request.limits.bodyBytes)
        case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL: return .invalidURL(reason)
        default: return .protocolError(reason)
        }
    }

    /// Tells the three ways apart in which a transfer takes too long.
    private func timeout() -> TransferError {
        guard let handle else { return .timeout(request.limits.total) }
        // Not libcurl's own sum, which leaves out the wait for a free connection.
        let spent = ContinuousClock.now - startedAt
        if spent + .milliseconds(50) >= remaining { return .timeout(request.limits.total) }
        var connected: curl_off_t = 0
        ccurl_get_offset(handle, CURLINFO_PRETRANSFER_TIME_T, &connected)
        return connected == 0 ? .connectTimeout(request.limits.connect) : .stalled
    }
}
