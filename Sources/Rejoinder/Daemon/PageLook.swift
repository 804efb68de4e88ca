import HTTP

/// One look at the page of an entry, through all stages: fetch, match, diff, detect, judge, apply.
struct PageLook: Sendable {
    let tools: PageTools

    /// The outcome of a look.
    struct Outcome: Sendable {
        /// When to look next; nil if the page is not looked at again.
        var nextLookAt: Timestamp?
        /// Until when to leave the whole host alone.
        var hostPause: Timestamp?
        /// Whether the page says something that it did not say before.
        var isNews = false
        var lessons: [Lesson] = []
    }

    /// A line of a page that is ignored from now on, or no longer ignored.
    struct Lesson: Sendable {
        let feed: String
        let url: String
        let line: String
        let isLearnt: Bool
    }

    private var ledger: Ledger { tools.recording.ledger }
    private var containment: Containment { tools.recording.containment }

    /// Looks once, and returns when what was seen is durable.
    ///
    /// - Throws: `LedgerError` if it could not be recorded; then nothing of it was.
    func run(_ entry: Int64, now: Timestamp) async throws(LedgerError) -> Outcome {
        guard var page = try await ledger.page(of: entry)?.asOf(now) else { return Outcome() }
        guard !isAtRest(page) else {
            try await ledger.rest(pageOf: entry)
            return Outcome()
        }
        let answer = await fetch(page, now: now)
        // Sites are asked here: what is repeated below may hold up all who write.
        let removal = try await removal(of: page, answer, now: now)
        return try await tools.recording.untilApplied { attempt throws(LedgerError) in
            if attempt > 0 {
                guard let again = try await ledger.page(of: entry)?.asOf(now) else {
                    return Outcome()
                }
                page = again
            }
            let look = try await matchDiffAndDetect(page, answer, removal, now: now)
            guard try await tools.recording.record(look) != .stale else { return nil }
            if case .unknown = answer { return outcome(look) }
            containment.settle(page: entry)
            return outcome(look)
        }
    }

    /// Whether the page is not to be looked at: its feed's pages are not, or nothing may read it.
    private func isAtRest(_ page: PageState) -> Bool {
        (page.attention == nil && tools.feeds[page.feedName]?.follow == .never)
            || containment.isQuarantined(.page(entry: page.entry))
    }

    private func fetch(_ page: PageState, now: Timestamp) async -> PageAnswer {
        let isReadBefore = page.rules == FetchedPage.rules
        let isConditional = Revalidation.asksWithCondition(
            page.validators, readAt: page.readAt, isAwaited: page.attention != nil,
            isCaught: Revalidation.isCaught(page.caughtAt, now: now), now: now)
        return await tools.fetcher.look(
            at: page.url, validators: isReadBefore && isConditional ? page.validators : .none,
            bodyHash: isReadBefore ? page.bodyHash : nil,
            leavingOut: tools.feeds[page.feedName]?.ignoredElements ?? [],
            keeping: tools.feeds[page.feedName]?.keeping ?? .receipt, now: now
        ) { body, stage in containment.reading(.page(entry: page.entry), body, stage) }
    }

    private func matchDiffAndDetect(
        _ page: PageState, _ answer: PageAnswer, _ removal: String?, now: Timestamp
    ) async throws(LedgerError) -> PageRecord {
        var look = PageRecord(
            page: page, at: now, answer: answer,
            removal: removal,
            found: try await compare(answer, with: page, now: now),
            rules: tools.feeds[page.feedName].map { FeedRules($0) } ?? FeedRules(),
            address: containment.reading(.page(entry: page.entry), []) {
                address(answer, of: page)
            },
            fastest: tools.fastest)
        if case .unknown(let failure) = answer {
            look.pause = failure.pause(of: AddressText.read(page.url).host, from: now)
        }
        look.receipt = await receipt(of: look)
        return look
    }

    /// What proves the answer, if it leads to a revision or to the page's removal.
    private func receipt(of look: PageRecord) async -> Receipt? {
        switch look.answer {
        case .page(let fetched) where look.found.observed != nil:
            await fetched.reception?.receipt(bodyHash: fetched.bodyHash)
        case .gone(_, let reception) where look.removal != nil && !look.page.isRemoved:
            await reception?.receipt()
        default: nil
        }
    }

