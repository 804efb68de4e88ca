import CCurl

/// One request to one address, without redirects, and what has come of it so far.
///
/// What is mutable belongs to the engine's thread, which also runs libcurl's callbacks. Only
/// `completion` is set elsewhere, before the engine gets the transfer. That is why it may be
/// `@unchecked Sendable`.
final class Transfer: @unchecked Sendable {
    /// The stages of a transfer in the engine.
    enum Phase { case new, waiting, ready, running, naming, done }

    struct Answer: Sendable {
        let status: Int
        let headers: HeaderFields
        let body: [UInt8]
        let peer: String
        let certificate: [UInt8]?
        let httpVersion: String
        let encodedBytes: Int
        /// The time it took, without the wait for other transfers.
        let spent: Duration
        /// Why the body broke off, if it did and is kept all the same.
        var brokeOff: TransferError?
        /// What a mail server said, if it was one.
        var dialogue: MailDialogue?
    }

    let request: Request
    let address: WebAddress
    /// The time left for this hop, from the moment when the engine takes it up.
    let remaining: Duration
    /// Whether a redirect will be followed, so that its body does not matter.
    let followsRedirects: Bool
    /// The message to hand to a mail server; nil: this is HTTP.
    let mail: MailSubmission?
    /// Called when the outcome is known, and perhaps again for mail; the first call counts.
    var completion: @Sendable (Result<Answer, TransferError>) -> Void = { _ in }

    var phase = Phase.new
    var isCancelled = false
    var startedAt: ContinuousClock.Instant?
    /// The addresses of the host name; nil until they are needed.
    var addresses: [IPAddress]?
    var needsName = false
    var handle: EasyHandle?
    var headerList: UnsafeMutablePointer<curl_slist>?
    var resolveList: UnsafeMutablePointer<curl_slist>?
    var recipientList: UnsafeMutablePointer<curl_slist>?
    var context: CallbackContext?
    var received = Received()
    var bodySize = BodyPlaces.Size.small
    /// The SHA-256 of the server's certificate, once its answer has come.
    var certificate: [UInt8]?
    /// Why a callback stopped the transfer: libcurl only knows that one did.
    var stopReason: TransferError?
    /// What the gate refused; libcurl tries the next address, and reports only the last failure.
    var refusal: TransferError?
    var hasOpenedSocket = false
    var dialogue = MailDialogue()
    /// How many bytes of the message libcurl has taken.
    var mailBytes = 0

    init(
        request: Request, address: WebAddress, remaining: Duration, followsRedirects: Bool,
        mail: MailSubmission? = nil
    ) {
        self.request = request
        self.address = address
        self.remaining = remaining
        self.followsRedirects = followsRedirects
        self.mail = mail
    }

    var id: ObjectIdentifier { ObjectIdentifier(self) }

    /// How much longer the transfer may take, at least 1 ms.
    func timeLeft(at now: ContinuousClock.Instant) -> Duration {
        max(.milliseconds(1), remaining - (now - (startedAt ?? now)))
    }
}

// MARK: - What libcurl calls

extension Transfer {
    /// What libcurl has to do after a callback.
    enum Verdict { case goOn, pause, stop }

    /// Takes in a piece of the decoded body.
    func receive(
        body bytes: UnsafeRawBufferPointer, places: inout BodyPlaces
    ) -> Verdict {
        if isRedirect { return received.skip(bytes.count) ? .goOn : .stop }
        let limit = request.limits.bodyBytes
        guard bytes.count <= limit - received.body.count else {
            if !request.needsWholeBody {
                received.body.append(contentsOf: bytes.prefix(max(0, limit - received.body.count)))
            }
            return stop(.bodyTooLarge(limit: limit))
        }
        let count = received.body.count + bytes.count
        if received.body.isEmpty { received.begin(limit: limit) }
        guard count <= 1 << 20 || !isUnpacking(to: count) else { return stopBomb() }
        let isEncoded = received.isEncoded
        let size = BodyPlaces.Size.fitting(count, limit: limit, isEncoded: isEncoded)
        if size.rawValue > bodySize.rawValue {
            guard places.take(size, for: self) else { return .pause }
            // Pages of memory that are never written to cost nothing.
            received.body.reserveCapacity(size.capacity(limit, isEncoded: isEncoded))
        }
        received.body.append(contentsOf: bytes)
        return .goOn
    }

