/// What the ledger knows about a feed, as far as the next poll needs it.
package struct FeedState: Hashable, Sendable {
    package let id: Int64
    package let name: String
    package let url: String
    package let institution: InstitutionKey?
    package let title: String?
    package let tags: [String]
    package let etag: String?
    package let lastModified: String?
    package let bodyHash: [UInt8]?
    /// When the last document that could be read was fetched.
    package var readAt: Timestamp?
    /// How many entries that document listed.
    package let listed: Int
    package var baselineAt: Timestamp?
    package var polledAt: Timestamp?
    package var succeededAt: Timestamp?
    package var nextPollAt: Timestamp
    package var scheduleReason: String?
    package var rhythm: Rhythm?
    package var hints: PublisherHints?
    package let failures: Int
    package var failingSince: Timestamp?
    package let isFailing: Bool
    package let lastError: String?
    package let movedTo: String?
    package var movedSince: Timestamp?
    package let movedPolls: Int
    package let movedTold: Bool
    package let isActive: Bool
    /// Counts the changes of the feed's row.
    package var version: Int
    /// When a changed document last came under the validators of the one before.
    package var caughtAt: Timestamp?
    /// Until when its server has asked to be left alone.
    package var retryAt: Timestamp?
}

extension FeedState {
    /// When the feed is due, as far as what was planned can be believed.
    package func due(at now: Timestamp, maximum: Duration) -> Timestamp {
        EarlierPlan.poll(
            planned: nextPollAt, madeAt: polledAt, retryAt: retryAt, hints: hints,
            maximum: maximum, now: now)
    }

    /// The state with no time that is yet to come, plans apart.
    ///
    /// Such times were recorded while the clock was ahead. Taken at their word, they would silence
    /// the feed until they come.
    func asOf(_ now: Timestamp) -> FeedState {
        var state = self
        state.polledAt = polledAt.map { min($0, now) }
        state.succeededAt = succeededAt.map { min($0, now) }
        // What is found now is found after the first poll.
        state.baselineAt = baselineAt.map { min($0, now - .milliseconds(1)) }
        state.failingSince = failingSince.map { min($0, now) }
        state.movedSince = movedSince.map { min($0, now) }
        state.readAt = readAt.flatMap { $0 <= now ? $0 : nil }
        state.caughtAt = caughtAt.map { min($0, now) }
        state.rhythm = rhythm?.asOf(now)
        return state
    }
}
