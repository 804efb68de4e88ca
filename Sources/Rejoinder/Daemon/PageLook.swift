/// Looks at the pages of entries: whether they are still there, and what they say.
struct PageLook: Sendable {
    let stages: Stages

    /// What came of it.
    struct Outcome: Sendable {
        /// When the next page is due.
        let nextLookAt: Timestamp?
        /// Pages that were new, or said something else than before.
        let sightings: Int
    }

    /// Looks at every page that is due: one host's one after another, several hosts' at once.
    ///
    /// - Throws: `LedgerError` where something could not be recorded.
    func run(now: @escaping @Sendable () -> Timestamp) async throws(LedgerError) -> Outcome {
        let pages = try await stages.ledger.duePages(now: now())
        let hosts = Dictionary(grouping: pages) { AddressText.read($0.url).host }
        let sightings: Int
        do {
            sightings = try await withThrowingTaskGroup(of: Int.self) { group in
                var sightings = 0
                for (count, pages) in hosts.values.enumerated() {
                    if count >= Self.hostsAtOnce { sightings += try await group.next() ?? 0 }
                    group.addTask { try await look(at: pages, now: now) }
                }
                for try await count in group { sightings += count }
                return sightings
            }
        } catch {
            throw LedgerError(error)
        }
        return Outcome(
            nextLookAt: try await stages.ledger.nextPageLook(), sightings: sightings)
    }

    private static let hostsAtOnce = 8

    private func look(
        at pages: [PageState], now: @Sendable () -> Timestamp
    ) async throws -> Int {
        var sightings = 0
        for (count, page) in pages.enumerated() where !Task.isCancelled {
            if count > 0 { try? await Task.sleep(for: stages.configuration.poll.hostSpacing) }
            if try await look(at: page, now: now()) { sightings += 1 }
        }
        return sightings
    }

    /// - Returns: whether it says something that it did not say before.
    private func look(at page: PageState, now: Timestamp) async throws -> Bool {
        let isReadBefore = page.rules == PageReading.rules
        let answer = await stages.pageFetcher.look(
            at: page.url, validators: isReadBefore ? page.validators : .none,
            bodyHash: isReadBefore ? page.bodyHash : nil,
            leavingOut: stages.feeds[page.feedName]?.ignoredElements ?? [], now: now)
        var read = PageSighter.Result.nothing
        if case .page(let reading) = answer, let feed = stages.feeds[page.feedName],
            let entry = try await stages.ledger.pagedEntry(page.entry)
        {
            let sighter = PageSighter(
                page: page, entry: entry, feed: feed, detector: stages.detector)
            read = await sighter.result(of: reading, now: now)
        }
        let isRemoved: Bool =
            if case .gone = answer {
                page.isRemoved || page.goneSince.map { now - $0 >= Self.confirmAfter } ?? false
            } else { false }
        try await stages.ledger.record(
            PageRecord(
                page: page, at: now, answer: answer,
                nextLookAt: nextLook(page, answer, read, isRemoved, now: now),
                isRemoved: isRemoved, sighting: read.sighting, held: read.held),
            rules: stages.inquiryRules, detector: stages.detector)
        return read.sighting != nil
    }

    private func nextLook(
        _ page: PageState, _ answer: PageAnswer, _ read: PageSighter.Result, _ isRemoved: Bool,
        now: Timestamp
    ) -> Timestamp? {
        switch answer {
        case .gone where isRemoved: return now + Self.againAfterRemoval
        case .gone: return (page.goneSince ?? now) + Self.confirmAfter
        case .unknown(_, let retryAfter):
            return now + max(retryAfter ?? .zero, Self.againAfterFailure)
        case .unchanged, .page: break
        }
        if let held = read.held, now - held.since < PageSighter.doubt {
            return held.since + PageSighter.doubt
        }
        guard stages.feeds[page.feedName]?.follow != .new || page.attention != nil else {
            return nil
        }
        return PageLadder.next(
            after: now, lastChange: read.isEdit ? now : page.changedAt, page: page.url,
            attention: page.attention, fastest: stages.configuration.poll.minimum)?.at
    }

    /// Gone is what is gone at two looks so far apart: servers are restarted in less.
    private static let confirmAfter: Duration = .seconds(1800)
    private static let againAfterFailure: Duration = .seconds(3600)
    private static let againAfterRemoval: Duration = .seconds(86_400)
}
