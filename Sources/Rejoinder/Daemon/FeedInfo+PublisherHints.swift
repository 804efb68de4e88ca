extension PublisherHints {
    /// The polling hints that the document gives.
    ///
    /// - Parameter freshFor: how long the response's header fields call it fresh, by
    ///   `CacheFreshness`.
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
