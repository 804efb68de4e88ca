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

    /// The reason of a gap in which nobody looked: the daemon did not run, or could not keep up.
    static let notLooked = "not looked"
    /// A look that comes so much later than planned leaves a gap behind it.
    static let lateness: Duration = .seconds(6 * 3600)

    package let from: Timestamp
    package let to: Timestamp
    package let feeds: [String]
    /// The addresses of the pages that were looked at.
    package let pages: [String]
    /// How many looks saw a feed or a page, summed over all of them.
    package let looks: Int
    package let gaps: [Gap]
}