    private func outcome(_ look: PageRecord) -> Outcome {
        var outcome = Outcome(nextLookAt: NextLook.plan(look).at)
        if case .unknown(let failure) = look.answer {
            outcome.hostPause = failure.hostPause(from: look.at)
        }
        outcome.isNews = look.found.observed != nil
        outcome.lessons = LineLesson.lessons(from: look.page.lines, to: look.found.lines).map {
            Lesson(
                feed: look.page.feedName, url: look.page.url, line: $0.line, isLearnt: $0.isLearnt)
        }
        return outcome
    }
}

/// What looks at pages share until the configuration changes.
///
/// It is a class, so that each look holds it by one reference.
final class PageTools: Sendable {
    let fetcher: PageFetcher
    let recording: Recording
    /// The configured feeds by name.
    let feeds: [String: Configuration.Feed]
    /// The shortest interval between two looks.
    let fastest: Duration

    init(
        fetcher: PageFetcher, recording: Recording, feeds: [String: Configuration.Feed],
        fastest: Duration
    ) {
        self.fetcher = fetcher
        self.recording = recording
        self.feeds = feeds
        self.fastest = fastest
    }
}

// MARK: - Steps

extension PageLook {
    @concurrent
    private func compare(
        _ answer: PageAnswer, with page: PageState, now: Timestamp
    ) async throws(LedgerError) -> PageMatcher.Result {
        switch answer {
        case .unchanged, .revalidated, .same:
            return .init(lines: VolatileLines.afterSteadyLook(page.lines, at: now))
        case .page(let fetched):
            guard let feed = tools.feeds[page.feedName],
                let entry = try await ledger.pagedEntry(page.entry)
            else { return .init(lines: page.lines) }
            let matcher = PageMatcher(
                page: page, entry: entry, rules: FeedRules(feed, title: page.feedTitle),
                detector: tools.recording.detector)
            let subject = ReadingSubject.page(entry: page.entry)
            let text = fetched.article.text
            let seen = containment.reading(subject, Array(text.utf8)) { SeenText.key(of: text) }
            let sharing = try await sharing(seen, with: page)
            var found = containment.reading(subject, Array(text.utf8)) {
                matcher.compare(fetched, sharing: sharing, now: now)
            }
            found.seenText = seen
            return found
        case .gone, .unknown: return .init(lines: page.lines)
        }
    }

    /// The pages of the same host that show the same text although they are about other things.
    private func sharing(
        _ seen: [UInt8]?, with page: PageState
    ) async throws(LedgerError) -> [SharingPage] {
        guard let seen else { return [] }
        let own = URLReference(page.url)
        return try await ledger.pagesShowing(seen, besides: page).filter {
            CanonicalAddress.isSameSite(URLReference($0.url), own)
        }
    }

    /// Why it is certain that the page was taken down; nil if it is not.
    private func removal(
        of page: PageState, _ answer: PageAnswer, now: Timestamp
    ) async throws(LedgerError) -> String? {
        guard case .gone = answer else { return nil }
        if page.isRemoved { return "it was gone before" }
        guard PageRemoval.isPossible(page) else { return nil }
        var site: SiteState?
        if let since = page.goneSince, now - since >= PageRemoval.confirmAfter {
            site = try await ledger.site(of: page, since: since)
        }
        switch PageRemoval.verdict(on: page.url, since: page.goneSince, site: site, now: now) {
        case .notYet: return nil
        case .confirmed(let reason): return PageRemoval.told(reason, of: page)
        case .ifThere(let addresses):
            for witness in addresses + frontPage(of: page.url)
            where await tools.fetcher.look(at: witness, now: now).isPresent {
                return PageRemoval.told("\(witness) is there", of: page)
            }
            return nil
        }
    }

    private func frontPage(of url: String) -> [String] {
        guard let address = try? WebAddress(url), let front = try? WebAddress("/", base: address)
        else { return [] }
        return [front.text]
    }

    /// The address under which the article is known.
    ///
    /// It is the one that the page gives as its own, if that is plausible for the address that
    /// linked to it or from which it was read.
    private func address(_ answer: PageAnswer, of page: PageState) -> String? {
        guard case .page(let reading) = answer else { return nil }
        let named = [page.url, reading.url].map {
            (read: $0, named: CanonicalAddress.address(of: reading.article, readAt: $0))
        }
        let other = named.first { $0.named != TrackingParameters.stripped($0.read) }
        return CanonicalAddress.key(other?.named ?? page.url)
    }
}
