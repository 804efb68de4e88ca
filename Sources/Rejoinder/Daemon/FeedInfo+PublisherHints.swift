extension PublisherHints {
    /// What the document asks for.
    ///
    /// - Parameter freshFor: what the header fields of its response said, by `CacheFreshness`.
    package init(_ feed: FeedInfo, freshFor: Duration? = nil) {
        self.init()
        ttlMinutes = feed.ttlMinutes
        skipHours = feed.skipHours
        skipDays = feed.skipDays
        updatePeriod = feed.updatePeriod
        updateFrequency = feed.updateFrequency
        updateBase = feed.updateBase?.moment
        self.freshFor = freshFor
    }
}
