package import HTTP

/// A feed that was found, fetched and read.
package struct DiscoveredFeed: Sendable {
    package let url: String
    package let format: FeedFormat
    package let title: String?
    package let language: String?
    package let entries: Int
    /// The newest date of its entries.
    package let newest: Timestamp?
    package let foundBy: FeedDiscovery.Origin
    /// The entries' ids, or links: the same feed often stands at several addresses.
    fileprivate let listing: [String]
}

/// Finds the feeds of a site, and looks at each of them.
package struct FeedDiscovery: Sendable {
    /// Where an address was found.
    package enum Origin: String, Sendable {
        case given = "the address itself"
        case link = "a link tag"
        case sitemap = "a sitemap"
        case usual = "a usual address"
        case body = "a link on the page"
    }

    /// An address that is no feed.
    package struct Refusal: Sendable {
        package let url: String
        package let foundBy: Origin
        package let reason: String
    }

    package struct Outcome: Sendable {
        package fileprivate(set) var feeds: [DiscoveredFeed] = []
        package fileprivate(set) var refused: [Refusal] = []
    }

    private let client: Client
    private let limits: TransferLimits
    private let spacing: Duration

    package init(client: Client, poll: Configuration.Poll) {
        self.client = client
        limits = TransferLimits(poll)
        spacing = poll.hostSpacing
    }

    /// Looks at the address, at what its page names, and at the usual places of its site.
    ///
    /// Links on the page are followed only if nothing else was found.
    /// - Parameter report: is told each address before it is asked.
    /// - Throws: why the address itself could not be read.
    package func feeds(
        of address: String, report: @escaping @Sendable (String) -> Void = { _ in }
    ) async throws(FetchFailure) -> Outcome {
        let port: UInt16
        do throws(TransferError) {
            port = try WebAddress(address).port
        } catch {
            throw FetchFailure(error)
        }
        var search = Search(
            client: client, limits: limits, spacing: spacing, port: port, report: report)
        let page = try await search.fetch(address)
        if search.take(page, foundBy: .given) { return search.outcome }
        let type = page.headers["content-type"]
        let links = FeedLinks(html: page.body, contentType: type, url: page.url)
        await search.check(links.named, foundBy: .link)
        await search.checkSitemaps(of: page.url)
        await search.check(UsualAddresses.feeds(of: page.url), foundBy: .usual)
        if search.outcome.feeds.isEmpty {
            await search.check(links.linked, foundBy: .body, isDeep: true)
        }
        return search.outcome
    }
}

/// One search: what it has asked, and what came of it.
private struct Search {
    let client: Client
    let limits: TransferLimits
    let spacing: Duration
    /// The port that the operator wrote, which is allowed beside the usual ones.
    let port: UInt16
    let report: @Sendable (String) -> Void
    var outcome = FeedDiscovery.Outcome()
    private var asked: Set<String> = []
    private var lastRequest: [String: ContinuousClock.Instant] = [:]

    /// A search ends, whatever a site names.
    private static let mostRequests = 60

    init(
        client: Client, limits: TransferLimits, spacing: Duration, port: UInt16,
        report: @escaping @Sendable (String) -> Void
    ) {
        self.client = client
        self.limits = limits
        self.spacing = spacing
        self.port = port
        self.report = report
    }

    /// Asks for a document once the host is owed nothing.
    mutating func fetch(_ url: String) async throws(FetchFailure) -> Response {
        asked.insert(url)
        let response: Response
        do throws(TransferError) {
            let address = try WebAddress(url)
            await wait(for: address.host)
            report(url)
            var request = Request(address: address)
            request.limits = limits
            request.allowedPorts = [port]
            try request.headers.append("Accept", "*/*")
            response = try await client.sendForDocument(request)
        } catch {
            throw FetchFailure(error)
        }
        guard (200..<300).contains(response.status) else {
            throw FetchFailure(status: response.status, retryAfter: nil)
        }
        asked.insert(response.url)
        return response
    }

    private mutating func wait(for host: String) async {
        if let last = lastRequest[host] {
            try? await Task.sleep(until: last + spacing, clock: .continuous)
        }
        lastRequest[host] = .now
    }

    /// Checks addresses; those that lead to a page lead on from there if the search is deep.
    mutating func check(
        _ urls: [String], foundBy origin: FeedDiscovery.Origin, isDeep: Bool = false
    ) async {
        for url in urls {
            guard let response = await look(url, foundBy: origin) else { continue }
            guard !take(response, foundBy: origin), isDeep else { continue }
            let links = FeedLinks(
                html: response.body, contentType: response.headers["content-type"],
                url: response.url)
            await check(links.named + links.linked, foundBy: origin)
        }
    }

    /// Checks the sitemaps that robots.txt names, or else those at the usual addresses.
    mutating func checkSitemaps(of page: String) async {
        var urls: [String] = []
        if let robots = try? await fetch(UsualAddresses.robots(of: page)) {
            urls = Sitemaps.named(inRobots: robots.body, base: robots.url)
        }
        for url in urls.isEmpty ? UsualAddresses.sitemaps(of: page) : urls {
            guard let response = await look(url, foundBy: .sitemap) else { continue }
            guard !take(response, foundBy: .sitemap) else { continue }
            await check(
                Sitemaps.listed(inIndex: response.body, base: response.url), foundBy: .sitemap)
        }
    }

    private mutating func look(
        _ url: String, foundBy origin: FeedDiscovery.Origin
    ) async -> Response? {
        guard !asked.contains(url), asked.count < Self.mostRequests else { return nil }
        do throws(FetchFailure) {
            let before = asked
            let response = try await fetch(url)
            // A redirect led to what is known already, such as the front page.
            return before.contains(response.url) ? nil : response
        } catch {
            outcome.refused.append(.init(url: url, foundBy: origin, reason: error.message))
            return nil
        }
    }

    /// Reads a response as a feed.
    ///
    /// - Returns: whether it is one, found before or not.
    mutating func take(_ response: Response, foundBy origin: FeedDiscovery.Origin) -> Bool {
        let document = FeedReader.read(
            response.body, contentType: response.headers["content-type"], baseURL: response.url)
        guard let format = document.format else {
            if origin != .given {
                let kind = NotAFeed(response.body)
                let reason = kind == .unknown ? document.error : nil
                outcome.refused.append(
                    .init(
                        url: response.url, foundBy: origin,
                        reason: reason ?? "not a feed: \(kind.rawValue)"))
            }
            return false
        }
        let dates = document.entries.flatMap { [$0.published?.moment, $0.updated?.moment] }
        let feed = DiscoveredFeed(
            url: response.url, format: format,
            title: document.feed.title.map { PlainText.oneLine($0.plain) },
            language: document.feed.language, entries: document.entries.count,
            newest: dates.compactMap { $0 }.max(), foundBy: origin,
            listing: document.entries.map { $0.id ?? $0.link ?? $0.title?.value ?? "" })
        let isKnown = outcome.feeds.contains {
            $0.format == format && $0.listing == feed.listing && !feed.listing.isEmpty
        }
        if !isKnown { outcome.feeds.append(feed) }
        return true
    }
}
