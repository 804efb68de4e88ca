import Signing

/// One look at a feed, through all stages: fetch, parse, diff, detect, record.
package struct Poll: Sendable {
    let watched: WatchedFeed
    let stages: Stages
    /// Whether an answer may be awaited in this feed.
    var isAttended = true

    private var feed: Configuration.Feed { watched.feed }

    /// What the scheduler needs to know about a recorded poll.
    package struct Outcome: Sendable {
        package let nextPollAt: Timestamp
        /// Until when to leave the whole host alone.
        package let hostPause: Timestamp?
        /// Nil if the feed was seen.
        package let failure: FetchFailure?
        /// How many entries were new or changed.
        package let observed: Int
    }

    /// Looks once, and returns when everything that was seen is durable.
    ///
    /// - Throws: `LedgerError` if it could not be recorded; then nothing of it was.
    package func run(_ id: Int64, now: Timestamp) async throws(LedgerError) -> Outcome {
        let state = try await state(of: id)
        let answer = await stages.fetcher.look(
            at: feed, address: watched.address, validators: state.validators(at: now),
            movedTo: state.believedMove, now: now)
        let isLarge = answer.size >= ReadingRoom.large
        if isLarge { await stages.readingRoom.enter() }
        defer { if isLarge { stages.readingRoom.leave() } }
        var found = try await read(answer, state, now: now)
        try await blame(&found, state)
        let attention = isAttended ? try await stages.ledger.attention(feed: state) : nil
        let next = stages.pace(of: feed, found, state, attention, now: now)
        let record = PollRecord(
            feed: state, at: now, next: next, rhythm: found.rhythm, hints: found.hints,
            outcome: found.outcome, followsPages: feed.follow != .never,
            ignoring: feed.ignoredLines, movedTo: found.movedTo)
        stages.states[id] = nil
        try await stages.ledger.record(
            record, rules: stages.inquiryRules, detector: stages.detector,
            reading: stages.containment.readingGuard)
        if found.failure == nil { stages.containment.settle(feed: id) }
        stages.states[id] = state.after(record)
        return Outcome(
            nextPollAt: next.at,
            hostPause: found.failure?.hostPause(from: now),
            failure: found.failure, observed: found.outcome.observed)
    }

    private func state(of id: Int64) async throws(LedgerError) -> FeedState {
        if let state = stages.states[id] { return state }
        return try await stages.ledger.feed(id)
    }

    /// What a look found.
    struct Findings {
        var outcome: PollRecord.Outcome
        var movedTo: String?
        var failure: FetchFailure?
        var hints: PublisherHints?
        /// Nil if no entry is new: the known rhythm fades by itself and need not be written.
        var rhythm: Rhythm?
    }

    private func read(
        _ answer: FeedAnswer, _ state: FeedState, now: Timestamp
    ) async throws(LedgerError) -> Findings {
        switch answer {
        case .failed(let failure): return Findings(failure)
        case .unchanged(let said):
            let isKept = said.validators == state.validators
            return Findings(
                outcome: isKept ? .unchanged : .revalidated(said.validators),
                movedTo: said.movedTo, hints: state.hints(after: said))
        case .document(let bytes):
            let hash = SHA256.digest(bytes.body)
            guard bytes.isDelta || hash != state.bodyHash else {
                return Findings(
                    outcome: .sameDocument(bytes.validators), movedTo: bytes.movedTo)
            }
            return try await read(bytes, hash, state, now: now)
        }
    }

    private func read(
        _ bytes: FeedBytes, _ hash: [UInt8], _ state: FeedState, now: Timestamp
    ) async throws(LedgerError) -> Findings {
        let subject = ReadingSubject.document(feed: state.id)
        guard !stages.containment.isQuarantined(subject, now: now) else {
            return Findings(
                FetchFailure(
                    kind: "quarantined", message: Self.quarantined, weight: .lasting))
        }
        let document = await parse(bytes, as: subject)
        let verdict = DocumentVerdict.failure(
            of: document, bytes: bytes.body, listedBefore: bytes.isDelta ? 0 : state.listed)
        if let failure = verdict { return Findings(failure) }
        let sighter = EntryMatcher(feed: feed, state: state, stages: stages)
        let observed = try await sighter.observed(in: document)
        // A document that was cut off may add entries, but must not pass for the whole one.
        let isWhole = document.isComplete
        let listing = Listing(
            title: document.feed.title.map { PlainText.oneLine($0.plain) },
            validators: isWhole ? bytes.validators : .none,
            bodyHash: isWhole && !bytes.isDelta ? hash : nil,
            entryCount: document.entries.count, knownCount: observed.known.count,
            knownEntries: isWhole && !bytes.isDelta ? observed.known : nil,
            observed: observed.new, isDelta: bytes.isDelta)
        let fresh = observed.new.filter { $0.previous == nil }.map(\.content.published)
        return Findings(
            outcome: .listing(listing), movedTo: bytes.movedTo,
            hints: PublisherHints(document.feed, freshFor: bytes.freshFor),
            rhythm: state.rhythm?.after(fresh, since: state.succeededAt, now: now)
                ?? Rhythm(
                    firstLook: now, published: document.entries.compactMap { $0.published?.moment })
        )
    }

    /// Clears the feed of a failure that was our own network's.
    private func blame(
        _ found: inout Findings, _ state: FeedState
    ) async throws(LedgerError) {
        switch stages.fleet.judge(found.failure, feed: state.id, host: watched.host) {
        case .feed, .outageEnds: return
        case .outage: break
        case .outageBegins(let excused):
            try await stages.ledger.excuse(feeds: excused.filter { $0 != state.id })
            stages.states.forget(excused)
        }
        found.outcome = .outage(message: found.failure?.message ?? "")
    }

    @concurrent
    private func parse(_ bytes: FeedBytes, as subject: ReadingSubject) async -> FeedDocument {
        stages.containment.reading(subject, bytes.body) {
            FeedReader.read(bytes.body, contentType: bytes.contentType, baseURL: bytes.url)
        }
    }

    private static let quarantined =
        "the program crashed twice while reading this feed's document; it is tried again after a day, or "
        + "by another build"
}

