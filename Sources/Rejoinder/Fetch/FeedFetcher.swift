package import HTTP
import Signing

/// What one look at a feed's address brought.
package enum FeedAnswer: Sendable {
    /// 304: the document has not changed.
    case unchanged(Unchanged)
    case document(FeedBytes)
    case failed(FetchFailure)

    /// The number of bytes to read.
    var size: Int {
        if case .document(let document) = self { document.body.count } else { 0 }
    }
}

/// What a 304 says beside that the document has not changed.
package struct Unchanged: Sendable {
    /// The document's validators from now on.
    package let validators: Validators
    package let movedTo: String?
    /// How long the server calls the document fresh; nil if it does not.
    package let freshFor: Duration?
    /// Whether the server said anything of that; if not, what it said before still holds.
    package let saysFreshness: Bool
}

/// A feed's document as it was received.
package struct FeedBytes: Sendable {
    package let body: [UInt8]
    /// The answer that brought it.
    package let reception: Reception
    package let contentType: String?
    /// The address that answered, after redirects; relative addresses are resolved against it.
    package let url: String
    package let validators: Validators
    /// Where redirects lead, if every hop says that it is permanent.
    package let movedTo: String?
    /// How long the server calls the document fresh.
    package let freshFor: Duration?
    /// Whether it lists only the entries that are newer than the validators we sent.
    package let isDelta: Bool
}

/// Looks at feeds.
package struct FeedFetcher: Sendable {
    private let client: Client
    private let limits: TransferLimits
    private let rewrite: AddressRewrite

    package init(
        client: Client, poll: Configuration.Poll, rewrite: @escaping AddressRewrite = { $0 }
    ) {
        self.client = client
        self.rewrite = rewrite
        limits = TransferLimits(poll)
    }

    /// Looks at the feed once.
    ///
    /// - Parameters:
    ///   - address: the feed's address, if it has already been parsed.
    ///   - validators: those of the document that was read last; without any, we ask for it whole.
    ///   - movedTo: the new address, if the feed has named it for long enough.
    package func look(
        at feed: Configuration.Feed, address: WebAddress? = nil, validators: Validators,
        movedTo: String?, now: Timestamp
    ) async -> FeedAnswer {
        do throws(TransferError) {
            let request = try request(
                for: feed, at: address, validators: validators, movedTo: movedTo)
            let reception = Reception(
                response: try await client.sendForDocument(request), askedAt: now,
                secret: SecretQuery(feed.secretQuery), isFeed: true, keeping: feed.keeping)
            return answer(reception, validators, now: now)
        } catch {
            return .failed(FetchFailure(error))
        }
    }

    private func request(
        for feed: Configuration.Feed, at known: WebAddress?, validators: Validators,
        movedTo: String?
    ) throws(TransferError) -> Request {
        // Headers and credentials are bound to their origin, so such a feed keeps its address.
        let secret = SecretQuery(feed.secretQuery)
        let isBound = !feed.headers.isEmpty || feed.credentials != nil || secret != nil
        var address: WebAddress
        if let movedTo, !isBound {
            address = try WebAddress(rewrite(movedTo))
        } else if let known {
            address = known
        } else {
            address = try WebAddress(rewrite(feed.url))
        }
        if let secret { address = try WebAddress(secret.added(to: address.text)) }
        var request = Request(address: address)
        request.limits = limits
        request.allowedPorts = [address.port]
        try request.headers.append("Accept", Self.accepted)
        try validators.makeConditional(&request.headers)
        try FeedDelta.request(validators, &request.headers)
        for header in feed.headers {
            try request.originHeaders.append(header.name, header.value.reveal())
        }
        if let credentials = feed.credentials {
            let pair = Array("\(credentials.username):\(credentials.password.reveal())".utf8)
            try request.originHeaders.append(
                "Authorization", "Basic \(Signing.Base64.encode(pair))")
        }
        return request
    }

    /// - Parameter sent: the validators that the request had.
    private func answer(
        _ reception: Reception, _ sent: Validators, now: Timestamp
    ) -> FeedAnswer {
        let (response, secret) = (reception.response, reception.secret)
        let isConditional = !sent.isEmpty
        let isForGood =
            !response.redirects.isEmpty && response.redirects.allSatisfy(\.isPermanent)
        let url = secret?.removed(from: response.url) ?? response.url
        let movedTo = isForGood ? url : nil
        switch response.status {
        case 200: return .document(FeedBytes(reception, at: url, movedTo: movedTo, now: now))
        case 226 where isConditional && FeedDelta.isDelta(response):
            return .document(FeedBytes(reception, at: url, movedTo: movedTo, now: now))
        case 304 where isConditional:
            return .unchanged(Unchanged(response, sent, movedTo: movedTo, now: now))
        case 304:
            return .failed(
                FetchFailure(
                    kind: Revalidation.unproven,
                    message:
                        "the server answered \"not modified\" to a request without a condition",
                    weight: .passing))
        default:
            let pause = RetryAfter.parse(response.headers["retry-after"], now: now)
            return .failed(FetchFailure(status: response.status, retryAfter: pause))
        }
    }

    private static let accepted =
        "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, "
        + "application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5"
}

extension Unchanged {
    fileprivate init(
        _ response: Response, _ sent: Validators, movedTo: String?, now: Timestamp
    ) {
        let headers = response.headers
        self.init(
            validators: sent.refreshed(by: headers, now: now), movedTo: movedTo,
            freshFor: CacheFreshness.lifetime(of: headers, now: now),
            saysFreshness: headers["cache-control"] != nil || headers["expires"] != nil)
    }
}

extension CacheFreshness {
    fileprivate static func lifetime(of headers: HeaderFields, now: Timestamp) -> Duration? {
        lifetime(
            cacheControl: headers["cache-control"], expires: headers["expires"],
            date: headers["date"], age: headers["age"], now: now)
    }
}

extension FeedBytes {
    fileprivate init(_ reception: Reception, at url: String, movedTo: String?, now: Timestamp) {
        let response = reception.response
        self.init(
            body: response.body, reception: reception,
            contentType: response.headers["content-type"],
            url: url, validators: Validators(of: response.headers, now: now),
            movedTo: movedTo, freshFor: CacheFreshness.lifetime(of: response.headers, now: now),
            isDelta: FeedDelta.isDelta(response))
    }
}

/// Says which address is really requested: replayed feeds are served by this machine.
package typealias AddressRewrite = @Sendable (String) -> String

extension TransferLimits {
    /// Those that are configured for every document.
    init(_ poll: Configuration.Poll) {
        self.init()
        connect = poll.connectTimeout
        total = poll.timeout
        bodyBytes = poll.maxBytes
    }
}
