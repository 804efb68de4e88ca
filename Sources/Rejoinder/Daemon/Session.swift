package import HTTP
import System

/// What the daemon works with until the configuration changes.
package struct Session: Sendable {
    package let configuration: Configuration
    package let stages: Stages
    package let client: Client
    let sinks: [any Sink]
    /// By the ledger's number: what is configured for the feed, and when it is due.
    let feeds: [Int64: WatchedFeed]

    /// Makes the ledger what the configuration says, and all that polls and deliveries need.
    ///
    /// - Parameters:
    ///   - isColoured: whether standard output is a terminal that shows colours.
    ///   - output: writes to standard output, for all sessions of a process.
    ///   - containment: notes what is read.
    /// - Throws: `LedgerError`, `TransferError`, `NotifyError`.
    init(
        _ configuration: Configuration, ledger: Ledger, isColoured: Bool,
        output: StreamWriter = StreamWriter(.output), containment: Containment = .none,
        now: Timestamp,
        rewrite: @escaping AddressRewrite = { $0 }
    ) async throws {
        self.configuration = configuration
        client = try configuration.makeClient()
        sinks = try configuration.makeSinks(
            client: client, output: output, isColoured: isColoured)
        let states = try await ledger.declare(feeds: configuration.feedDeclarations, now: now)
        stages = Stages(
            configuration: configuration, ledger: ledger, client: client, states: states,
            containment: containment, rewrite: rewrite)
        // Sinks come before what makes events, so that no event misses them.
        try await ledger.declare(sinks: configuration.routes)
        try await ledger.declare(inquiries: configuration.inquiryDeclarations, now: now)
        var feeds: [Int64: WatchedFeed] = [:]
        for state in states {
            guard let feed = stages.feeds[state.name] else { continue }
            // From the first poll on, each is compared with all.
            if let rhythm = state.rhythm {
                stages.fleet.mean(with: rhythm, of: state.id, interval: feed.interval, now: now)
            }
            feeds[state.id] = WatchedFeed(
                feed: feed, address: try? WebAddress(rewrite(feed.url)),
                nextPollAt: state.nextPollAt)
        }
        self.feeds = feeds
    }

    /// Whether the configuration has the feed; pages come from the ledger.
    func isWatched(_ target: LookTarget) -> Bool {
        if case .feed(let id) = target { feeds[id] != nil } else { true }
    }
}

/// A feed that is polled: a class, so that each poll holds it by one reference.
final class WatchedFeed: Sendable {
    let feed: Configuration.Feed
    /// Where it is asked for; nil where that cannot be read.
    let address: WebAddress?
    let nextPollAt: Timestamp

    init(feed: Configuration.Feed, address: WebAddress?, nextPollAt: Timestamp) {
        self.feed = feed
        self.address = address
        self.nextPollAt = nextPollAt
    }

    /// Whom its polls are a burden to.
    var host: String { address?.host ?? "" }
}
