/// How closely something is looked at while an answer is awaited there.
///
/// The chance that an answer comes in the next minute falls with the time that has passed since
/// the question; with a look after each further forty-eighth of that time, the delay stays in
/// proportion to the wait. Within the first hours that is as fast as politeness allows.
package struct Attention: Hashable, Sendable {
    /// When the newest of the open questions was put.
    package let since: Timestamp

    package init(since: Timestamp) { self.since = since }

    /// A look after each further forty-eighth of the time since the question.
    private static let part: Int64 = 48

    /// The time between two looks: from `fastest` up to what it would be without a question.
    package func interval(at now: Timestamp, fastest: Duration) -> Duration {
        let passed = max(0, (now - since).milliseconds)
        return max(fastest, .milliseconds(passed / Self.part))
    }
}

/// An open inquiry, as far as it says where to look.
package struct AttentionCause: Hashable, Sendable {
    package let openedAt: Timestamp
    /// The feed whose entry tells of the question.
    package let feed: Int64?
    /// The entry whose page may be completed with the answer.
    package let entry: Int64?
    /// The asked institution's own feeds.
    package let institutionFeeds: [Int64]

    package init(
        openedAt: Timestamp, feed: Int64?, entry: Int64?, institutionFeeds: [Int64]
    ) {
        self.openedAt = openedAt
        self.feed = feed
        self.entry = entry
        self.institutionFeeds = institutionFeeds
    }
}

/// What is looked at closely, and since when.
package struct AttentionMap: Hashable, Sendable {
    package private(set) var feeds: [Int64: Attention] = [:]
    package private(set) var entries: [Int64: Attention] = [:]

    /// - Parameter causes: the inquiries that are open; of several at one place the newest counts.
    package init(_ causes: some Sequence<AttentionCause>) {
        for cause in causes {
            for feed in cause.institutionFeeds + (cause.feed.map { [$0] } ?? []) {
                feeds[feed] = Self.newer(feeds[feed], cause.openedAt)
            }
            if let entry = cause.entry {
                entries[entry] = Self.newer(entries[entry], cause.openedAt)
            }
        }
    }

    private static func newer(_ attention: Attention?, _ moment: Timestamp) -> Attention {
        Attention(since: max(attention?.since ?? moment, moment))
    }
}
