/// How long texts are kept, and how much room they may take.
package struct Retention: Hashable, Sendable {
    /// How long a text is kept after it was seen, replaced, or listed for the last time; nil, the
    /// default: for good.
    package var keep: Duration?
    /// Bytes on the disk; nil, the default: as much as there is.
    package var size: Int?

    package init(keep: Duration? = nil, size: Int? = nil) {
        self.keep = keep
        self.size = size
    }
}

/// What retention there is: of the ledger as a whole, and of its feeds.
package struct RetentionPlan: Hashable, Sendable {
    /// `size` is of the file; `keep` is of the feeds that `feeds` does not name.
    package var whole: Retention
    /// By the feed's name; `size` is of its texts and kept bodies.
    package var feeds: [String: Retention]

    package init(whole: Retention = Retention(), feeds: [String: Retention] = [:]) {
        self.whole = whole
        self.feeds = feeds
    }

    /// Whether anything is ever let go of.
    package var isEmpty: Bool {
        whole == Retention() && feeds.values.allSatisfy { $0 == Retention() }
    }

    /// The time before which the feed's texts are let go of; nil: none are.
    func limit(of feed: String, at now: Timestamp) -> Timestamp? {
        (feeds[feed] ?? whole).keep.map { now - $0 }
    }
}
