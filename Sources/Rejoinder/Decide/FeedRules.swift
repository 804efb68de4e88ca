/// What the configuration says about how a feed's texts are read.
struct FeedRules: Sendable {
    /// The language of its texts; nil: as the feed says, or as we find.
    var language: String?
    /// What the feed calls itself.
    var outlet: OutletName?
    /// The institution whose own feed it is.
    var institution: InstitutionKey?
    /// Lines that count for nothing.
    var ignoring = IgnoredLines.none
    /// Whether its texts may open inquiries.
    var opensInquiries = true
    /// How old a text may be whose words open an inquiry.
    var opensWithin = Duration.seconds(7 * 86_400)
    /// For whom its texts open inquiries.
    var openFor = PartyScope.official
    /// How sure it must be that somebody was asked.
    var thresholds = CertaintyThresholds()
    /// Whether its entries are followed to their pages.
    var followsPages = false
    /// Whether a page is looked at again after the first time.
    var revisitsPages = true
}
