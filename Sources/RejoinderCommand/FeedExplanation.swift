import Rejoinder

/// Explains a feed's next poll, as far as the ledger and the configuration allow.
struct FeedExplanation {
    private let feed: FeedState
    private let health: FeedHealth
    /// What the rules give for what is known now; nil if the feed was never polled.
    private let weighed: NextPoll?
    /// What the next poll asks for.
    private let request: String
    /// Lines of its pages that are ignored because they change at every look.
    private let learnt: [LearntLine]
    /// Its entries that change too often.
    private let noisy: [NoisyEntry]

    init(feed name: String, ledger: Ledger, configuration: Configuration?) async throws {
        let feed = try await ledger.feed(named: name)
        self.feed = feed
        let now = SystemClock.now()
        let configuration = configuration ?? Configuration()
        health = FeedHealth(
            feed: feed,
            quarantines: try await ledger.quarantines(at: now).filter { $0.feed == feed.id },
            now: now, maximum: configuration.poll.maximum,
            hostPause: try await ledger.pauses(now: now)[feed.host],
            coverage: try await ledger.coverage(
                feeds: [feed.id], from: now - FeedHealth.period, to: now)[feed.id])
        let attention = try await ledger.attention(feed: feed)
        request = Self.request(feed, isAwaited: attention != nil, now: now)
        noisy = try await ledger.noisyEntries(feed: feed.id)
        learnt = try await ledger.learntLines(feed: feed.id, limit: 20)
        guard let polledAt = feed.polledAt else {
            weighed = nil
            return
        }
        let pace = configuration.pace(of: name)
        guard feed.failures == 0 else {
            let kind = try await ledger.lastOutcome(feed: feed.id) ?? ""
            weighed = pace.next(
                after: polledAt, feed: name, failures: feed.failures,
                weight: FailureWeight(kind: kind),
                retryAfter: feed.retryAt.map { $0 - polledAt }, failingSince: feed.failingSince)
            return
        }
        let mean = configuration.mean(of: try await ledger.feeds(), at: polledAt)
        weighed = pace.next(
            after: polledAt, feed: name, hints: feed.hints, rhythm: feed.rhythm, mean: mean,
            attention: attention)
    }

    /// Whether the next poll asks for the document only if it has changed, and why.
    private static func request(_ feed: FeedState, isAwaited: Bool, now: Timestamp) -> String {
        if feed.validators.isEmpty {
            return "for the whole document: its server gives nothing believable to compare it with"
        }
        if Revalidation.isCaught(feed.caughtAt, now: now) {
            return "for the whole document: its server called a changed one unmodified"
        }
        if isAwaited { return "for the whole document, while an answer is awaited" }
        guard let readAt = feed.readAt, readAt <= now, now - readAt < Revalidation.patience else {
            return "for the whole document, as once a day"
        }
        let whole = readAt + Revalidation.patience
        return "for the document if it has changed; for all of it from \(whole)"
    }

    func lines(_ style: TextStyle) -> [String] {
        var lines = [style.strong(VisibleText.line(feed.name)) + "  " + health.name]
        lines.append(
            "  " + VisibleText.line(SecretParameters.redacted(feed.url, isFeed: true)))
        lines.append("  last poll  " + (feed.polledAt?.description ?? "never"))
        lines.append("  last seen  " + (feed.succeededAt?.description ?? "never"))
        let reason = VisibleText.line(health.next.reason ?? "it has not been polled yet")
        if let share = health.lookedShare {
            lines.append("  looked     \(CoverageText.percent(share)) of the last seven days")
        }
        lines.append("  next poll  \(health.next.at): \(reason)")
        lines.append("  asks       \(request)")
        lines += health.remarks.map { "  note       \($0)" }
        if let since = feed.failingSince {
            lines.append("  failures   \(feed.failures) in a row since \(since)")
        }
        if let error = feed.lastError { lines.append("  error      " + VisibleText.line(error)) }
        lines += health.quarantines.map { quarantine in
            let entry = quarantine.entry.map { " entry \($0)" } ?? ""
            return "  quarantined\(entry): " + quarantine.summary
        }
        if let weighed {
            lines += ["", style.strong("Rules that applied")]
            lines += weighed.rules.map { rule in
                "  \(rule.name.rawValue): \(VisibleText.line(rule.value)); "
                    + VisibleText.line(rule.effect)
            }
        }
        return lines + gapLines(style) + noisyLines(style) + learntLines(style)
    }

    private func gapLines(_ style: TextStyle) -> [String] {
        guard let gaps = health.coverage?.gaps, !gaps.isEmpty else { return [] }
        return ["", style.strong("Gaps of the last seven days, in which it was not seen")]
            + gaps.suffix(20).map { gap in
                "  \(gap.from) to \(gap.to), \(DurationText.roughly(gap.to - gap.from)): "
                    + VisibleText.line(gap.reason)
            }
    }

    private func noisyLines(_ style: TextStyle) -> [String] {
        guard !noisy.isEmpty else { return [] }
        return ["", style.strong("Entries that change too often, and are summed up once calm")]
            + noisy.flatMap { entry in
                let count = entry.heldBack == 1 ? "1 change" : "\(entry.heldBack) changes"
                return [
                    "  entry \(entry.entry): \(VisibleText.line(entry.title, limit: 160))",
                    style.faint("    since \(entry.since), \(count) held back"),
                ]
            }
    }

    private func learntLines(_ style: TextStyle) -> [String] {
        guard !learnt.isEmpty else { return [] }
        return ["", style.strong("Lines that change at every look, and are ignored")]
            + learnt.flatMap { line in
                [
                    "  " + VisibleText.line(line.text, limit: 160),
                    style.faint("    \(VisibleText.line(shown(line))) since \(line.learntAt)"),
                ]
            }
    }

    private func shown(_ line: LearntLine) -> String { SecretParameters.redacted(line.url) }

    var json: JSONValue {
        .members([
            "feed": health.json, "request": .string(request),
            "rules": .array(
                (weighed?.rules ?? []).map { rule in
                    .members([
                        "rule": .string(rule.name.rawValue), "value": .string(rule.value),
                        "effect": .string(rule.effect),
                    ])
                }),
            "noisy_entries": .array(
                noisy.map { entry in
                    .members([
                        "entry": .int(entry.entry), "title": .string(entry.title),
                        "since": .time(entry.since), "held_back": .int(entry.heldBack),
                    ])
                }),
            "volatile_lines": .array(
                learnt.map { line in
                    .members([
                        "page": .string(shown(line)), "text": .string(line.text),
                        "since": .time(line.learntAt),
                    ])
                }),
        ])
    }
}

extension Configuration {
    fileprivate func interval(of feed: String) -> Duration {
        feeds.first { $0.name == feed }?.interval ?? poll.interval
    }

    fileprivate func pace(of feed: String) -> PollPace {
        PollPace(
            interval: interval(of: feed), minimum: poll.minimum, maximum: poll.maximum,
            jitter: poll.jitter)
    }

    /// How the feeds behave on average.
    fileprivate func mean(of states: [FeedState], at moment: Timestamp) -> PollMean? {
        let intervals = Dictionary(
            feeds.map { ($0.name, $0.interval) }, uniquingKeysWith: { first, _ in first })
        var shares = PollShares(budget: poll.budget)
        for state in states {
            guard let rhythm = state.rhythm else { continue }
            shares.update(
                state.id, rhythm: rhythm, interval: intervals[state.name] ?? poll.interval,
                now: moment)
        }
        return shares.mean
    }
}
