package import HTTP

/// What a poll runs through, assembled for one configuration.
package struct Stages: Sendable {
    package let configuration: Configuration
    package let ledger: Ledger
    let fetcher: FeedFetcher
    let detector: Detector

    package init(
        configuration: Configuration, ledger: Ledger, client: Client,
        rewrite: @escaping AddressRewrite = { $0 }
    ) {
        self.configuration = configuration
        self.ledger = ledger
        fetcher = FeedFetcher(client: client, poll: configuration.poll, rewrite: rewrite)
        detector = Detector(institutions: configuration.institutions)
    }

    var inquiryRules: InquiryRules { InquiryRules(configuration.inquiry) }

    /// When the feed is looked at next, and why then.
    func pace(
        of feed: Configuration.Feed, _ outcome: PollRecord.Outcome, _ facts: Poll.Facts,
        _ state: FeedState, now: Timestamp
    ) -> NextPoll {
        let poll = configuration.poll
        let pace = PollPace(
            interval: feed.interval, minimum: poll.minimum, maximum: poll.maximum,
            jitter: poll.jitter)
        switch outcome {
        case .unchanged, .sameDocument, .listing:
            return pace.next(after: now, feed: feed.name, ttlMinutes: facts.ttlMinutes)
        case .outage: return pace.nextAfterOutage(at: now, feed: feed.name)
        case .failed:
            return pace.next(
                after: now, feed: feed.name, failures: state.failures + 1,
                weight: facts.failure?.weight ?? .passing, retryAfter: facts.failure?.retryAfter)
        }
    }
}

extension InquiryRules {
    init(_ defaults: Configuration.InquiryDefaults) {
        self.init(
            deadline: defaults.deadline, dueBefore: defaults.dueBefore,
            repeatOverdue: defaults.repeatOverdue)
    }
}
