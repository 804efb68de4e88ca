/// Which events a sink gets.
package struct Route: Hashable, Sendable, Codable {
    package let sink: String
    /// Event types, or globs as `inquiry.*`; empty: all.
    package let types: [String]
    /// Feed names, or globs; empty: all, and those events too that come from no feed.
    package let feeds: [String]
    /// Changes below it are not sent; what is no change has no level, and passes.
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

/// Patterns in which `*` stands for any run of bytes, even none, and all else for itself.
package enum Glob {
    package static func matches(_ text: String, _ pattern: String) -> Bool {
        let text = Array(text.utf8)
        let pattern = Array(pattern.utf8)
        var at = 0
        var inPattern = 0
        // Only the last star ever needs another try, so there is no exponential case.
        var star: (pattern: Int, text: Int)?
        while at < text.count {
            if inPattern < pattern.count, pattern[inPattern] == UInt8(ascii: "*") {
                star = (inPattern, at)
                inPattern += 1
            } else if inPattern < pattern.count, pattern[inPattern] == text[at] {
                inPattern += 1
                at += 1
            } else if let last = star {
                star = (last.pattern, last.text + 1)
                inPattern = last.pattern + 1
                at = last.text + 1
            } else {
                return false
            }
        }
        return pattern[inPattern...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}
