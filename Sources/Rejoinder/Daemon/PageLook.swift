/// Looks at the pages of entries: whether they are still there.
struct PageLook: Sendable {
    let stages: Stages

    /// Looks at every page that is due: one host's one after another, several hosts' at once.
    ///
    /// - Returns: when the next page is due.
    /// - Throws: `LedgerError` where something could not be recorded.
    func run(now: @escaping @Sendable () -> Timestamp) async throws(LedgerError) -> Timestamp? {
        let pages = try await stages.ledger.duePages(now: now())
        let hosts = Dictionary(grouping: pages) { AddressText.read($0.url).host }
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (count, pages) in hosts.values.enumerated() {
                    if count >= Self.hostsAtOnce { _ = try await group.next() }
                    group.addTask { try await look(at: pages, now: now) }
                }
                try await group.waitForAll()
            }
        } catch {
            throw LedgerError(error)
        }
        return try await stages.ledger.nextPageLook()
    }

    private static let hostsAtOnce = 8

    private func look(at pages: [PageState], now: @Sendable () -> Timestamp) async throws {
        for (count, page) in pages.enumerated() where !Task.isCancelled {
            if count > 0 { try? await Task.sleep(for: stages.configuration.poll.hostSpacing) }
            try await look(at: page, now: now())
        }
    }

    private func look(at page: PageState, now: Timestamp) async throws {
        let answer = await stages.pageFetcher.look(at: page.url, now: now)
        let isRemoved: Bool =
            if case .gone = answer {
                page.isRemoved || page.goneSince.map { now - $0 >= Self.confirmAfter } ?? false
            } else { false }
        try await stages.ledger.record(
            PageRecord(
                page: page, at: now, answer: answer,
                nextLookAt: nextLook(page, answer, isRemoved, now: now), isRemoved: isRemoved))
    }

    private func nextLook(
        _ page: PageState, _ answer: PageAnswer, _ isRemoved: Bool, now: Timestamp
    ) -> Timestamp? {
        switch answer {
        case .gone where isRemoved: now + Self.againAfterRemoval
        case .gone: (page.goneSince ?? now) + Self.confirmAfter
        case .unknown(_, let retryAfter):
            now + max(retryAfter ?? .zero, Self.againAfterFailure)
        case .present:
            PageLadder.next(
                after: now, lastChange: page.changedAt, page: page.url, attention: page.attention,
                fastest: stages.configuration.poll.minimum)?.at
        }
    }

    /// Gone is what is gone at two looks so far apart: servers are restarted in less.
    private static let confirmAfter: Duration = .seconds(1800)
    private static let againAfterFailure: Duration = .seconds(3600)
    private static let againAfterRemoval: Duration = .seconds(86_400)
}
