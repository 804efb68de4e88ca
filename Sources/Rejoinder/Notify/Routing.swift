/// Which events a sink gets.
package struct Route: Hashable, Sendable, Codable {
    package let sink: String
    /// Event types, or globs as `inquiry.*`; empty: all.
    package let types: [String]
    /// Feed names, or globs; empty: all.
    package let feeds: [String]

    package init(sink: String, types: [String] = [], feeds: [String] = []) {
        self.sink = sink
        self.types = types
        self.feeds = feeds
    }

    package func accepts(type: EventType, feed: String?, level: ChangeLevel?) -> Bool {
        true
    }
}
