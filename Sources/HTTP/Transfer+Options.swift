import CCurl

extension Transfer {
    /// Sets everything that libcurl needs to know, and switches off what it would decide by itself.
    func prepare(
        _ handle: EasyHandle, configuration: ClientConfiguration, share: UnsafeMutableRawPointer?
    ) {
        handle.prepareOnce { Self.prepare($0, configuration, share) }
        handle.set(CURLOPT_URL, address.text)
        if handle.isRaw != request.isRaw { handle.set(isRaw: request.isRaw) }
        // A stream on a connection that is being made is better than a handshake of our own.
        handle.set(CURLOPT_PIPEWAIT, address.scheme == "https" ? 1 : 0)
        prepareLimits(handle)
        if let mail {
            prepare(mail, handle)
        } else {
            prepareMethod(handle)
            prepareHeaders(handle)
        }
        prepareAddresses(handle, configuration.proxy ?? address)
    }

    /// Sets what all transfers share.
    private static func prepare(
        _ handle: EasyHandle, _ configuration: ClientConfiguration,
        _ share: UnsafeMutableRawPointer?
    ) {
        handle.set(CURLOPT_PROTOCOLS_STR, configuration.allowsPlaintext ? "http,https" : "https")
        handle.set(CURLOPT_FOLLOWLOCATION, 0)
        handle.set(CURLOPT_NOSIGNAL, 1)
        handle.set(CURLOPT_NETRC, 0)
        prepareProxy(handle, configuration.proxy)
        handle.set(CURLOPT_USERAGENT, configuration.userAgent)
        handle.set(isRaw: false)
        // How much libcurl may read, and then unpack, before a callback can stop it.
        handle.set(CURLOPT_BUFFERSIZE, 4096)
        handle.set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
        prepareTLS(handle, configuration: configuration)
        // A connection that outlived a certificate or an address would never notice. An idle one
        // may be kept as long, which is longer than libcurl's 118 s.
        let age = max(1, Int(configuration.connectionMaximumAge.components.seconds))
        handle.set(CURLOPT_MAXLIFETIME_CONN, age)
        handle.set(CURLOPT_MAXAGE_CONN, age)
        // This holds for the addresses that are pinned below.
        handle.set(CURLOPT_DNS_CACHE_TIMEOUT, 10)
        CallbackContext.setFunctions(of: handle)
        if let share { handle.check(ccurl_set_pointer(handle.pointer, CURLOPT_SHARE, share)) }
    }

    private static func prepareProxy(_ handle: EasyHandle, _ proxy: WebAddress?) {
        // Empty values switch off the environment's proxies; with a proxy, no host bypasses it.
        handle.set(CURLOPT_PROXY, proxy?.text ?? "")
        handle.set(CURLOPT_NOPROXY, proxy == nil ? "*" : "")
        // A proxy's answer to CONNECT is not part of the response.
        handle.set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    }

    private static func prepareTLS(_ handle: EasyHandle, configuration: ClientConfiguration) {
        handle.set(CURLOPT_SSL_VERIFYPEER, 1)
        handle.set(CURLOPT_SSL_VERIFYHOST, 2)
        handle.set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        // libcurl keeps a parsed bundle between connections only if no CAPATH is set. Debian's
        // default sets one, and then each connection parses the bundle again: some 40 ms.
        handle.set(CURLOPT_CAPATH, nil)
        if let file = configuration.authorityFile { handle.set(CURLOPT_CAINFO, file) }
    }

    private func prepareLimits(_ handle: EasyHandle) {
        let limits = request.limits
        let left = timeLeft(at: .now)
        handle.set(CURLOPT_TIMEOUT_MS, left.wholeMilliseconds)
        // The time that the name lookup took is subtracted.
        let connect = limits.connect - (remaining - left)
        handle.set(CURLOPT_CONNECTTIMEOUT_MS, connect.wholeMilliseconds)
        handle.set(CURLOPT_LOW_SPEED_LIMIT, limits.stalledBytesPerSecond)
        handle.set(CURLOPT_LOW_SPEED_TIME, max(1, Int(limits.stalled.components.seconds)))
        // If a body that announces its size is too large, the transfer ends early, unless the
        // status alone matters; the callbacks count the others.
        let most = request.needsWholeBody ? curl_off_t(max(1, limits.bodyBytes)) : 0
        handle.check(ccurl_set_offset(handle.pointer, CURLOPT_MAXFILESIZE_LARGE, most))
    }

