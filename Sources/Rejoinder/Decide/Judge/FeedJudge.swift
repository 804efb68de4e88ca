extension Plan {
    /// What a poll comes to.
    static func of(_ poll: PollRecord, _ facts: LookFacts, _ rules: JudgeRules) -> Plan {
        let look = EntryLook(
            feed: poll.feed, at: poll.at, source: .feed, followsPages: poll.followsPages,
            ignoring: poll.ignoring, opensWithin: poll.opensWithin,
            openFor: poll.openFor, thresholds: poll.thresholds, receipt: poll.receipt)
        var judge = FeedJudge(poll: poll, judge: Judge(look, facts, rules))
        judge.decide()
        return judge.judge.plan
    }
}

/// Judges one poll: the feed's health, and then what it lists.
struct FeedJudge {
    fileprivate let poll: PollRecord
    fileprivate var judge: Judge

    private var facts: LookFacts { judge.facts }
    private var feed: FeedState { poll.feed }

    /// How many failures in a row make a feed count as failing: two may be a hiccup.
    static let failuresBeforeReport = 3

    fileprivate mutating func decide() {
        decideAbsence()
        switch poll.outcome {
        case .unchanged:
            decideHealth()
            settleChanges()
        case .revalidated(let validators):
            decideHealth()
            settleChanges()
            add(.revalidate(validators), because: "the server has other ones for the document")
        case .sameDocument(let validators):
            decideHealth()
            settleChanges()
            add(.keepDocument(validators), because: "its bytes are those that were read before")
        case .listing(let listing):
            if poll.isCaught {
                // Before the look itself is covered, which has seen the document.
                add(
                    .distrust(since: feed.readAt),
                    because: "the document has changed, and its validators have not")
            }
            decideHealth()
            decideGap(listing)
            decideVanished(listing)
            judge.countsInTitles = listing.countsInTitles
            decideEntries(listing)
            add(.noteDocument(listing), because: "all that it lists is recorded with it")
            settleChanges()
        case .failed(let kind, let message):
            if kind == DocumentVerdict.empty { lookSoonAtListed() }
            decideFailure(kind: kind, message: message)
        case .outage(let message):
            add(.cover(outcome: "outage"), because: message)
            add(
                .noteOutage(poll.next, message: message),
                because: "our own network is down, which counts against no feed")
        }
    }

    private mutating func add(_ effect: Effect, because reason: String) {
        judge.plan.add(effect, because: reason)
    }
}

// MARK: - Health

extension FeedJudge {
    private mutating func decideAbsence() {
        let planned = feed.nextPollAt
        guard let last = feed.polledAt, last <= planned, poll.at - planned > Coverage.lateness
        else { return }
        add(.coverAbsence(from: planned), because: "a poll was planned then, and none was made")
    }

    private mutating func decideHealth() {
        add(.cover(outcome: "seen"), because: "the feed was seen")
        if facts.assumesQuiet {
            judge.plan.basis.quiet = .init(
                feed: feed.id, waitingBefore: poll.at - WaitingEntry.longestWait)
        }
        if !facts.noisy.isEmpty || !facts.waiting.isEmpty {
            judge.rules.reading(.document(feed: feed.id)) {
                judge.endNoise()
                for waiting in facts.waiting { judge.publish(waiting) }
            }
        }
        if feed.isFailing { tellRecovery() }
        if let since = poll.continuedSince {
            add(
                .keepBaseline(since),
                because: "most of what the feed lists at its new address is known")
        }
        add(
            .noteSuccess(poll.next, poll.rhythm, poll.hints),
            because: poll.next.reason)
        decideMove()
    }

    private mutating func settleChanges() {
        guard !judge.unsettled.isEmpty else { return }
        judge.rules.reading(.document(feed: feed.id)) { judge.settle(isSeen: true) }
    }

    private mutating func tellRecovery() {
        judge.tell(
            EventDraft(
                type: .feedRecovered, at: poll.at, feed: feed.name,
                identifiedBy: [feed.name, feed.failingSince?.description ?? ""],
                data: .members([
                    "feed": EventData.feed(feed),
                    "health": .members([
                        "failures": .int(feed.failures), "since": .time(feed.failingSince),
                    ]),
                ])),
            because: "it was reported as failing, and was seen")
    }

