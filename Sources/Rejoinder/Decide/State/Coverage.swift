/// How well the feeds and pages that matter were looked at in an interval.
///
/// It keeps "nothing was published" apart from "we could not look".
package struct Coverage: Hashable, Sendable {
    package struct Gap: Hashable, Sendable {
        /// The feed's name, or nil if it was a page that was not seen.
        package let feed: String?
        /// The page's address.
        package var page: String?
        package let from: Timestamp
        package let to: Timestamp
        package let reason: String

        init(
            feed: String?, page: String? = nil, from: Timestamp, to: Timestamp, reason: String
        ) {
            self.feed = feed
            self.page = page
            self.from = from
            self.to = to
            self.reason = reason
        }
    }

    /// One feed or page.
    package struct Place: Hashable, Sendable {
        /// The feed's name; nil of a page.
        package let feed: String?
        /// The page's address; nil of a feed.
        package let page: String?
        /// From when on it mattered.
        package let from: Timestamp
        package let to: Timestamp
        /// How many looks saw it.
        package let looks: Int
        package let gaps: [Gap]

        package var name: String { feed ?? page ?? "" }

        /// How long it was really looked at: from look to look, without the gaps.
        package var seen: Duration {
            guard looks > 0 else { return .zero }
            return max(.zero, gaps.reduce(span) { $0 - ($1.to - $1.from) })
        }

        package var span: Duration { max(.zero, to - from) }
    }

    /// The reason of a gap in which nobody looked: the daemon did not run, or could not keep up.
    static let notLooked = "not looked"
    /// A look that comes so much later than planned leaves a gap behind it.
    static let lateness: Duration = .seconds(6 * 3600)

    package let from: Timestamp
    package let to: Timestamp
    package let places: [Place]

    package var feeds: [String] { places.compactMap(\.feed) }

    /// The addresses of the pages that were looked at.
    package var pages: [String] { places.compactMap(\.page) }

    /// How many looks saw a feed or a page, summed over all of them.
    package var looks: Int { places.reduce(0) { $0 + $1.looks } }

    package var gaps: [Gap] { places.flatMap(\.gaps) }

    /// The share of the time in which the places were really looked at, from 0 to 1.
    ///
    /// Nil if there is no place, or no time.
    package var share: Double? { Self.share(of: places) }

    package static func share(of places: [Place]) -> Double? {
        let span = places.reduce(Duration.zero) { $0 + $1.span }
        guard span > .zero else { return nil }
        return places.reduce(Duration.zero) { $0 + $1.seen } / span
    }
}
