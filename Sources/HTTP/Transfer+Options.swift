import CCurl

extension Transfer {
    /// Sets everything that libcurl needs to know; what it could decide by itself is switched off.
    func prepare(
        _ handle: UnsafeMutableRawPointer, configuration: ClientConfiguration,
        share: UnsafeMutableRawPointer?
    ) {
        startedAt = .now
        ccurl_set_string(handle, CURLOPT_URL, address.text)
        ccurl_set_string(handle, CURLOPT_PROTOCOLS_STR, "http,https")
        ccurl_set_long(handle, CURLOPT_FOLLOWLOCATION, 0)
        ccurl_set_long(handle, CURLOPT_NOSIGNAL, 1)
        ccurl_set_long(handle, CURLOPT_NETRC, 0)
        // An empty proxy switches the environment's off; the gate would see only the proxy.
        ccurl_set_string(handle, CURLOPT_PROXY, configuration.proxy ?? "")
        ccurl_set_string(handle, CURLOPT_USERAGENT, configuration.userAgent)
        // Every encoding that this libcurl can undo.
        ccurl_set_string(handle, CURLOPT_ACCEPT_ENCODING, "")
        ccurl_set_long(handle, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
        prepareTLS(handle, configuration: configuration)
        prepareLimits(handle)
        prepareMethod(handle)
        if let share { ccurl_set_pointer(handle, CURLOPT_SHARE, share) }
        for field in headers.fields {
            // libcurl takes "Name;" for a field without a value.
            let line = field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)"
            headerList = curl_slist_append(headerList, line)
        }
        ccurl_set_list(handle, CURLOPT_HTTPHEADER, headerList)
        prepareCallbacks(handle)
    }

    private func prepareTLS(
        _ handle: UnsafeMutableRawPointer, configuration: ClientConfiguration
    ) {
        ccurl_set_long(handle, CURLOPT_SSL_VERIFYPEER, 1)
        ccurl_set_long(handle, CURLOPT_SSL_VERIFYHOST, 2)
        // libcurl keeps a parsed bundle between connections only where no CAPATH is set; Debian's
        // default sets one, and each connection then parses the bundle anew, some 40 ms.
        ccurl_set_string(handle, CURLOPT_CAPATH, nil)
        if let file = configuration.authorityFile {
            ccurl_set_string(handle, CURLOPT_CAINFO, file)
        }
    }

    private func prepareLimits(_ handle: UnsafeMutableRawPointer) {
        let limits = request.limits
        ccurl_set_long(handle, CURLOPT_TIMEOUT_MS, remaining.wholeMilliseconds)
        ccurl_set_long(handle, CURLOPT_CONNECTTIMEOUT_MS, limits.connect.wholeMilliseconds)
        ccurl_set_long(handle, CURLOPT_LOW_SPEED_LIMIT, 100)
        ccurl_set_long(
            handle, CURLOPT_LOW_SPEED_TIME, max(1, Int(limits.stalled.components.seconds)))
        // Ends early what says its size; the callbacks count what does not.
        ccurl_set_offset(handle, CURLOPT_MAXFILESIZE_LARGE, curl_off_t(limits.bodyBytes))
        // A connection that outlives a certificate or an address would never notice.
        ccurl_set_long(handle, CURLOPT_MAXLIFETIME_CONN, 600)
    }

    private func prepareMethod(_ handle: UnsafeMutableRawPointer) {
        switch request.method {
        case .get: ccurl_set_long(handle, CURLOPT_HTTPGET, 1)
        case .head: ccurl_set_long(handle, CURLOPT_NOBODY, 1)
        case .post:
            ccurl_set_long(handle, CURLOPT_POST, 1)
            let body = request.body ?? []
            ccurl_set_offset(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count))
            // libcurl copies the bytes, as the array may not stay where it is.
            (body.isEmpty ? [0] : body).withUnsafeBytes { bytes in
                _ = ccurl_set_pointer(
                    handle, CURLOPT_COPYPOSTFIELDS,
                    UnsafeMutableRawPointer(mutating: bytes.baseAddress))
            }
        }
    }

    private func prepareCallbacks(_ handle: UnsafeMutableRawPointer) {
        // The engine keeps the transfer for as long as the handle is in use.
        let this = Unmanaged.passUnretained(self).toOpaque()
        ccurl_set_pointer(handle, CURLOPT_WRITEDATA, this)
        ccurl_set_data_callback(handle, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
            guard let context else { return 0 }
            let piece = UnsafeRawBufferPointer(start: bytes, count: size * count)
            let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
            return transfer.receive(body: piece) ? piece.count : 0
        }
        ccurl_set_pointer(handle, CURLOPT_HEADERDATA, this)
        ccurl_set_data_callback(handle, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
            guard let context else { return 0 }
            let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
            let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
            return transfer.receive(header: line) ? line.count : 0
        }
        ccurl_set_pointer(handle, CURLOPT_OPENSOCKETDATA, this)
        ccurl_set_socket_callback(handle) { context, _, address in
            guard let context, let address else { return CURL_SOCKET_BAD }
            return Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
                .openSocket(address)
        }
    }
}

extension Duration {
    /// At least 1: libcurl takes 0 for "no limit".
    fileprivate var wholeMilliseconds: Int {
        let (seconds, attoseconds) = components
        return max(1, Int(clamping: seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000))
    }
}
