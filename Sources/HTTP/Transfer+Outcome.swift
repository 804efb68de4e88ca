import CCurl

extension Transfer {
    /// The outcome by libcurl's code, unless a callback knows better.
    func outcome(_ code: CURLcode) -> Result<Answer, TransferError> {
        if mail != nil { return mailOutcome(code) }
        let isAnswered = !request.needsWholeBody && received.hasFinalHeader
        if let stopReason, !isAnswered { return .failure(stopReason) }
        var brokeOff: TransferError?
        if code != CURLE_OK, !received.hasSkippedTooMuch, !isAnswered {
            let reason = error(code)
            guard request.keepsBrokenBody, received.hasFinalHeader, !received.body.isEmpty,
                Self.breaksOff(code)
            else { return .failure(reason) }
            brokeOff = reason
        }
        if let fault = received.fault, !isAnswered { return .failure(fault) }
        var status = 0
        var version = 0
        var peer: UnsafePointer<CChar>?
        if let handle {
            ccurl_get_long(handle.pointer, CURLINFO_RESPONSE_CODE, &status)
            ccurl_get_long(handle.pointer, CURLINFO_HTTP_VERSION, &version)
            ccurl_get_string(handle.pointer, CURLINFO_PRIMARY_IP, &peer)
        }
        return .success(
            Answer(
                status: status, headers: received.fields, body: received.body,
                peer: peer.map { String(cString: $0) } ?? "",
                certificate: certificate, httpVersion: Self.versionName(version),
                encodedBytes: wireBytes, spent: spent,
                brokeOff: brokeOff))
    }

    /// Whether the code says that the body ended early: all that came until then is as it was sent.
    private static func breaksOff(_ code: CURLcode) -> Bool {
        switch code {
        case CURLE_PARTIAL_FILE, CURLE_RECV_ERROR, CURLE_HTTP2_STREAM, CURLE_OPERATION_TIMEDOUT:
            true
        default: false
        }
    }

    var spent: Duration { startedAt.map { .now - $0 } ?? .zero }

    private static func versionName(_ version: Int) -> String {
        switch version {
        case Int(CURL_HTTP_VERSION_1_0): "1.0"
        case Int(CURL_HTTP_VERSION_2_0): "2"
        case Int(CURL_HTTP_VERSION_3): "3"
        default: "1.1"
        }
    }

    func error(_ code: CURLcode) -> TransferError {
        let reason = handle?.errorText ?? String(cString: curl_easy_strerror(code))
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY:
            return .nameNotFound(host: address.host)
        case CURLE_COULDNT_CONNECT:
            // If the gate refused every address, its reason counts.
            if !hasOpenedSocket, let refusal { return refusal }
            return .connectionFailed(host: address.host, reason: "refused or unreachable")
        case CURLE_OPERATION_TIMEDOUT: return timeout()
        case CURLE_PARTIAL_FILE: return .truncated
        case CURLE_GOT_NOTHING:
            return .connectionFailed(host: address.host, reason: "it closed without an answer")
        case CURLE_RECV_ERROR, CURLE_SEND_ERROR:
            if reason.contains("chunked-encoding") { return .protocolError(reason) }
            guard received.status == 0 else { return .truncated }
            return .connectionFailed(host: address.host, reason: "it broke off")
        // A header line past 100 KiB; our own count sees only whole lines, in the callback.
        case CURLE_OUT_OF_MEMORY: return .headersTooLarge(limit: request.limits.headerBytes)
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE,
            CURLE_SSL_CIPHER, CURLE_SSL_CERTPROBLEM, CURLE_SSL_ISSUER_ERROR,
            CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_PINNEDPUBKEYNOTMATCH:
            return .tls(host: address.host, reason: tlsReason(reason))
        case CURLE_BAD_CONTENT_ENCODING: return .encoding(reason)
        // No callback of ours refused it, so it was a decoder.
        case CURLE_WRITE_ERROR where received.fields.bytes(of: "content-encoding") != nil:
            return .encoding("it cannot be undone")
        case CURLE_FILESIZE_EXCEEDED: return .bodyTooLarge(limit: request.limits.bodyBytes)
        case CURLE_URL_MALFORMAT: return .invalidURL(reason)
        default: return .protocolError(reason)
        }
    }

    /// What is wrong with a certificate, and whose fault that is where it is not ours.
    private func tlsReason(_ reason: String) -> String {
        var result = 0
        if let handle { ccurl_get_long(handle.pointer, CURLINFO_SSL_VERIFYRESULT, &result) }
        // X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY and _UNABLE_TO_VERIFY_LEAF_SIGNATURE.
        guard result == 20 || result == 21 else { return reason }
        return reason
            + "; the site leaves out its intermediate certificate, which its operator has "
            + "to mend, or its authority is unknown here; until then, name a file with the missing "
            + "certificate and the system's as `network.ca_file`"
    }

    /// Tells which of the three timeouts ended the transfer.
    private func timeout() -> TransferError {
        // We count ourselves, because libcurl's sum starts again once a name has been looked up.
        guard let handle, spent + .milliseconds(50) < remaining else {
            return .timeout(request.limits.total)
        }
        var connected: curl_off_t = 0
        ccurl_get_offset(handle.pointer, CURLINFO_PRETRANSFER_TIME_T, &connected)
        return connected == 0 ? .connectTimeout(request.limits.connect) : .stalled
    }
}