    private func prepareMethod(_ handle: EasyHandle) {
        switch request.method {
        case .get: handle.set(CURLOPT_HTTPGET, 1)
        case .head: handle.set(CURLOPT_NOBODY, 1)
        case .post:
            handle.set(CURLOPT_POST, 1)
            let body = request.body ?? []
            let count = curl_off_t(body.count)
            handle.check(
                ccurl_set_offset(handle.pointer, CURLOPT_POSTFIELDSIZE_LARGE, count))
            // libcurl copies the bytes, because the array may not stay in place.
            (body.isEmpty ? [0] : body).withUnsafeBytes { bytes in
                handle.check(
                    ccurl_set_pointer(
                        handle.pointer, CURLOPT_COPYPOSTFIELDS,
                        UnsafeMutableRawPointer(mutating: bytes.baseAddress)))
            }
        }
    }

    private func prepareHeaders(_ handle: EasyHandle) {
        request.headers.forEachLine { appendHeader($0) }
        if request.method == .post {
            // libcurl would wait a second for a "100 Continue", and would call any body a form.
            appendHeader(Array("Expect:\0".utf8))
            if request.headers["content-type"] == nil {
                appendHeader(Array("Content-Type:\0".utf8))
            }
        }
        handle.check(ccurl_set_list(handle.pointer, CURLOPT_HTTPHEADER, headerList))
    }

    private func appendHeader(_ line: [UInt8]) {
        line.withUnsafeBytes { bytes in
            headerList = curl_slist_append(
                headerList, bytes.assumingMemoryBound(to: CChar.self).baseAddress)
        }
    }

    /// Pins the addresses that were looked up.
    private func prepareAddresses(_ handle: EasyHandle, _ target: WebAddress) {
        guard let addresses else { return }
        let list = addresses.map { $0.isV4 ? "\($0)" : "[\($0)]" }.joined(separator: ",")
        // "+": libcurl forgets them again later, so that its table of names stays short.
        resolveList = curl_slist_append(nil, "+\(target.host):\(target.port):\(list)")
        handle.check(ccurl_set_list(handle.pointer, CURLOPT_RESOLVE, resolveList))
    }
}

// MARK: - Callbacks

/// What the callbacks of one transfer need; the transfer keeps it as long as they may be called.
final class CallbackContext {
    unowned let transfer: Transfer
    /// The thread that runs the callbacks keeps the engine alive.
    unowned let engine: Engine

    init(transfer: Transfer, engine: Engine) {
        self.transfer = transfer
        self.engine = engine
    }

    /// Tells libcurl to pass this context to the callbacks.
    func install(in handle: EasyHandle) {
        let this = Unmanaged.passUnretained(self).toOpaque()
        for option in [
            CURLOPT_WRITEDATA, CURLOPT_HEADERDATA, CURLOPT_OPENSOCKETDATA,
            CURLOPT_RESOLVER_START_DATA, CURLOPT_READDATA, CURLOPT_DEBUGDATA,
        ] {
            handle.check(ccurl_set_pointer(handle.pointer, option, this))
        }
    }

    /// Tells libcurl which functions to call.
    static func setFunctions(of handle: EasyHandle) {
        setDataFunctions(of: handle)
        let socket = ccurl_set_socket_callback(handle.pointer) { context, _, address in
            guard let context, let address else { return CURL_SOCKET_BAD }
            let this = CallbackContext.at(context)
            return this.transfer.openSocket(address, gate: this.engine.gate)
        }
        handle.check(socket)
        let resolver = ccurl_set_resolver_callback(handle.pointer) { _, _, context in
            guard let context else { return 1 }
            let this = CallbackContext.at(context)
            return this.transfer.startLookup(through: this.engine.gate.proxy) ? 0 : 1
        }
        handle.check(resolver)
    }

    private static func setDataFunctions(of handle: EasyHandle) {
        let body = ccurl_set_data_callback(handle.pointer, CURLOPT_WRITEFUNCTION) {
            bytes, size, count, context in
            guard let context else { return 0 }
            let piece = UnsafeRawBufferPointer(start: bytes, count: size * count)
            let this = CallbackContext.at(context)
            return switch this.transfer.receive(body: piece, places: &this.engine.places) {
            case .goOn: piece.count
            case .pause: Int(CURL_WRITEFUNC_PAUSE)
            case .stop: 0
            }
        }
        handle.check(body)
        let header = ccurl_set_data_callback(handle.pointer, CURLOPT_HEADERFUNCTION) {
            bytes, size, count, context in
            guard let context else { return 0 }
            let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
            return CallbackContext.at(context).transfer.receive(header: line) ? line.count : 0
        }
        handle.check(header)
    }

    static func at(_ context: UnsafeMutableRawPointer) -> CallbackContext {
        Unmanaged<CallbackContext>.fromOpaque(context).takeUnretainedValue()
    }
}

extension Duration {
    /// At least 1, because libcurl takes 0 to mean "no limit".
    fileprivate var wholeMilliseconds: Int {
        let (seconds, attoseconds) = components
        return max(1, Int(clamping: seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000))
    }
}
