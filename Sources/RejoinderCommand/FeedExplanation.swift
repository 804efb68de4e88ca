import Rejoinder

/// What a feed's next poll follows from, as far as the ledger and the configuration tell.
struct FeedExplanation {
    private let feed: FeedState
    private let now: Timestamp
    /// What the rules come to with what is known now; hints that a feed gives with each document
    /// are not kept.
    private let weighed: NextPoll?

    init(
        feed name: String, ledger: Ledger, configuration: Configuration?, now: Timestamp
    ) async throws {
        let feed = try await ledger.feed(named: name)
        let facts = try await ledger.paceFacts(of: feed)
        let poll = configuration?.poll ?? Configuration.Poll()
        let pace = PollPace(
            interval: configuration?.feeds.first { $0.name == name }?.interval ?? poll.interval,
            minimum: poll.minimum, maximum: poll.maximum, jitter: poll.jitter)
        self.feed = feed
        self.now = now
        weighed = feed.polledAt.map { Self.weigh(feed, facts, pace, after: $0) }
    }

    private static func weigh(
        _ feed: FeedState, _ facts: PaceFacts, _ pace: PollPace, after polledAt: Timestamp
    ) -> NextPoll {
        guard feed.failures == 0 else {
            return pace.next(
                after: polledAt, feed: feed.name, failures: feed.failures, weight: .passing,
                failingSince: feed.failingSince)
        }
        let rhythm =
            facts.published.isEmpty
            ? nil : Rhythm(firstLook: polledAt, published: facts.published)
        return pace.next(
            after: polledAt, feed: feed.name, rhythm: rhythm, attention: facts.attention)
    }

    func lines(_ style: TextStyle) -> [String] {
        let health = FeedHealth(feed: feed)
        var lines = [style.strong(VisibleText.line(feed.name)) + "  " + health.name]
        lines.append("  " + VisibleText.line(feed.url))
        lines.append("  last poll  " + (feed.polledAt?.description ?? "never"))
        lines.append("  last seen  " + (feed.succeededAt?.description ?? "never"))
        let reason = VisibleText.line(feed.scheduleReason ?? "it has not been polled yet")
        lines.append("  next poll  \(feed.nextPollAt): \(reason)")
        if let since = feed.failingSince {
            lines.append("  failures   \(feed.failures) in a row since \(since)")
        }
        if let error = feed.lastError { lines.append("  error      " + VisibleText.line(error)) }
        guard let weighed else { return lines }
        lines += ["", style.strong("What is weighed")]
        for rule in weighed.rules {
            lines.append(
                "  \(rule.name.rawValue): \(VisibleText.line(rule.value)); "
                    + VisibleText.line(rule.effect))
        }
        return lines
    }

    var json: JSONValue {
        .members([
            "feed": FeedHealth(feed: feed).json,
            "rules": .array(
                (weighed?.rules ?? []).map { rule in
                    .members([
                        "rule": .string(rule.name.rawValue), "value": .string(rule.value),
                        "effect": .string(rule.effect),
                    ])
                }),
        ])
    }
}
