/// Which feeds are due, in the order in which they became so, one host not in another's way.
package struct DueFeeds: Sendable {
    private struct Waiting: Comparable {
        let at: Timestamp
        let feed: Int64

        static func < (a: Waiting, b: Waiting) -> Bool { (a.at, a.feed) < (b.at, b.feed) }
    }

    private var hostOf: [Int64: String] = [:]
    /// Not yet due, the next one first.
    private var waiting: [Waiting] = []
    /// Due, by host, in order.
    private var ready: [String: [Int64]] = [:]
    /// Hosts with something due, each in its turn.
    private var turns: [String] = []
    private var limits: HostLimits

    package init(limits: HostLimits) { self.limits = limits }

    /// Adds a feed, or says when it is due next.
    package mutating func schedule(_ feed: Int64, host: String, at moment: Timestamp) {
        hostOf[feed] = host
        waiting.push(Waiting(at: moment, feed: feed))
    }

    /// Feeds to poll now; each takes a place at its host until `end`.
    ///
    /// - Parameter room: how many at most.
    package mutating func begin(at now: Timestamp, room: Int) -> [Int64] {
        while let first = waiting.first, first.at <= now {
            waiting.pop()
            guard let host = hostOf[first.feed] else { continue }
            if ready[host] == nil { turns.append(host) }
            ready[host, default: []].append(first.feed)
        }
        var begun: [Int64] = []
        var rest: [String] = []
        for host in turns {
            guard var feeds = ready[host], let feed = feeds.first else { continue }
            if begun.count < room, limits.begin(host, at: now) == nil {
                begun.append(feed)
                feeds.removeFirst()
                ready[host] = feeds.isEmpty ? nil : feeds
            }
            if !feeds.isEmpty { rest.append(host) }
        }
        turns = rest
        return begun
    }

    /// Ends a feed's poll, and pauses its host where the server asked for it.
    package mutating func end(_ feed: Int64, pausingHostUntil pause: Timestamp? = nil) {
        guard let host = hostOf[feed] else { return }
        limits.end(host)
        if let pause { limits.pause(host, until: pause) }
    }

    /// When `begin` may find something; nil: only after an `end`, or never.
    package mutating func nextTime(after now: Timestamp) -> Timestamp? {
        var next = waiting.first?.at
        for host in turns {
            var trial = limits
            let moment = trial.begin(host, at: now) ?? now
            if moment != .distantFuture { next = min(next ?? moment, moment) }
        }
        return next
    }
}

/// A binary heap in an array, the least element first.
extension Array where Element: Comparable {
    fileprivate mutating func push(_ element: Element) {
        append(element)
        var child = count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard self[child] < self[parent] else { return }
            swapAt(child, parent)
            child = parent
        }
    }

    fileprivate mutating func pop() {
        guard count > 1 else { return removeAll() }
        swapAt(0, count - 1)
        removeLast()
        var parent = 0
        while true {
            let left = 2 * parent + 1
            guard left < count else { return }
            let right = left + 1
            let least = right < count && self[right] < self[left] ? right : left
            guard self[least] < self[parent] else { return }
            swapAt(least, parent)
            parent = least
        }
    }
}
