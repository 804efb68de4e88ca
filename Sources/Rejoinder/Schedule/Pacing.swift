/// Works out the time of the next poll, one rule after another.
struct Pacing {
    private let pace: PollPace
    private let now: Timestamp
    private var span: Duration
    private var reason: String
    private var rules: [PollRule] = []
    /// Set if the poll is not simply due after `span`.
    private var moment: Timestamp?

    /// A rhythm changes the configured interval by this factor at most.
    ///
    /// So what an operator wrote keeps its meaning.
    private static let stretch = 8
    /// The longest pause granted to a publisher while an answer is awaited there.
    private static let attendedWish: Duration = .seconds(600)

    init(_ pace: PollPace, now: Timestamp) {
        self.pace = pace
        self.now = now
        span = pace.interval
        reason = "every \(DurationText.write(max(pace.interval, pace.minimum))), as configured"
        tell(.interval, DurationText.write(pace.interval), "to begin with")
    }

    /// Records what was considered, if somebody will read it.
    private mutating func tell(
        _ name: PollRule.Name, _ value: @autoclosure () -> String,
        _ effect: @autoclosure () -> String
    ) {
        guard pace.explains else { return }
        rules.append(PollRule(name, value: value(), effect: effect()))
    }

    private mutating func tellSpan(_ name: PollRule.Name, _ value: @autoclosure () -> String) {
        let span = span
        tell(name, value(), "after \(DurationText.roughly(span))")
    }

    var next: NextPoll { NextPoll(at: moment ?? now + span, reason: reason, rules: rules) }

    mutating func follow(_ rhythm: Rhythm, among mean: PollMean?) {
        let mean = mean ?? PollMean(root: rhythm.root(at: now))
        let price = mean.price(interval: pace.interval)
        let longest = pace.interval * Self.stretch
        let forecast = RhythmForecast(rhythm, at: now)
            .wait(price: price, longest: Rhythm.seconds(longest))
        span = max(
            .milliseconds(Int64(clamping: forecast.seconds * 1000)), pace.interval / Self.stretch)
        let daily = Self.number(rhythm.entriesPerDay(at: now))
        reason = "\(daily) entries a day; \(DurationText.roughly(span)) after the last poll"
        tellSpan(
            .rhythm, "\(daily) entries a day, \(Self.number(forecast.entries)) expected by then")
    }

    mutating func bound() {
        if span > pace.maximum {
            span = pace.maximum
            note(.maximum, pace.maximum, "no later")
        }
        // The minimum is a promise to others, the maximum only a wish of ours.
        if span < pace.minimum {
            span = pace.minimum
            note(.minimum, pace.minimum, "no sooner")
        }
    }

    mutating func attend(_ attention: Attention) {
        let close = attention.interval(at: now, fastest: pace.minimum)
        let value = "an answer has been awaited for \(DurationText.roughly(now - attention.since))"
        guard close < span else {
            return tell(.attention, value, "no effect: the poll is due sooner anyway")
        }
        span = close
        reason = "\(value); \(DurationText.roughly(span)) after the last poll"
        tellSpan(.attention, value)
    }

    mutating func spread(_ feed: String) {
        guard pace.jitter > 0 else { return }
        span = pace.jittered(span, feed: feed, at: now)
        let jitter = pace.jitter
        tellSpan(.jitter, "\(Self.number(jitter * 100)) %")
    }
}

// MARK: - What the publisher asks for

extension Pacing {
    mutating func heed(_ hints: PublisherHints, isAttended: Bool) {
        let longest = isAttended ? Self.attendedWish : PublisherHints.longest
        if let ttl = hints.ttl { heed(ttl: ttl, upTo: longest) }
        if let period = hints.period { heed(period: period, hints, upTo: longest) }
        if let fresh = hints.freshFor {
            let most = min(longest, PublisherHints.longestFresh)
            heed(.fresh, fresh, upTo: most, "as long as the server calls it fresh")
        }
        if !isAttended { skip(hints) }
    }

    private mutating func heed(ttl: Duration, upTo longest: Duration) {
        guard ttl <= PublisherHints.longest else {
            return note(.ttl, ttl, "ignored: more than a day must be a mistake")
        }
        heed(.ttl, ttl, upTo: longest, "as the feed's ttl asks")
    }

    private mutating func heed(
        period: Duration, _ hints: PublisherHints, upTo longest: Duration
    ) {
        guard !hints.isDefaultPeriod else {
            return note(.updatePeriod, period, "ignored: a default of common software")
        }
        // With a base we know when the next update is due, and look then.
        guard let update = hints.nextUpdate(after: now) else {
            return heed(
                .updatePeriod, period, upTo: longest, "as the feed's sy:updatePeriod says")
        }
        let before = span
        heed(.updatePeriod, update - now, upTo: longest, "")
        if span > before { reason = "at the next update by the feed's sy:updateBase" }
    }

    private mutating func skip(_ hints: PublisherHints) {
        let open = hints.unskipped(now + span)
        guard open > now + span else { return }
        moment = open
        reason = "after the hours and days that the feed asks to skip"
        tell(.skip, "it skips then", "at \(open)")
    }

    private mutating func heed(
        _ name: PollRule.Name, _ wish: Duration, upTo longest: Duration, _ clause: String
    ) {
        let heeded = min(wish, longest, max(pace.maximum, pace.minimum))
        guard heeded > span else {
            return note(name, wish, "no effect: the poll is due later anyway")
        }
        span = heeded
        reason = "every \(DurationText.write(heeded)), \(clause)"
        note(name, wish, "not before \(DurationText.roughly(heeded))")
    }

    private mutating func note(
        _ name: PollRule.Name, _ span: Duration, _ effect: @autoclosure () -> String
    ) {
        tell(name, DurationText.roughly(span), effect())
    }

    /// The number with about two digits.
    private static func number(_ value: Double) -> String {
        let scale: Double = value < 1 ? 100 : value < 10 ? 10 : 1
        let rounded = (min(value, 1e9) * scale).rounded() / scale
        return rounded == rounded.rounded() ? "\(Int(clamping: rounded))" : "\(rounded)"
    }
}
