/// One look at a feed, through all stages: fetch, parse, match, diff, detect, judge, apply.
package struct Poll: Sendable {
    let watched: WatchedFeed
    let tools: PollTools
    /// Whether an answer may be awaited in this feed.
    var isAttended = true

    var feed: Configuration.Feed { watched.feed }

    /// What the scheduler needs to know about a recorded poll.
    package struct Outcome: Sendable {
        package let nextPollAt: Timestamp
        /// Until when to leave the whole host alone.
        package let hostPause: Timestamp?
        /// Until when the server has asked to be left alone.
        package var retryAt: Timestamp?
        /// Nil if the feed was seen.
        package let failure: FetchFailure?
        /// How many entries were new or changed.
        package let observed: Int
        /// How many of them were new.
        package var fresh = 0
    }

    /// Looks once, and returns when everything that was seen is durable.
    ///
    /// - Throws: `LedgerError` if it could not be recorded; then nothing of it was.
    package func run(_ id: Int64, now: Timestamp) async throws(LedgerError) -> Outcome {
        var state = try await state(of: id).asOf(now)
        let answer = await fetch(state, isAwaited: try await attention(state) != nil, now: now)
        let isLarge = answer.size >= ReadingRoom.large
        if isLarge { await tools.readingRoom.enter() }
        defer { if isLarge { tools.readingRoom.leave() } }
        let document = await parse(answer, state, now: now)
        let isOutage = try await isOutage(document, state)
        return try await tools.recording.untilApplied { attempt throws(LedgerError) in
            if attempt > 0 { state = try await tools.recording.ledger.feed(id).asOf(now) }
            var found = try await matchDiffAndDetect(document, state, now: now)
            if isOutage { found.outcome = .outage(message: found.failure?.message ?? "") }
            let record = try await record(found, state, now: now)
            guard let version = try await judgeAndApply(record, attempt: attempt) else {
                return nil
            }
            if found.failure == nil { tools.containment.settle(feed: id) }
            tools.states[id] = state.after(record, version: version)
            return outcome(found, record)
        }
    }

    private func state(of id: Int64) async throws(LedgerError) -> FeedState {
        if let state = tools.states[id] { return state }
        return try await tools.recording.ledger.feed(id)
    }

    private func fetch(
        _ state: FeedState, isAwaited: Bool, now: Timestamp
    ) async -> FeedAnswer {
        let isConditional = Revalidation.asksWithCondition(
            state.validators, readAt: state.readAt, isAwaited: isAwaited,
            isCaught: Revalidation.isCaught(state.caughtAt, now: now), now: now)
        return await tools.fetcher.look(
            at: feed, address: watched.address,
            validators: isConditional ? state.validators : .none,
            movedTo: state.believedMove, now: now)
    }

    func attention(_ state: FeedState) async throws(LedgerError) -> Attention? {
        isAttended ? try await tools.recording.ledger.attention(feed: state) : nil
    }

    /// - Returns: the version of the feed's row, or nil if it has to be decided again.
    private func judgeAndApply(
        _ record: PollRecord, attempt: Int
    ) async throws(LedgerError) -> Int? {
        tools.states[record.feed.id] = nil
        let application = try await tools.recording.record(record, assumingQuiet: attempt == 0)
        return if case .applied(let version) = application { version } else { nil }
    }

    private func outcome(_ found: Findings, _ record: PollRecord) -> Outcome {
        Outcome(
            nextPollAt: record.next.at, hostPause: found.failure?.hostPause(from: record.at),
            retryAt: record.pause?.until, failure: found.failure,
            observed: record.outcome.observed, fresh: record.outcome.fresh)
    }
}

/// What polls share until the configuration changes.
///
/// It is a class, so that each poll holds it by one reference.
package final class PollTools: Sendable {
    let fetcher: FeedFetcher
    let recording: Recording
    let poll: Configuration.Poll
    let shared: SharedPollState
    let states: FeedStates
    let readingRoom = ReadingRoom()

    init(
        fetcher: FeedFetcher, recording: Recording, poll: Configuration.Poll, states: [FeedState]
    ) {
        self.fetcher = fetcher
        self.recording = recording
        self.poll = poll
        shared = SharedPollState(budget: poll.budget)
        self.states = FeedStates(states)
    }

    /// Notes what the stages read.
    var containment: Containment { recording.containment }
}

extension FeedState {
    package var validators: Validators { Validators(etag: etag, lastModified: lastModified) }

    /// The host that its configured address names; empty if that is none.
    package var host: String { AddressText.read(url).host }

    /// The publisher's hints, if a 304 changed them.
    func hints(after said: Unchanged) -> PublisherHints? {
        guard said.saysFreshness, said.freshFor != hints?.freshFor else { return nil }
        var hints = hints ?? PublisherHints()
        hints.freshFor = said.freshFor
        return hints
    }

    /// The feed's current address, once its redirects are believed; a failure there sends us back.
    var believedMove: String? { movedTold && failures == 0 ? movedTo : nil }
}