extension Poll.Findings {
    init(_ failure: FetchFailure) {
        self.init(
            outcome: .failed(kind: failure.kind, message: failure.message), failure: failure)
    }
}

extension Rhythm {
    fileprivate func after(
        _ published: [Timestamp?], since previous: Timestamp?, now: Timestamp
    ) -> Rhythm {
        var rhythm = self
        rhythm.learn(published, since: previous ?? now, now: now)
        return rhythm
    }
}

extension FeedState {
    fileprivate var validators: Validators { Validators(etag: etag, lastModified: lastModified) }

    /// The publisher's hints, if a 304 changed them.
    fileprivate func hints(after said: Unchanged) -> PublisherHints? {
        guard said.saysFreshness, said.freshFor != hints?.freshFor else { return nil }
        var hints = hints ?? PublisherHints()
        hints.freshFor = said.freshFor
        return hints
    }

    /// The stored validators, or none once a week.
    ///
    /// A server may be wrong about what has not changed, so now and then it must send everything.
    func validators(at now: Timestamp) -> Validators {
        guard let readAt, now - readAt < .seconds(7 * 86_400) else { return .none }
        return validators
    }

    /// The feed's current address, once its redirects are believed; a failure there sends us back.
    var believedMove: String? { movedTold && failures == 0 ? movedTo : nil }
}

/// Decides whether a document that was served as a feed is one, and can be believed.
enum DocumentVerdict {
    /// - Parameter before: how many entries the feed listed when it was last seen.
    static func failure(
        of document: FeedDocument, bytes: [UInt8], listedBefore before: Int
    ) -> FetchFailure? {
        guard document.format != nil else {
            return FetchFailure(
                kind: "not_a_feed", message: NotAFeed(bytes).message, weight: .lasting)
        }
        guard document.entries.isEmpty else { return nil }
        guard document.isComplete else {
            return FetchFailure(
                kind: "truncated", message: "the document breaks off before its first entry",
                weight: .passing)
        }
        guard before > 0 else { return nil }
        return FetchFailure(
            kind: "empty", message: "it lists nothing, and listed \(before) entries before",
            weight: .passing)
    }
}
