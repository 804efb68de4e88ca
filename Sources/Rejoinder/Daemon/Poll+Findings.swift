import Signing

extension Poll {
    /// What the server's answer is, before anything is compared.
    enum Document: Sendable {
        case failed(FetchFailure)
        case unchanged(Unchanged)
        /// The bytes are those that were read last.
        case same(FeedBytes)
        case new(FeedDocument, FeedBytes, hash: [UInt8])
    }

    /// What a look found.
    struct Findings: Sendable {
        var outcome: PollRecord.Outcome
        var movedTo: String?
        var failure: FetchFailure?
        var hints: PublisherHints?
        /// Nil if no entry is new: the known rhythm fades by itself and need not be written.
        var rhythm: Rhythm?
        /// Whether a changed document came under the validators of the one before.
        var isCaught = false
        /// When the feed was last seen, if it is known by its entries under its new address.
        var continuedSince: Timestamp?
        /// What proves the answer, if an entry is new or has changed.
        var receipt: Receipt?
    }
}

// MARK: - Parse

extension Poll {
    func parse(_ answer: FeedAnswer, _ state: FeedState, now: Timestamp) async -> Document {
        switch answer {
        case .failed(let failure): return .failed(failure)
        case .unchanged(let said): return .unchanged(said)
        case .document(let bytes):
            let hash = SHA256.digest(bytes.body)
            guard bytes.isDelta || hash != state.bodyHash else { return .same(bytes) }
            let subject = ReadingSubject.document(feed: state.id)
            guard !tools.containment.isQuarantined(subject, now: now) else {
                return .failed(
                    FetchFailure(
                        kind: "quarantined", message: Self.quarantined, weight: .lasting))
            }
            return .new(await parse(bytes, as: subject), bytes, hash: hash)
        }
    }

    @concurrent
    private func parse(_ bytes: FeedBytes, as subject: ReadingSubject) async -> FeedDocument {
        tools.containment.reading(subject, bytes.body) {
            FeedReader.read(bytes.body, contentType: bytes.contentType, baseURL: bytes.url)
        }
    }

    private static let quarantined =
        "the program crashed twice while reading this feed's document; it is tried again after a day, or "
        + "by another build"

    /// Whether our own network is down; then the feed is cleared of the failure.
    func isOutage(_ document: Document, _ state: FeedState) async throws(LedgerError) -> Bool {
        let failure: FetchFailure? =
            if case .failed(let failure) = document { failure } else { nil }
        switch tools.shared.judge(failure, feed: state.id, host: watched.host) {
        case .feed, .outageEnds: return false
        case .outage: return true
        case .outageBegins(let excused):
            try await tools.recording.ledger.excuse(feeds: excused.filter { $0 != state.id })
            tools.states.forget(excused)
            return true
        }
    }
}

// MARK: - Match, diff and detect

extension Poll {
    func matchDiffAndDetect(
        _ document: Document, _ state: FeedState, now: Timestamp
    ) async throws(LedgerError) -> Findings {
        switch document {
        case .failed(let failure): return Findings(failure)
        case .unchanged(let said):
            let isKept = said.validators == state.validators
            return Findings(
                outcome: isKept ? .unchanged : .revalidated(said.validators),
                movedTo: said.movedTo, hints: state.hints(after: said))
        case .same(let bytes):
            return Findings(outcome: .sameDocument(bytes.validators), movedTo: bytes.movedTo)
        case .new(let document, let bytes, let hash):
            let failure = DocumentVerdict.failure(
                of: document, bytes: bytes.body, listedBefore: bytes.isDelta ? 0 : state.listed)
            if let failure { return Findings(failure) }
            let reader = ListingReader(
                feed: state, rules: FeedRules(feed, title: document.feed.title?.plain),
                recording: tools.recording,
                isDelta: bytes.isDelta)
            let matched = try await reader.match(document)
            let continuedSince = state.continued(by: matched, of: document)
            let observed = await reader.diffAndDetect(
                matched, isBaseline: state.baselineAt == nil && continuedSince == nil)
            var found = findings(
                Listing(document, bytes, hash: hash, known: matched.known, observed: observed),
                in: document, bytes, state, now: now)
            found.continuedSince = continuedSince
            if !observed.isEmpty { found.receipt = await bytes.reception.receipt(bodyHash: hash) }
            return found
        }
    }

