import HTTP

/// Plays a story through the whole program.
///
/// The story's feeds are served over HTTP on this machine, the ledger is a real one, and the clock
/// jumps from one thing that happens to the next.
package struct Replay: Sendable {
    private let story: Story
    private let ledger: Ledger
    private let server: StoryServer
    private let session: Session

    /// - Throws: `TransferError` or `LedgerError` if it cannot begin.
    package init(_ story: Story, ledger: Ledger) async throws {
        self.story = story
        self.ledger = ledger
        let server = try StoryServer()
        self.server = server
        session = try await Session(
            story.configuration(port: server.port), ledger: ledger, isColoured: false,
            now: story.steps[0].at, rewrite: { server.address(of: $0) })
    }

    /// Something that was recorded, and the step that it belongs to.
    package enum Report: Sendable {
        case step(Story.Step)
        case event(Event, Story.Step)
        /// A change that was recorded but not reported.
        case suppressed(SuppressedChange, Story.Step)
    }

    /// Plays to the end, and reports everything that is recorded, in order.
    ///
    /// - Throws: `LedgerError` if something cannot be recorded.
    package func play(_ report: (Report) -> Void) async throws(LedgerError) {
        var now = story.steps[0].at
        var steps = story.steps[...]
        var due: [Int64: Timestamp] = [:]
        var reported = Reported(sequence: try await ledger.lastSequence())
        while true {
            var next = steps.first?.at ?? .distantFuture
            for moment in due.values { next = min(next, moment) }
            let deadline = try await ledger.nextDeadline(rules: session.inquiryRules)
            if let deadline { next = min(next, deadline) }
            if let look = try await ledger.nextPageLook() { next = min(next, look) }
            now = max(now, next)
            guard now <= story.end else { break }
            if let step = steps.first, step.at <= now {
                steps = steps.dropFirst()
                report(.step(step))
                begin(step, &due)
            }
            for (id, moment) in due.sorted(by: { $0.key < $1.key }) where moment <= now {
                guard let watched = session.feeds[id] else { continue }
                let poll = Poll(watched: watched, tools: session.polls)
                due[id] = try await poll.run(id, now: now).nextPollAt
            }
            for page in try await ledger.duePages(now: now) {
                _ = try await PageLook(tools: session.pages).run(page.entry, now: now)
            }
            try await ledger.announceDeadlines(now: now, rules: session.inquiryRules)
            try await self.report(since: &reported, at: now, to: report)
        }
        await session.client.shutdown()
        server.stop()
    }

    /// Puts the step's documents in place, and makes every feed that now has one due.
    private func begin(_ step: Story.Step, _ due: inout [Int64: Timestamp]) {
        for feed in story.feeds {
            guard let bytes = step.documents[feed.id] else { continue }
            server.put(bytes, at: feed.url)
        }
        for (id, watched) in session.feeds {
            let isServed = due[id] != nil || step.documents[watched.feed.name] != nil
            if isServed { due[id] = step.at }
        }
    }

    /// Up to where the ledger's records were reported.
    private struct Reported {
        var sequence: Int64
        var change: Int64 = 0
    }

    private func report(
        since reported: inout Reported, at now: Timestamp, to report: (Report) -> Void
    ) async throws(LedgerError) {
        guard let step = story.step(at: now) else { return }
        var query = EventQuery()
        query.after = reported.sequence
        for event in try await ledger.events(query) {
            reported.sequence = event.sequence
            report(.event(event, step))
        }
        for change in try await ledger.suppressedChanges(after: reported.change) {
            reported.change = change.row
            report(.suppressed(change, step))
        }
    }
}
