package import HTTP
import Platform

/// What the daemon works with until the configuration changes.
package struct Session: Sendable {
    package let configuration: Configuration
    package let client: Client
    package let polls: PollTools
    let pages: PageTools
    let containment: Containment
    let sinks: [any Sink]
    /// Who is told that the daemon lives; nil: nobody.
    let heartbeat: Heartbeat?
    /// By the ledger's number of the feed: its configuration, and when it is due.
    let feeds: [Int64: WatchedFeed]
    /// The hosts that want to be left alone, and until when.
    let pauses: [String: Timestamp]

    /// Makes the ledger match the configuration, and sets up what polls and deliveries need.
    ///
    /// - Parameters:
    ///   - isColoured: whether standard output is a terminal that shows colours.
    ///   - output: writes to standard output, for all sessions of a process.
    ///   - containment: notes what is read.
    ///   - warn: writes a warning to the daemon's log.
    /// - Throws: `LedgerError`, `TransferError`, `NotifyError`.
    init(
        _ configuration: Configuration, ledger: Ledger, isColoured: Bool,
        output: StreamWriter = StreamWriter(.output), containment: Containment = .none,
        now: Timestamp, warn: @escaping @Sendable (String) -> Void = { _ in },
        rewrite: @escaping AddressRewrite = { $0 }
    ) async throws {
        self.configuration = configuration
        client = try configuration.makeClient()
        sinks = try configuration.makeSinks(
            client: client, output: output, isColoured: isColoured, warn: warn)
        heartbeat = try Heartbeat(configuration.heartbeat, client: client)
        let states = try await ledger.declare(feeds: configuration.feedDeclarations, now: now)
        try await ledger.mendPlans(now: now)
        pauses = try await ledger.pauses(now: now)
        let recording = Recording(
            ledger: ledger, detector: Detector(institutions: configuration.institutions),
            inquiryRules: InquiryRules(configuration), statements: configuration.statements,
            watches: WatchIndex(configuration.watches), containment: containment)
        let poll = configuration.poll
        let byName = Dictionary(
            configuration.feeds.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        polls = PollTools(
            fetcher: FeedFetcher(client: client, poll: poll, rewrite: rewrite),
            recording: recording, poll: poll, states: states)
        pages = PageTools(
            fetcher: PageFetcher(client: client, poll: poll, rewrite: rewrite),
            recording: recording, feeds: byName, fastest: poll.minimum)
        self.containment = containment
        // Declare the sinks before anything makes events, so that no event misses them.
        try await ledger.declare(sinks: configuration.routes)
        try await ledger.declare(inquiries: configuration.inquiryDeclarations, now: now)
        var feeds: [Int64: WatchedFeed] = [:]
        for state in states {
            guard let feed = byName[state.name] else { continue }
            // From the first poll on, each feed is compared with all others.
            if let rhythm = state.rhythm {
                polls.shared.mean(with: rhythm, of: state.id, interval: feed.interval, now: now)
            }
            feeds[state.id] = WatchedFeed(
                feed: feed, address: try? WebAddress(rewrite(feed.url)),
                nextPollAt: state.due(at: now, maximum: poll.maximum),
                retryAt: state.retryAt.flatMap {
                    $0 - now <= EarlierPlan.longestPause ? $0 : nil
                }, failures: state.failures)
        }
        self.feeds = feeds
    }

    package var inquiryRules: InquiryRules { polls.recording.inquiryRules }

    /// Whether to look at the target: the feed must be configured; pages come from the ledger.
    func isWatched(_ target: LookTarget) -> Bool {
        if case .feed(let id) = target { feeds[id] != nil } else { true }
    }
}

/// A feed that is polled; it is a class, so that each poll holds it by one reference.
final class WatchedFeed: Sendable {
    let feed: Configuration.Feed
    /// Where to fetch it from; nil if its address cannot be parsed.
    let address: WebAddress?
    let nextPollAt: Timestamp
    /// Until when its server has asked to be left alone.
    let retryAt: Timestamp?
    /// How often in a row it had failed when the session began.
    let failures: Int

    init(
        feed: Configuration.Feed, address: WebAddress?, nextPollAt: Timestamp, retryAt: Timestamp?,
        failures: Int = 0
    ) {
        self.feed = feed
        self.address = address
        self.nextPollAt = nextPollAt
        self.retryAt = retryAt
        self.failures = failures
    }

    /// The host that bears the load of its polls.
    var host: String { address?.host ?? "" }
}
