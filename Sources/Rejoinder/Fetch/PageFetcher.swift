package import HTTP
import Signing

/// What one look at an entry's page brought.
package enum PageAnswer: Hashable, Sendable {
    /// 304: the page is the same as at the last look.
    case unchanged
    /// The same, with new validators for the same page.
    case revalidated(Validators)
    /// The page has exactly the bytes that were read before, perhaps with new validators.
    case same(Validators)
    /// The page is there, and may have changed.
    case page(FetchedPage)
    /// 404 or 410, or a page that says that it is gone.
    case gone(status: Int, Reception? = nil)
    /// Nothing can be said, because of the server, the way to it, or what it served instead.
    case unknown(FetchFailure)

    /// `seen`, or why the page was not seen; a page that is gone counts as seen.
    var coverage: String {
        if case .unknown(let failure) = self { failure.kind } else { "seen" }
    }

    /// Whether the page is there.
    package var isPresent: Bool {
        switch self {
        case .unchanged, .revalidated, .same, .page: true
        case .gone, .unknown: false
        }
    }
}

/// A page as it was read.
package struct FetchedPage: Hashable, Sendable {
    package let article: Article
    /// Where the page was read, after all redirects.
    package let url: String
    package let validators: Validators
    /// The hash of the bytes that it was read from.
    package let bodyHash: [UInt8]
    /// The answer that brought it.
    package var reception: Reception?

    /// The version of the rules that read it.
    package static var rules: Int { Normaliser.version * 1000 + ArticleExtractor.version }
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
        var limits = TransferLimits(poll)
        limits.bodyBytes = min(limits.bodyBytes, 5 << 20)
        self.limits = limits
    }

    /// Looks at the page once.
    ///
    /// What an entry links to was not configured, so the request carries no configured header and
    /// may use only the usual ports.
    ///
    /// - Parameters:
    ///   - validators: those of the page when it was last read; without any, we ask for it whole.
    ///   - bodyHash: the hash of the page when it was last read.
    ///   - selectors: elements that do not belong to its article.
    ///   - keeping: what is kept of the answer if it leads to anything.
    ///   - note: runs the work that reads the page's bytes, and notes that it is running.
    package func look(
        at url: String, validators: Validators = .none, bodyHash: [UInt8]? = nil,
        leavingOut selectors: [HTMLSelector] = [], keeping: Keeping = .receipt, now: Timestamp,
        note: @Sendable ([UInt8], () -> PageAnswer) -> PageAnswer = { $1() }
    ) async -> PageAnswer {
        do throws(TransferError) {
            var request = Request(url: rewrite(url))
            request.limits = limits
            try request.headers.append("Accept", "text/html, application/xhtml+xml, */*;q=0.5")
            try validators.makeConditional(&request.headers)
            let response = try await client.sendForDocument(request)
            let reception = Reception(
                response: response, askedAt: now, secret: nil, isFeed: false, keeping: keeping)
            switch response.status {
            case 304 where !validators.isEmpty:
                let said = validators.refreshed(by: response.headers, now: now)
                return said == validators ? .unchanged : .revalidated(said)
            case 404, 410: return .gone(status: response.status, reception)
            case 200...299: return await Self.read(reception, bodyHash, selectors, now, note)
            default:
                let pause = RetryAfter.parse(response.headers["retry-after"], now: now)
                return .unknown(FetchFailure(status: response.status, retryAfter: pause))
            }
        } catch {
            return .unknown(FetchFailure(error))
        }
    }

    @concurrent
    private static func read(
        _ reception: Reception, _ before: [UInt8]?, _ selectors: [HTMLSelector], _ now: Timestamp,
        _ note: @Sendable ([UInt8], () -> PageAnswer) -> PageAnswer
    ) async -> PageAnswer {
        let response = reception.response
        let hash = SHA256.digest(response.body)
        if hash == before { return .same(Validators(of: response.headers, now: now)) }
        return note(response.body) { read(reception, hash, selectors, now) }
    }

    private static func read(
        _ reception: Reception, _ hash: [UInt8], _ selectors: [HTMLSelector], _ now: Timestamp
    ) -> PageAnswer {
        let response = reception.response
        if response.body.allSatisfy(\.isBlank) {
            return .unknown(FetchFailure(inFrontOfPage: NotAFeed.empty.rawValue))
        }
        if let obstacle = NotAFeed.inPlaceOfPage(response.body) {
            return .unknown(FetchFailure(inFrontOfPage: obstacle.rawValue))
        }
        let article = ArticleExtractor.article(
            html: response.body, contentType: response.headers["content-type"], url: response.url,
            leavingOut: selectors)
        switch article.kind {
        case .notFound: return .gone(status: response.status, reception)
        case .consent, .login, .block, .parked:
            return .unknown(FetchFailure(inFrontOfPage: article.kind.rawValue))
        case .article, .paywall, .listing, .unsure:
            return .page(
                FetchedPage(
                    article: article, url: response.url,
                    validators: Validators(of: response.headers, now: now), bodyHash: hash,
                    reception: reception))
        }
    }
}