    private func isUnpacking(to count: Int) -> Bool {
        count / max(1, request.limits.compressionRatio) > max(1, wireBytes)
    }

    private func stopBomb() -> Verdict {
        stop(.compressionBomb(limit: request.limits.compressionRatio))
    }

    private func stop(_ reason: TransferError) -> Verdict {
        stopReason = reason
        return .stop
    }

    /// Takes in one header line: of the response, of an interim response, or of a trailer.
    ///
    /// - Returns: whether to go on.
    func receive(header line: UnsafeRawBufferPointer) -> Bool {
        guard received.take(line, limit: request.limits.headerBytes) else {
            stopReason = .headersTooLarge(limit: request.limits.headerBytes)
            return false
        }
        if mail != nil { dialogue.take(reply: line) }
        // libcurl forgets the connection when the transfer ends. What has not changed proves nothing.
        if received.hasFinalHeader, received.status != 304, certificate == nil, mail == nil,
            address.scheme == "https"
        {
            certificate = handle?.certificateDigest
        }
        return true
    }

    /// Opens the socket to a resolved address, if the gate lets it.
    func openSocket(_ address: UnsafeMutablePointer<curl_sockaddr>, gate: Gate) -> curl_socket_t {
        guard let raw = ccurl_address(address), let (ip, port) = SocketAddress.read(raw) else {
            refusal = .blockedAddress(host: self.address.host, address: "an unknown family")
            return CURL_SOCKET_BAD
        }
        switch gate.judge(ip, port: port, allowedPorts: request.allowedPorts) {
        case .allowed:
            hasOpenedSocket = true
            return ccurl_open_socket(address)
        case .blockedAddress:
            refusal = .blockedAddress(host: self.address.host, address: ip.description)
        case .blockedPort:
            refusal = .blockedPort(host: self.address.host, port: port)
        }
        return CURL_SOCKET_BAD
    }

    /// Stops libcurl before it looks up a name, because the engine does that.
    ///
    /// - Returns: whether libcurl may go on, which it may if the host is an address.
    func startLookup(through proxy: WebAddress?) -> Bool {
        guard IPAddress((proxy ?? address).host) == nil else { return true }
        // If the addresses were known, libcurl would not have asked.
        needsName = addresses == nil
        return false
    }

    /// Those of the name's addresses that the gate allows.
    ///
    /// The gate judges them again at the socket; but libcurl would wait 200 ms after each refusal.
    /// - Throws: the gate's reason for the last one, if it refuses all.
    func passing(
        _ addresses: [IPAddress], gate: Gate
    ) throws(TransferError) -> [IPAddress] {
        var refusal = TransferError.nameNotFound(host: address.host)
        let passing = addresses.filter { ip in
            switch gate.judge(ip, port: address.port, allowedPorts: request.allowedPorts) {
            case .allowed: return true
            case .blockedAddress:
                refusal = .blockedAddress(host: address.host, address: ip.description)
            case .blockedPort: refusal = .blockedPort(host: address.host, port: address.port)
            }
            return false
        }
        guard passing.isEmpty else { return passing }
        throw refusal
    }

    private var isRedirect: Bool {
        followsRedirects && Self.isRedirect(status: received.status)
            && received.fields.bytes(of: "location") != nil
    }

    static func isRedirect(status: Int) -> Bool {
        [301, 302, 303, 307, 308].contains(status)
    }

    var wireBytes: Int {
        guard let handle else { return 0 }
        var bytes: curl_off_t = 0
        ccurl_get_offset(handle.pointer, CURLINFO_SIZE_DOWNLOAD_T, &bytes)
        return Int(bytes)
    }
}
