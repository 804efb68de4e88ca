import Signing

/// One look at a feed, through all stages: fetch, parse, diff, detect, record.
package struct Poll: Sendable {
    let feed: Configuration.Feed
    let stages: Stages

    /// What the scheduler needs to know of a poll that was recorded.
    package struct Outcome: Sendable {
        package let nextPollAt: Timestamp
        /// Until when the whole host is to be left alone.
        package let hostPause: Timestamp?
        /// Nil where the feed was seen.
        package let failure: FetchFailure?
        /// Entries that were new or changed.
        package let sightings: Int
    }

    /// Looks once, and returns when everything that was seen is durable.
    ///
    /// - Throws: `LedgerError` where it could not be recorded; then nothing of it was.
    package func run(_ id: Int64, now: Timestamp) async throws(LedgerError) -> Outcome {
        let state = try await stages.ledger.feed(id)
        let answer = await stages.fetcher.look(
            at: feed, validators: state.validators(at: now), movedTo: state.believedMove, now: now)
        let (outcome, facts) = try await read(answer, state, now: now)
        let next = stages.pace(of: feed, outcome, facts, state, now: now)
        let record = PollRecord(
            feed: state, at: now, nextPollAt: next.at,
            scheduleReason: next.reason, outcome: outcome, movedTo: facts.movedTo)
        try await stages.ledger.record(
            record, rules: stages.inquiryRules, detector: stages.detector)
        return Outcome(
            nextPollAt: next.at,
            hostPause: facts.failure.flatMap { failure in
                failure.pausesHost ? now + (failure.retryAfter ?? .seconds(60)) : nil
            },
            failure: facts.failure, sightings: outcome.sightings)
    }

    /// What a poll found beside the entries.
    struct Facts {
        var movedTo: String?
        var failure: FetchFailure?
        var ttlMinutes: Int?
        var maxAge: Int?
    }

    private func read(
        _ answer: FeedAnswer, _ state: FeedState, now: Timestamp
    ) async throws(LedgerError) -> (PollRecord.Outcome, Facts) {
        switch answer {
        case .unchanged(let movedTo): return (.unchanged, Facts(movedTo: movedTo))
        case .failed(let failure): return failed(failure)
        case .document(let bytes):
            let hash = SHA256.digest(bytes.body)
            var facts = Facts(movedTo: bytes.movedTo, maxAge: bytes.maxAge)
            if hash == state.bodyHash {
                return (.sameDocument(bytes.validators), facts)
            }
            let document = await Self.parse(bytes)
            if let failure = DocumentVerdict.failure(of: document, listedBefore: state.listed) {
                return failed(failure)
            }
            facts.ttlMinutes = document.feed.ttlMinutes
            let sighter = Sighter(feed: feed, state: state, stages: stages)
            let sightings = try await sighter.sightings(in: document)
            // A document that was cut off may add entries; it must not pass for the whole one.
            let isWhole = document.isComplete
            let listing = Listing(
                title: document.feed.title.map { PlainText.oneLine($0.plain) },
                validators: isWhole ? bytes.validators : .none, bodyHash: isWhole ? hash : nil,
                entryCount: document.entries.count, knownCount: sightings.known,
                sightings: sightings.new)
            return (.listing(listing), facts)
        }
    }

    private func failed(_ failure: FetchFailure) -> (PollRecord.Outcome, Facts) {
        (.failed(kind: failure.kind, message: failure.message), Facts(failure: failure))
    }

    @concurrent
    private static func parse(_ bytes: FeedBytes) async -> FeedDocument {
        FeedReader.read(bytes.body, contentType: bytes.contentType, baseURL: bytes.url)
    }
}

extension PollRecord.Outcome {
    fileprivate var sightings: Int {
        if case .listing(let listing) = self { listing.sightings.count } else { 0 }
    }
}

extension FeedState {
    /// A server may be wrong about what has not changed; once a week it is asked for everything.
    func validators(at now: Timestamp) -> Validators {
        guard let readAt, now - readAt < .seconds(7 * 86_400) else { return .none }
        return Validators(etag: etag, lastModified: lastModified)
    }

    /// Where the feed is now, once its redirects were believed; a failure there sends us back.
    var believedMove: String? { movedTold && failures == 0 ? movedTo : nil }
}

/// Whether a document that was served as a feed is one, and one to believe.
enum DocumentVerdict {
    /// - Parameter before: how many entries the feed listed when it was last seen.
    static func failure(of document: FeedDocument, listedBefore before: Int) -> FetchFailure? {
        guard document.format != nil else {
            return FetchFailure(
                kind: "not_a_feed",
                message: VisibleText.line(
                    "it is no feed: \(document.error ?? "nothing in it is known")", limit: 200),
                weight: .lasting)
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
