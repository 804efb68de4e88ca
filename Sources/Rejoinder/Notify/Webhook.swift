package import HTTP

/// A sink that posts events: as JSON, signed as Standard Webhooks 1.0 describes, or as a message of
/// another format, which nothing signs.
package struct Webhook: Sink {
    package let name: String
    private let address: WebAddress
    private let format: WebhookFormat
    private let secrets: [WebhookSecret]
    private let headers: HeaderFields
    private let limits: TransferLimits
    private let mask: SecretMask
    private let client: Client

    /// - Parameters:
    ///   - url: where to post; if it names a port, that port is allowed.
    ///   - format: what the requests look like; only the standard one is signed.
    ///   - secrets: each makes a signature of its own, so that a secret can be changed without
    ///     losing an event; empty only if the operator asked for no signature.
    ///   - headers: configured fields, sent as they are.
    ///   - timeout: for one attempt.
    /// - Throws: `TransferError.invalidURL`; `NotifyError` if a field would replace one of the
    ///   webhook's own.
    package init(
        name: String, url: String, format: WebhookFormat = .standard, secrets: [WebhookSecret],
        headers: HeaderFields = HeaderFields(), timeout: Duration = .seconds(20), client: Client
    ) throws {
        for field in headers.fields where Self.isOwn(field.name.caseFolded) {
            throw NotifyError.reservedHeader(field.name)
        }
        self.name = name
        address = try WebAddress(url)
        self.format = format
        self.secrets = secrets
        self.headers = headers
        limits = Self.limits(timeout: timeout)
        mask = SecretMask(address: address.text, headers: headers.fields.map(\.value))
        self.client = client
    }

    package func deliver(_ events: [Event], now: Timestamp) async -> DeliveryOutcome {
        do {
            let response = try await client.send(request(for: events, now: now))
            return WebhookVerdict.outcome(
                status: response.status, format: format,
                retryAfter: response.headers["retry-after"], said: { said(response) }, now: now)
        } catch {
            return .retry(after: nil, reason: VisibleText.line("\(error)"))
        }
    }

    /// What the receiver said, without secrets.
    private func said(_ response: Response) -> String {
        mask.masked(String(decoding: response.body, as: UTF8.self))
    }

    private func request(for events: [Event], now: Timestamp) throws -> Request {
        var request = Request(url: address.text)
        request.method = .post
        request.allowedPorts = [address.port]
        request.limits = limits
        // The status is the answer; the body is read only for the log.
        request.needsWholeBody = false
        request.headers = try HeaderFields(["content-type": "application/json"])
        if format == .standard {
            try sign(WireEvent.message(events), &request, now: now)
        } else {
            request.body = format.body(events)
        }
        request.originHeaders = headers
        return request
    }

    private func sign(
        _ message: (id: String, body: [UInt8]), _ request: inout Request, now: Timestamp
    ) throws {
        request.body = message.body
        try request.headers.append("webhook-id", message.id)
        try request.headers.append("webhook-timestamp", String(now.seconds))
        guard !secrets.isEmpty else { return }
        try request.headers.append(
            "webhook-signature",
            WebhookSignature.header(
                id: message.id, attemptAt: now, body: message.body, secrets: secrets))
    }

    private static func limits(timeout: Duration) -> TransferLimits {
        var limits = TransferLimits()
        limits.connect = min(.seconds(10), timeout)
        limits.total = timeout
        limits.bodyBytes = 16 << 10
        // Nobody configured the target of a redirect, and a POST must not be sent elsewhere.
        limits.redirects = 0
        return limits
    }

    private static func isOwn(_ name: String) -> Bool {
        name.hasPrefix("webhook-")
            || ["content-type", "content-length", "host", "transfer-encoding"].contains(name)
    }
}

/// What a receiver's answer means.
enum WebhookVerdict {
    /// The pause after 429 that names none: its limit is most often one of requests in a minute.
    ///
    /// The other answers without a pause may be an event's fault, so the schedule alone decides.
    static let pauseOfTooMany: Duration = .seconds(60)

    static func outcome(
        status: Int, format: WebhookFormat = .standard, retryAfter: String?,
        said: () -> String = { "" }, now: Timestamp
    ) -> DeliveryOutcome {
        switch status {
        case 204 where format.isApprise:
            return .retry(
                after: nil,
                reason: "HTTP 204: Apprise has nobody to notify under this key or tag")
        case 200...299: return .delivered
        case 410: return .gone(reason: reason(status, said()))
        case 400, 413, 415, 422: return .refused(reason: reason(status, said()))
        case 429:
            return .retry(
                after: RetryAfter.parse(retryAfter, now: now) ?? pauseOfTooMany,
                reason: reason(status, said()))
        case 502, 503, 504:
            return .retry(
                after: RetryAfter.parse(retryAfter, now: now), reason: reason(status, said()))
        case 300...399:
            return .retry(
                after: nil,
                reason: "HTTP \(status): a webhook's redirects are not followed; "
                    + "set `url` to where the receiver is now")
        default: return .retry(after: nil, reason: reason(status, said()))
        }
    }

    /// The status, and the beginning of what the receiver said about it.
    private static func reason(_ status: Int, _ said: String) -> String {
        let said = VisibleText.line(String(said.prefix(1024)), limit: 120)
        return said.isEmpty ? "HTTP \(status)" : "HTTP \(status): \(said)"
    }
}