    private mutating func decideFailure(kind: String, message: String) {
        add(.cover(outcome: kind), because: message)
        let failures = feed.failures + 1
        let since = feed.failingSince ?? poll.at
        let isFailing = feed.isFailing || failures >= Self.failuresBeforeReport
        if isFailing, !feed.isFailing {
            judge.tell(
                EventDraft(
                    type: .feedFailing, at: poll.at, feed: feed.name,
                    identifiedBy: [feed.name, since.description],
                    data: .members([
                        "feed": EventData.feed(feed),
                        "health": .members([
                            "failures": .int(failures), "since": .time(since),
                            "kind": .string(kind), "error": .string(message),
                        ]),
                    ])),
                because: "\(failures) polls in a row have failed")
        }
        let failing = FailingFeed(
            failures: failures, since: since, isTold: isFailing, message: message,
            retryAt: poll.pause?.until)
        add(.noteFailure(poll.next, failing), because: poll.next.reason)
        if let pause = poll.pause, let host = pause.host {
            add(.pauseHost(host, until: pause.until), because: "its server asks for it")
        }
    }

    /// Believes a permanent redirect after three polls over a day.
    ///
    /// It never goes into the configuration: a hijacked server must not take the feed with it.
    private mutating func decideMove() {
        guard let target = poll.movedTo else {
            if feed.movedTo != nil, !feed.movedTold {
                add(.noteMove(nil), because: "the redirect was taken back before it was believed")
            }
            return
        }
        let isSame = target == feed.movedTo
        let since = isSame ? feed.movedSince ?? poll.at : poll.at
        let polls = isSame ? feed.movedPolls + 1 : 1
        let isTold = isSame && feed.movedTold
        let isCertain = polls >= 3 && poll.at - since >= .seconds(86_400)
        if isCertain, !isTold {
            judge.tell(
                EventDraft(
                    type: .feedMoved, at: poll.at, feed: feed.name,
                    identifiedBy: [feed.name, feed.url, target],
                    data: .members([
                        "feed": EventData.feed(feed),
                        "moved": .members([
                            "to": .string(SecretParameters.redacted(target, isFeed: true)),
                            "since": .time(since),
                        ]),
                    ])),
                because: "\(polls) polls over a day were redirected there for good")
        }
        let move = FeedMove(
            target: target, since: since, polls: polls, isTold: isTold || isCertain)
        add(.noteMove(move), because: "the server redirects there for good")
    }
}

// MARK: - What is listed

extension FeedJudge {
    /// Reports a gap if the document lists none of the entries that were listed before.
    ///
    /// Between the two looks, entries may have come and gone unseen.
    private mutating func decideGap(_ listing: Listing) {
        guard feed.baselineAt != nil, !listing.isDelta, listing.knownCount == 0,
            listing.entryCount > 0, feed.listed > 0
        else { return }
        judge.tell(
            EventDraft(
                type: .feedGap, at: poll.at, feed: feed.name,
                identifiedBy: [feed.name, feed.succeededAt?.description ?? ""],
                data: .members([
                    "feed": EventData.feed(feed),
                    "gap": .members([
                        "from": .time(feed.succeededAt), "to": .time(poll.at),
                        "listed": .int(listing.entryCount),
                    ]),
                ])),
            because: "it lists nothing of what it listed before")
    }

    /// Judges the entries, and sums up those that are an archive.
    private mutating func decideEntries(_ listing: Listing) {
        if feed.baselineAt != nil, let seenAt = feed.succeededAt {
            judge.archive = Archive(listing.observed, seenAt: seenAt, now: poll.at)
        }
        for observed in listing.observed { judge.judge(observed) }
        guard let archive = judge.archive else { return }
        judge.tell(
            archive.event(of: feed, at: poll.at),
            because: "it suddenly lists texts of years, which are no news")
    }

    /// Looks soon at the page of an entry that vanished from among newer and older ones.
    ///
    /// An entry that has merely dropped out of the feed's window is not gone.
    private mutating func decideVanished(_ listing: Listing) {
        guard let known = listing.knownEntries, !known.isEmpty else { return }
        let oldest = known.min() ?? .max
        for entry in facts.listed.subtracting(known).sorted() {
            add(.list(entry: entry, isListed: false), because: "the document does not list it")
            if entry > oldest {
                add(.lookSoon(entry: entry), because: "older entries are still listed")
            }
        }
        for entry in known.subtracting(facts.listed).sorted() {
            add(.list(entry: entry, isListed: true), because: "the document lists it again")
        }
    }

    /// Looks soon at the newest pages, because a document that lists nothing proves nothing.
    private mutating func lookSoonAtListed() {
        for entry in facts.newestListed {
            add(.lookSoon(entry: entry), because: "the document suddenly lists nothing")
        }
    }
}