    private func findings(
        _ listing: Listing, in document: FeedDocument, _ bytes: FeedBytes, _ state: FeedState,
        now: Timestamp
    ) -> Findings {
        let fresh = listing.observed.filter { $0.previous == nil }.map(\.content.published)
        let isSame = listing.observed.allSatisfy { $0.change?.level == ChangeLevel.none }
        return Findings(
            outcome: .listing(listing), movedTo: bytes.movedTo,
            hints: PublisherHints(document.feed, freshFor: bytes.freshFor),
            rhythm: state.rhythm?.after(fresh, since: state.succeededAt, now: now)
                ?? Rhythm(
                    firstLook: now, published: document.entries.compactMap { $0.published?.moment }),
            isCaught: !bytes.isDelta
                && Revalidation.catches(
                    state.validators, bytes.validators, isSameDocument: isSame)
        )
    }
}

extension FeedState {
    /// When the feed was last seen, if its address has changed since, and most of what it lists is
    /// known.
    ///
    /// Then it is the same feed, and what it lists beyond that is news.
    fileprivate func continued(
        by matched: ListingReader.Matched, of document: FeedDocument
    ) -> Timestamp? {
        guard baselineAt == nil, !matched.known.isEmpty,
            matched.known.count * 2 >= document.entries.count
        else { return nil }
        return succeededAt
    }
}

extension Poll.Findings {
    fileprivate init(_ failure: FetchFailure) {
        self.init(
            outcome: .failed(kind: failure.kind, message: failure.message), failure: failure)
    }
}

extension Listing {
    fileprivate init(
        _ document: FeedDocument, _ bytes: FeedBytes, hash: [UInt8], known: Set<Int64>,
        observed: [ObservedEntry]
    ) {
        // A document that was cut off may add entries, but must not pass for the whole one.
        let isWhole = document.isComplete
        self.init(
            title: document.feed.title.map { PlainText.oneLine($0.plain) },
            validators: isWhole ? bytes.validators : .none,
            bodyHash: isWhole && !bytes.isDelta ? hash : nil,
            entryCount: document.entries.count, knownCount: known.count,
            knownEntries: isWhole && !bytes.isDelta ? known : nil,
            observed: observed, isDelta: bytes.isDelta)
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

// MARK: - The next poll

extension Poll {
    /// What was found, with when to look next.
    func record(
        _ found: Findings, _ state: FeedState, now: Timestamp
    ) async throws(LedgerError) -> PollRecord {
        let attention = try await attention(state)
        var record = PollRecord(
            feed: state, continuedSince: found.continuedSince, at: now,
            next: next(after: found, state, attention, now: now),
            rhythm: found.rhythm, hints: found.hints,
            outcome: found.outcome, followsPages: feed.follow != .never,
            ignoring: feed.ignoredLines, movedTo: found.movedTo)
        record.isCaught = found.isCaught
        record.receipt = found.receipt
        record.opensWithin = feed.openWithin
        record.openFor = feed.openFor
        record.thresholds = feed.thresholds
        record.pause = found.failure?.pause(of: watched.host, from: now)
        return record
    }

    private func next(
        after found: Findings, _ state: FeedState, _ attention: Attention?, now: Timestamp
    ) -> NextPoll {
        let poll = tools.poll
        var pace = PollPace(
            interval: feed.interval, minimum: poll.minimum, maximum: poll.maximum,
            jitter: poll.jitter)
        // `rejoinder feeds --explain` works the reasons out itself.
        pace.explains = false
        switch found.outcome {
        case .unchanged, .revalidated, .sameDocument, .listing:
            let rhythm = found.rhythm ?? state.rhythm
            let mean = rhythm.flatMap {
                tools.shared.mean(with: $0, of: state.id, interval: feed.interval, now: now)
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
