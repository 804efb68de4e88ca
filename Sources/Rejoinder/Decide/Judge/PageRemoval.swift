/// What was seen of a site since one of its pages was first found gone.
package struct SiteState: Hashable, Sendable {
    /// The last look that saw the feed; nil if there was none.
    package let feedSeenAt: Timestamp?
    /// The feed's address, as configured.
    package let feedURL: String
    /// How many other pages of the feed's entries were found.
    package let found: Int
    /// How many other pages of the feed's entries have gone, too.
    package let gone: Int

    /// Whether more pages went at once than anybody takes down at once.
    ///
    /// The site was then moved, or is broken.
    package var isMassLoss: Bool { gone >= 2 && gone + 1 > found }

    /// Pages that went within this time of each other count as gone at once.
    static let atOnce: Duration = .seconds(6 * 3600)
}

/// Whether a page that was not found was certainly taken down.
enum PageRemoval: Hashable, Sendable {
    case notYet
    case confirmed(reason: String)
    /// It was if one of these addresses, or the front page, is there: then the site is well.
    case ifThere([String])

    /// A page is gone if two looks this far apart miss it: a server restarts in less time.
    static let confirmAfter: Duration = .seconds(1800)
    /// A page gone for this long was taken down, even if nothing else of its site was seen.
    static let believeAfter: Duration = .seconds(6 * 3600)
    /// The same, if most of the site is gone.
    static let believeLossAfter: Duration = .seconds(3 * 86_400)

    /// Whether there is anything to take down.
    ///
    /// A link that never led anywhere is a slip of the feed, as long as the feed keeps to it.
    static func isPossible(_ page: PageState) -> Bool { page.wasSeen || page.isWithdrawn }

    /// The reason as an event tells it.
    static func told(_ reason: String, of page: PageState) -> String {
        page.wasSeen ? reason : "its feed has dropped the entry from its list, and \(reason)"
    }

    /// - Parameters:
    ///   - since: when the first of the looks in a row that found nothing took place.
    ///   - site: what was seen of the site since then.
    static func verdict(
        on page: String, since: Timestamp?, site: SiteState?, now: Timestamp
    ) -> PageRemoval {
        guard let since, let site, now - since >= confirmAfter else { return .notYet }
        if site.isMassLoss {
            return now - since >= believeLossAfter
                ? .confirmed(reason: "most of the site has been gone for three days") : .notYet
        }
        if site.found > 0 { return .confirmed(reason: "other pages of the site are there") }
        if now - since >= believeAfter {
            return .confirmed(reason: "it has been gone for six hours")
        }
        let isOfSite = CanonicalAddress.isSameSite(URLReference(site.feedURL), URLReference(page))
        if isOfSite, let seen = site.feedSeenAt, seen >= since {
            return .confirmed(reason: "the site's feed is there")
        }
        return .ifThere(isOfSite ? [site.feedURL] : [])
    }
}
