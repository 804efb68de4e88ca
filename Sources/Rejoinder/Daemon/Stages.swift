package import HTTP

/// The stages that a poll runs through, assembled for one configuration.
///
/// It is a class, so that each poll and each task holds it by one reference.
package final class Stages: Sendable {
    package let configuration: Configuration
    package let ledger: Ledger
    let fetcher: FeedFetcher
    let pageFetcher: PageFetcher
    let detector: Detector
    /// Notes what the stages read.
    let containment: Containment
    let fleet: SharedPollState
    let states: FeedStates
    let readingRoom = ReadingRoom()
    /// Made only once, because it takes a pass over all feeds.
    let inquiryRules: InquiryRules
    /// The configured feeds by name.
    let feeds: [String: Configuration.Feed]

    package init(
        configuration: Configuration, ledger: Ledger, client: Client, states: [FeedState],
        containment: Containment = .none, rewrite: @escaping AddressRewrite = { $0 }
    ) {
        self.configuration = configuration
        self.ledger = ledger
        fetcher = FeedFetcher(client: client, poll: configuration.poll, rewrite: rewrite)
        pageFetcher = PageFetcher(client: client, poll: configuration.poll, rewrite: rewrite)
        detector = Detector(institutions: configuration.institutions)
        self.containment = containment
        fleet = SharedPollState(budget: configuration.poll.budget)
        self.states = FeedStates(states)
        inquiryRules = InquiryRules(configuration)
        feeds = Dictionary(
            configuration.feeds.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// When to look at the feed next, and why then.
    func pace(
        of feed: Configuration.Feed, _ found: Poll.Findings, _ state: FeedState,
        _ attention: Attention?, now: Timestamp
    ) -> NextPoll {
        let poll = configuration.poll
        var pace = PollPace(
            interval: feed.interval, minimum: poll.minimum, maximum: poll.maximum,
            jitter: poll.jitter)
        // `rejoinder feeds --explain` works the reasons out itself.
        pace.explains = false
        switch found.outcome {
        case .unchanged, .revalidated, .sameDocument, .listing:
            let rhythm = found.rhythm ?? state.rhythm
            let mean = rhythm.flatMap {
                fleet.mean(with: $0, of: state.id, interval: feed.interval, now: now)
            }
            return pace.next(
                after: now, feed: feed.name, hints: found.hints ?? state.hints,
                rhythm: rhythm, mean: mean, attention: attention)
        case .outage: return pace.nextAfterOutage(at: now, feed: feed.name)
        case .failed:
            return pace.next(
                after: now, feed: feed.name, failures: state.failures + 1,
                weight: found.failure?.weight ?? .passing, retryAfter: found.failure?.retryAfter,
                failingSince: state.failingSince)
        }
    }
}

extension InquiryRules {
    init(_ configuration: Configuration) {
        let defaults = configuration.inquiry
        self.init(
            deadline: defaults.deadline, dueBefore: defaults.dueBefore,
            repeatOverdue: defaults.repeatOverdue)
        calendars = configuration.calendars
    }
}
