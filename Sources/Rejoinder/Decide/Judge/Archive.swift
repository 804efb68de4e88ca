/// Texts of years that a feed lists all at once: its archive, and no news.
///
/// A new generator, a move or a slip makes a feed list what it published long before. Each of these
/// entries is new to us, but nobody wants an alarm for each, nor for the questions in them.
struct Archive: Sendable {
    /// The entries that belong to it, by identity, the oldest text first.
    let entries: [ObservedEntry]
    private let identities: Set<String>

    /// Fewer are told one by one: somebody may publish a few old papers.
    static let fewest = 3
    /// An archive reaches back at least this far; a backlog of some months is told one by one.
    static let leastAge: Duration = .seconds(365 * 86_400)
    /// So many old texts at once are an archive even if it is young.
    static let many = 20
    static let leastAgeOfMany: Duration = .seconds(60 * 86_400)
    /// Feeds list what is dated up to this long before it appears.
    static let late: Duration = .seconds(7 * 86_400)

    /// The archive among what a poll found; nil if there is none.
    ///
    /// What is dated after the last look, or a week before it, may have been published since. So a
    /// busy night, or a month in which nobody looked, is no archive. Dates that are all the same
    /// are a generator's slip, and say nothing.
    ///
    /// - Parameter seenAt: when the feed was seen before.
    init?(_ observed: [ObservedEntry], seenAt: Timestamp, now: Timestamp) {
        let old = observed.filter { entry in
            guard entry.previous == nil, !entry.isUnread, let date = entry.publishedAt else {
                return false
            }
            return date < seenAt - Self.late
        }
        let dates = Set(old.compactMap(\.publishedAt))
        let least = old.count >= Self.many ? Self.leastAgeOfMany : Self.leastAge
        guard old.count >= Self.fewest, dates.count > 1,
            let oldest = dates.min(), now - oldest >= least
        else { return nil }
        entries = old.sorted {
            ($0.publishedAt ?? now, $0.identity) < ($1.publishedAt ?? now, $1.identity)
        }
        identities = Set(old.map(\.identity))
    }

    func contains(_ observed: ObservedEntry) -> Bool {
        observed.previous == nil && identities.contains(observed.identity)
    }
}

extension ObservedEntry {
    /// When the text says that it was published; nil if it says nothing that can be true.
    ///
    /// A date from before there was a web is a default of somebody's software.
    var publishedAt: Timestamp? {
        guard let date = content.published ?? content.updated else { return nil }
        return date >= Self.firstDate ? date : nil
    }

    /// The day on which the first site went public, 1991-08-06.
    private static let firstDate = Timestamp(seconds: 681_436_800)
}

// MARK: - The event

extension Archive {
    /// The most entries that the event names; it counts them all, and the ledger keeps them all.
    private static let mostNamed = 100

    func event(of feed: FeedState, at now: Timestamp) -> EventDraft {
        EventDraft(
            type: .feedArchive, at: now, feed: feed.name,
            identifiedBy: [feed.name] + entries.map(\.identity),
            data: .members([
                "feed": EventData.feed(feed),
                "archive": .members([
                    "count": .int(entries.count), "from": .time(entries.first?.publishedAt),
                    "to": .time(entries.last?.publishedAt),
                    "entries": .array(
                        entries.prefix(Self.mostNamed).map { entry in
                            EventData.entry(
                                identity: entry.sourceID ?? entry.identity,
                                content: entry.content, firstSeenAt: now)
                        }),
                ]),
            ]))
    }
}
