extension PollPace {
    /// After a poll that saw the feed.
    ///
    /// - Parameters:
    ///   - ttlMinutes: the pause that the feed itself asks for (RSS `ttl`); the same as in `hints`.
    ///   - hints: all that the publisher asks for.
    ///   - rhythm: what the feed's entries say about the next one; nil keeps to the interval.
    ///   - shares: what the other feeds are like; nil: as this one.
    ///   - attention: an answer is awaited there.
    package func next(
        after now: Timestamp, feed: String, ttlMinutes: Int? = nil, hints: PublisherHints? = nil,
        rhythm: Rhythm? = nil, shares: PollShares? = nil, attention: Attention? = nil
    ) -> NextPoll {
        var hints = hints ?? PublisherHints()
        hints.ttlMinutes = hints.ttlMinutes ?? ttlMinutes
        var pacing = Pacing(self, now: now)
        if let rhythm { pacing.follow(rhythm, shares ?? PollShares()) }
        pacing.bound()
        if let attention { pacing.attend(attention) }
        pacing.spread(feed)
        pacing.heed(hints, isAttended: attention != nil)
        return pacing.next
    }
}

/// The way to the next poll's time, rule by rule.
private struct Pacing {
    let pace: PollPace
    let now: Timestamp
    var span: Duration
    var reason: String
    var rules: [PollRule]
    var moment: Timestamp?

    /// A rhythm shortens and lengthens the configured interval so many times at most: what an
    /// operator wrote keeps its meaning.
    static let stretch = 8
    /// What a publisher asks for counts so long at most while an answer is awaited there.
    static let attendedWish: Duration = .seconds(600)

    init(_ pace: PollPace, now: Timestamp) {
        self.pace = pace
        self.now = now
        span = pace.interval
        reason = "every \(DurationText.write(max(pace.interval, pace.minimum))), as configured"
        rules = [
            PollRule(.interval, value: DurationText.write(pace.interval), effect: "to begin with")
        ]
    }

    var next: NextPoll { NextPoll(at: moment ?? now + span, reason: reason, rules: rules) }

    mutating func follow(_ rhythm: Rhythm, _ shares: PollShares) {
        var shares = shares
        if shares.price(interval: pace.interval) == nil {
            shares.update(0, rhythm: rhythm, interval: pace.interval, now: now)
        }
        guard let price = shares.price(interval: pace.interval) else { return }
        let longest = pace.interval * Self.stretch
        let forecast = RhythmForecast(rhythm, at: now)
            .wait(price: price, longest: Rhythm.seconds(longest))
        span = max(.milliseconds(Int64(forecast.seconds * 1000)), pace.interval / Self.stretch)
        let daily = Self.number(rhythm.entriesPerDay(at: now))
        let expected = Self.number(forecast.entries)
        reason = "\(daily) entries a day; again after \(DurationText.roughly(span))"
        rules.append(
            PollRule(
                .rhythm, value: "\(daily) entries a day, \(expected) expected by then",
                effect: "after \(DurationText.roughly(span))"))
    }

    mutating func bound() {
        if span > pace.maximum {
            span = pace.maximum
            note(.maximum, pace.maximum, "no later")
        }
        // The minimum is a promise to others, the maximum a wish of ours.
        if span < pace.minimum {
            span = pace.minimum
            note(.minimum, pace.minimum, "no sooner")
        }
    }

    mutating func attend(_ attention: Attention) {
        let close = attention.interval(at: now, fastest: pace.minimum)
        let value = "an answer is awaited since \(DurationText.roughly(now - attention.since))"
        guard close < span else {
            rules.append(PollRule(.attention, value: value, effect: "none: it is due sooner"))
            return
        }
        span = close
        reason = "\(value); again after \(DurationText.roughly(span))"
        rules.append(
            PollRule(.attention, value: value, effect: "after \(DurationText.roughly(span))"))
    }

    mutating func spread(_ feed: String) {
        guard pace.jitter > 0 else { return }
        span = pace.jittered(span, feed: feed, at: now)
        rules.append(
            PollRule(
                .jitter, value: "\(Self.number(pace.jitter * 100)) %",
                effect: "after \(DurationText.roughly(span))"))
    }

    mutating func heed(_ hints: PublisherHints, isAttended: Bool) {
        let longest = isAttended ? Self.attendedWish : PublisherHints.longest
        if let ttl = hints.ttl {
            if ttl > PublisherHints.longest {
                note(.ttl, ttl, "none: more than a day cannot be meant")
            } else {
                heed(.ttl, ttl, upTo: longest, "as the feed's ttl asks")
            }
        }
        if let period = hints.period {
            if hints.isDefaultPeriod {
                note(.updatePeriod, period, "none: a default of common software")
            } else {
                heed(.updatePeriod, period, upTo: longest, "as the feed's sy:updatePeriod says")
            }
        }
        if let fresh = hints.freshFor {
            let most = min(longest, PublisherHints.longestFresh)
            heed(.fresh, fresh, upTo: most, "until when the server calls it fresh")
        }
        var moment = now + span
        if !isAttended {
            if let update = hints.nextUpdate(after: now), update > moment,
                update - now <= pace.maximum
            {
                moment = update
                reason = "at the next update that the feed's sy:updateBase tells"
            }
            let open = hints.unskipped(moment)
            if open > moment {
                moment = open
                reason = "after the hours and days that the feed asks to skip"
                rules.append(PollRule(.skip, value: "it skips then", effect: "at \(open)"))
            }
        }
        self.moment = moment
    }

    private mutating func heed(
        _ name: PollRule.Name, _ wish: Duration, upTo longest: Duration, _ clause: String
    ) {
        let heeded = min(wish, longest, max(pace.maximum, pace.minimum))
        guard heeded > span else { return note(name, wish, "none: it is due later anyhow") }
        span = heeded
        reason = "every \(DurationText.write(span)), \(clause)"
        note(name, wish, "not before \(DurationText.roughly(span))")
    }

    private mutating func note(_ name: PollRule.Name, _ span: Duration, _ effect: String) {
        rules.append(PollRule(name, value: DurationText.roughly(span), effect: effect))
    }

    /// Two digits or so.
    private static func number(_ value: Double) -> String {
        let scale: Double = value < 1 ? 100 : value < 10 ? 10 : 1
        let rounded = (min(value, 1e9) * scale).rounded() / scale
        return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
    }
}
