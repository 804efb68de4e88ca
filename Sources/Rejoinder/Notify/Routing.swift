/// Which events a sink gets.
package struct Route: Hashable, Sendable {
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

extension Route {
    /// As the ledger keeps it.
    package var json: JSONValue {
        .members([
            "sink": .string(sink), "types": .array(types.map { .string($0) }),
            "feeds": .array(feeds.map { .string($0) }),
            "minimumLevel": .string(minimumLevel?.rawValue),
        ])
    }

    /// - Returns: nil if the value is no route.
    package init?(_ json: JSONValue) {
        guard let sink = json["sink"]?.stringValue, let types = json["types"]?.arrayValue,
            let feeds = json["feeds"]?.arrayValue
        else { return nil }
        let least = json["minimumLevel"]?.stringValue
        let level = least.flatMap(ChangeLevel.init(rawValue:))
        let (typeNames, feedNames) = (
            types.compactMap(\.stringValue), feeds.compactMap(\.stringValue)
        )
        // Without a part that cannot be read, the route would let more through.
        guard typeNames.count == types.count, feedNames.count == feeds.count,
            (least == nil) == (level == nil)
        else { return nil }
        self.init(sink: sink, types: typeNames, feeds: feedNames, minimumLevel: level)
    }
}
