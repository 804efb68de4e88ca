import HTTP

/// Looks at the page of an entry: whether it is still there, and what it says.
struct PageLook: Sendable {
    let stages: Stages

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

    /// Looks once, and returns when what was seen is durable.
    ///
    /// - Throws: `LedgerError` if it could not be recorded; then nothing of it was.
    func run(_ entry: Int64, now: Timestamp) async throws(LedgerError) -> Outcome {
        guard let page = try await stages.ledger.page(of: entry) else { return Outcome() }
        if page.attention == nil, stages.feeds[page.feedName]?.follow == .never {
            try await stages.ledger.rest(pageOf: entry)
            return Outcome()
        }
        let subject = ReadingSubject.page(entry: entry)
        guard !stages.containment.isQuarantined(subject) else {
            try await stages.ledger.rest(pageOf: entry)
            return Outcome()
        }
        let isReadBefore = page.rules == FetchedPage.rules
        let answer = await stages.pageFetcher.look(
            at: page.url, validators: isReadBefore ? page.validators : .none,
            bodyHash: isReadBefore ? page.bodyHash : nil,
            leavingOut: stages.feeds[page.feedName]?.ignoredElements ?? [], now: now
        ) { body, stage in stages.containment.reading(subject, body, stage) }
        let read = try await read(answer, of: page, now: now)
        let isRemoved = try await isRemoved(page, answer, now: now)
        var outcome = Outcome()
        outcome.nextLookAt = nextLook(page, answer, read, isRemoved, now: now)
        if case .unknown(let failure) = answer { outcome.hostPause = failure.hostPause(from: now) }
        outcome.isNews = read.observed != nil
        outcome.lessons = lessons(page, read)
        try await stages.ledger.record(
            PageRecord(
                page: page, at: now, answer: answer, nextLookAt: outcome.nextLookAt,
                isRemoved: isRemoved, observed: read.observed, held: read.held, lines: read.lines,
                ignoring: stages.feeds[page.feedName]?.ignoredLines ?? .none,
                address: stages.containment.reading(subject, []) { address(answer, of: page) }),
            rules: stages.inquiryRules, detector: stages.detector,
            reading: stages.containment.readingGuard)
        if case .unknown = answer { return outcome }
        stages.containment.settle(page: entry)
        return outcome
    }

    /// Whether the page was certainly taken down: its site is well, and only this page is gone.
    private func isRemoved(
        _ page: PageState, _ answer: PageAnswer, now: Timestamp
    ) async throws(LedgerError) -> Bool {
        guard case .gone = answer else { return false }
        if page.isRemoved { return true }
        guard let since = page.goneSince, now - since >= Self.confirmAfter else { return false }
        let site = try await stages.ledger.site(of: page, since: since)
        if site.isMassLoss { return now - since >= Self.believeLossAfter }
        if site.found > 0 || now - since >= Self.believeAfter { return true }
        let isOfSite = CanonicalAddress.isSameSite(
            URLReference(site.feedURL), URLReference(page.url))
        if isOfSite, let seen = site.feedSeenAt, seen >= since { return true }
        var witnesses = isOfSite ? [site.feedURL] : []
        if let address = try? WebAddress(page.url),
            let front = try? WebAddress("/", base: address)
        {
            witnesses.append(front.text)
        }
        for witness in witnesses
        where await stages.pageFetcher.look(at: witness, now: now).isPresent { return true }
        return false
    }

    private func lessons(_ page: PageState, _ read: PageMatcher.Result) -> [Lesson] {
        let before = page.lines.filter { $0.learntAt != nil }
        let after = read.lines.filter { $0.learntAt != nil }
        return [(after, before, true), (before, after, false)].flatMap { lines, others, isLearnt in
            let known = Set(others.map(\.shape))
            return lines.filter { !known.contains($0.shape) }.map {
                Lesson(feed: page.feedName, url: page.url, line: $0.text, isLearnt: isLearnt)
            }
        }
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

    private func read(
        _ answer: PageAnswer, of page: PageState, now: Timestamp
    ) async throws(LedgerError) -> PageMatcher.Result {
        switch answer {
        case .unchanged:
            return .init(lines: VolatileLines.afterSteadyLook(page.lines, at: now))
        case .page(let reading):
            guard let feed = stages.feeds[page.feedName],
                let entry = try await stages.ledger.pagedEntry(page.entry)
            else { return .init(lines: page.lines) }
            let sighter = PageMatcher(
                page: page, entry: entry, feed: feed, detector: stages.detector,
                containment: stages.containment)
            return await sighter.result(of: reading, now: now)
        case .gone, .unknown: return .init(lines: page.lines)
        }
    }

    private func nextLook(
        _ page: PageState, _ answer: PageAnswer, _ read: PageMatcher.Result, _ isRemoved: Bool,
        now: Timestamp
    ) -> Timestamp? {
        switch answer {
        case .gone where isRemoved: return now + Self.againAfterRemoval
        case .gone:
            let confirmAt = (page.goneSince ?? now) + Self.confirmAfter
            return confirmAt > now ? confirmAt : now + Self.againAfterFailure
        case .unknown(let failure):
            return now + max(failure.retryAfter ?? .zero, Self.againAfterFailure)
        case .unchanged, .page: break
        }
        if let held = read.held, now - held.since < PageMatcher.doubt {
            return held.since + PageMatcher.doubt
        }
        guard stages.feeds[page.feedName]?.follow != .new || page.attention != nil else {
            return nil
        }
        return PageLadder.next(
            after: now, lastChange: read.isEdit ? now : page.changedAt, page: page.url,
            attention: page.attention, fastest: stages.configuration.poll.minimum)?.at
    }

    /// A page is gone if two looks this far apart miss it: a server restarts in less time.
    private static let confirmAfter: Duration = .seconds(1800)
    /// A page gone for this long was taken down, even if nothing else of its site was seen.
    private static let believeAfter: Duration = .seconds(6 * 3600)
    /// The same, if most of the site is gone.
    private static let believeLossAfter: Duration = .seconds(3 * 86_400)
    private static let againAfterFailure: Duration = .seconds(3600)
    private static let againAfterRemoval: Duration = .seconds(86_400)
}
