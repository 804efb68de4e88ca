/// What the configuration says about how a feed's texts are read.
struct FeedRules: Sendable {
    /// The language of its texts; nil: as the feed says, or as we find.
    var language: String?
    /// Lines that count for nothing.
    var ignoring = IgnoredLines.none
    /// Whether its texts may open inquiries.
    var opensInquiries = true
    /// Whether its entries are followed to their pages.
    var followsPages = false
    /// Whether a page is looked at again after the first time.
    var revisitsPages = true
}
