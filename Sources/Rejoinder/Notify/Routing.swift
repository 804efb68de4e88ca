/// Which events a sink gets.
package struct Route: Hashable, Sendable, Codable {
    package let sink: String
    /// Event types, or globs like `inquiry.*`; empty selects all.
    package let types: [String]
    /// Feed names, or globs; empty selects all, also events that come from no feed.
    package let feeds: [String]
    /// Changes below this level are not sent.
    ///
    /// An event that is not a change has no level, and passes.
    package let minimumLevel: ChangeLevel?

    package init(
        sink: String, types: [String] = [], feeds: [String] = [], minimumLevel: ChangeLevel? = nil
    ) {
        self.sink = sink
        self.types = types
        self.feeds = feeds
        self.minimumLevel = minimumLevel
    }

    package func accepts(type: EventType, feed: String?, level: ChangeLevel?) -> Bool {
        if let minimumLevel, let level, level < minimumLevel { return false }
        guard types.isEmpty || types.contains(where: { Glob.matches(type.rawValue, $0) }) else {
            return false
        }
        guard !feeds.isEmpty else { return true }
        guard let feed else { return false }
        return feeds.contains { Glob.matches(feed, $0) }
    }
}
