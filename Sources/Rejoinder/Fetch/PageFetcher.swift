package import HTTP

/// What one look at an entry's page brought.
package enum PageAnswer: Hashable, Sendable {
    /// It is there.
    case present
    /// 404 or 410, or a page that says so.
    case gone(status: Int)
    /// Nothing can be said: the server, the way to it, or what stands in front of it.
    case unknown(reason: String, retryAfter: Duration?)
}

/// Looks at the pages that entries link to.
package struct PageFetcher: Sendable {
    private let client: Client
    private let limits: TransferLimits
    private let rewrite: AddressRewrite

    package init(
        client: Client, poll: Configuration.Poll, rewrite: @escaping AddressRewrite = { $0 }
    ) {
        self.client = client
        self.rewrite = rewrite
        var limits = TransferLimits()
        limits.connect = poll.connectTimeout
        limits.total = poll.timeout
        limits.bodyBytes = min(poll.maxBytes, 5 << 20)
        self.limits = limits
    }

    /// Looks once; what an entry links to is not configured, so it gets no configured header, and
    /// only the usual ports.
    package func look(at url: String, now: Timestamp) async -> PageAnswer {
        do throws(TransferError) {
            var request = Request(url: rewrite(url))
            request.limits = limits
            try request.headers.append("Accept", "text/html, application/xhtml+xml, */*;q=0.5")
            let response = try await client.send(request)
            return answer(response, now: now)
        } catch {
            return .unknown(reason: VisibleText.line("\(error)", limit: 200), retryAfter: nil)
        }
    }

    private func answer(_ response: Response, now: Timestamp) -> PageAnswer {
        switch response.status {
        case 404, 410: return .gone(status: response.status)
        case 200...299:
            if let obstacle = NotAFeed.inPlaceOfPage(response.body) {
                return .unknown(reason: obstacle.rawValue, retryAfter: nil)
            }
            return .present
        default:
            return .unknown(
                reason: "HTTP \(response.status)",
                retryAfter: RetryAfter.parse(response.headers["retry-after"], now: now))
        }
    }
}
