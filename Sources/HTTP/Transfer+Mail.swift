import CCurl

extension Transfer {
    /// Sets what libcurl needs to know to hand in a message.
    func prepare(_ mail: MailSubmission, _ handle: EasyHandle) {
        dialogue = MailDialogue(recipients: mail.recipients)
        mailBytes = 0
        handle.set(CURLOPT_PROTOCOLS_STR, "smtp,smtps")
        // ALL: without TLS nothing is said, whatever the server offers.
        let encryption = mail.isEncrypted ? CURLUSESSL_ALL : CURLUSESSL_NONE
        handle.set(CURLOPT_USE_SSL, Int(encryption.rawValue))
        handle.set(CURLOPT_MAIL_FROM, "<\(mail.sender)>")
        for recipient in mail.recipients {
            recipientList = curl_slist_append(recipientList, "<\(recipient)>")
        }
        handle.check(ccurl_set_list(handle.pointer, CURLOPT_MAIL_RCPT, recipientList))
        // One bad address must not keep the message from the others.
        handle.set(CURLOPT_MAIL_RCPT_ALLLOWFAILS, 1)
        if let credentials = mail.credentials {
            handle.set(CURLOPT_USERNAME, credentials.username)
            handle.set(CURLOPT_PASSWORD, credentials.password)
            handle.set(CURLOPT_LOGIN_OPTIONS, "AUTH=PLAIN;AUTH=LOGIN")
        }
        prepareUpload(of: mail, handle)
    }

    private func prepareUpload(of mail: MailSubmission, _ handle: EasyHandle) {
        handle.set(CURLOPT_UPLOAD, 1)
        let count = curl_off_t(mail.message.count)
        handle.check(ccurl_set_offset(handle.pointer, CURLOPT_INFILESIZE_LARGE, count))
        let read = ccurl_set_data_callback(handle.pointer, CURLOPT_READFUNCTION) {
            bytes, size, count, context in
            guard let context else { return Int(CURL_READFUNC_ABORT) }
            let room = UnsafeMutableRawBufferPointer(start: bytes, count: size * count)
            return CallbackContext.at(context).transfer.fill(room)
        }
        handle.check(read)
        // The commands that were sent tell which reply belongs to what.
        let debug = ccurl_set_debug_callback(handle.pointer) { _, kind, bytes, count, context in
            guard kind == CURLINFO_HEADER_OUT, let context else { return 0 }
            let line = UnsafeRawBufferPointer(start: bytes, count: count)
            CallbackContext.at(context).transfer.take(command: line)
            return 0
        }
        handle.check(debug)
        handle.set(CURLOPT_VERBOSE, 1)
        // A server may think about a message for minutes, and sends nothing meanwhile.
        handle.set(CURLOPT_LOW_SPEED_LIMIT, 0)
        let seconds = max(1, Int(mail.timeout.components.seconds))
        handle.set(CURLOPT_SERVER_RESPONSE_TIMEOUT, seconds)
        handle.set(CURLOPT_FRESH_CONNECT, 1)
        handle.set(CURLOPT_FORBID_REUSE, 1)
    }

    /// Takes in a command that was sent; QUIT means that all that matters has been said.
    ///
    /// libcurl now waits for the reply to QUIT, as long as for any other, and so the outcome is told
    /// here and not after that.
    private func take(command line: UnsafeRawBufferPointer) {
        dialogue.take(command: line)
        guard dialogue.isOver else { return }
        if dialogue.isTaken || dialogue.isRefused {
            completion(mailOutcome(CURLE_OK))
        } else if spent + .milliseconds(50) >= remaining {
            completion(.failure(.timeout(request.limits.total)))
        }
    }

    /// Gives libcurl the next piece of the message.
    private func fill(_ room: UnsafeMutableRawBufferPointer) -> Int {
        guard let message = mail?.message else { return 0 }
        let piece = message.dropFirst(mailBytes).prefix(room.count)
        room.copyBytes(from: piece)
        mailBytes += piece.count
        return piece.count
    }

    /// What a mail server said, or why it said nothing that matters.
    func mailOutcome(_ code: CURLcode) -> Result<Answer, TransferError> {
        if !dialogue.isTaken {
            if let stopReason { return .failure(stopReason) }
            if !dialogue.isRefused { return .failure(mailError(code)) }
        }
        return .success(
            Answer(
                status: dialogue.reply?.code ?? 0, headers: HeaderFields(), body: [], peer: "",
                certificate: nil, httpVersion: "", encodedBytes: 0, spent: spent, dialogue: dialogue
            ))
    }

    private func mailError(_ code: CURLcode) -> TransferError {
        let host = address.host
        switch code {
        case CURLE_USE_SSL_FAILED:
            return .tls(host: host, reason: "the server does not offer STARTTLS")
        case CURLE_LOGIN_DENIED: return .loginImpossible(host: host)
        case CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_GOT_NOTHING, CURLE_OK:
            return .connectionFailed(host: host, reason: "it broke off")
        case CURLE_OPERATION_TIMEDOUT: return .timeout(request.limits.total)
        default: break
        }
        let error = error(code)
        guard case .protocolError(let reason) = error else { return error }
        return .mailProtocolError(reason)
    }
}
