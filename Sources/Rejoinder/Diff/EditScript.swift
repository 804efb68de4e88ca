/// What turns one sequence into another: runs of elements that stay, go or come.
package struct EditScript: Hashable, Sendable {
    package enum Kind: Sendable { case same, removed, added }

    package struct Run: Hashable, Sendable {
        package let kind: Kind
        /// Indices into the old sequence; empty for `added`.
        package let old: Range<Int>
        /// Indices into the new sequence; empty for `removed`.
        package let new: Range<Int>
    }

    package let runs: [Run]

    /// Compares by Myers' greedy algorithm (1986), O((n + m) d) for d differences.
    ///
    /// - Parameter limit: differences at most; past them all that lies between the common
    ///   beginning and the common end is said to be replaced. It bounds time and memory by
    ///   limit², whatever the input.
    package init<Element: Equatable>(
        from old: [Element], to new: [Element], limit: Int = 1000
    ) {
        let shorter = min(old.count, new.count)
        var head = 0
        while head < shorter, old[head] == new[head] { head += 1 }
        var tail = 0
        while tail < shorter - head, old[old.count - 1 - tail] == new[new.count - 1 - tail] {
            tail += 1
        }
        let middleOld = head..<old.count - tail
        let middleNew = head..<new.count - tail
        var runs = RunBuilder()
        runs.add(.same, old: 0..<head, new: 0..<head)
        if let path = Self.path(old, middleOld, new, middleNew, limit: limit) {
            for (x, y) in path {
                // A common element, unless only one side moved on.
                switch (x, y) {
                case (let x?, let y?): runs.add(.same, old: x..<x + 1, new: y..<y + 1)
                case (let x?, nil): runs.add(.removed, old: x..<x + 1, new: 0..<0)
                case (nil, let y?): runs.add(.added, old: 0..<0, new: y..<y + 1)
                case (nil, nil): break
                }
            }
        } else {
            runs.add(.removed, old: middleOld, new: 0..<0)
            runs.add(.added, old: 0..<0, new: middleNew)
        }
        runs.add(.same, old: middleOld.upperBound..<old.count, new: middleNew.upperBound..<new.count)
        self.runs = runs.runs
    }

    /// The steps of a shortest path, or nil where it has more differences than the limit.
    private static func path<Element: Equatable>(
        _ old: [Element], _ oldRange: Range<Int>, _ new: [Element], _ newRange: Range<Int>,
        limit: Int
    ) -> [(Int?, Int?)]? {
        let (n, m) = (oldRange.count, newRange.count)
        let most = min(n + m, limit)
        var furthest = Array(repeating: 0, count: 2 * most + 3)
        let offset = most + 1
        var history: [[Int]] = []
        for d in 0...most {
            history.append(Array(furthest[(offset - d)...(offset + d)]))
            for k in stride(from: -d, through: d, by: 2) {
                let goesDown =
                    k == -d || (k != d && furthest[offset + k - 1] < furthest[offset + k + 1])
                var x = goesDown ? furthest[offset + k + 1] : furthest[offset + k - 1] + 1
                var y = x - k
                while x < n, y < m,
                    old[oldRange.lowerBound + x] == new[newRange.lowerBound + y]
                {
                    x += 1
                    y += 1
                }
                furthest[offset + k] = x
                if x >= n, y >= m {
                    return trace(history, n: n, m: m, at: (oldRange.lowerBound, newRange.lowerBound))
                }
            }
        }
        return nil
    }

    /// Walks back from the end through the furthest points of each round.
    private static func trace(
        _ history: [[Int]], n: Int, m: Int, at start: (Int, Int)
    ) -> [(Int?, Int?)] {
        var steps: [(Int?, Int?)] = []
        var (x, y) = (n, m)
        for d in stride(from: history.count - 1, to: 0, by: -1) {
            // history[d] holds the points before round d, of the diagonals -d...d.
            let before = history[d]
            func point(_ k: Int) -> Int { abs(k) <= d ? before[k + d] : 0 }
            let k = x - y
            let goesDown = k == -d || (k != d && point(k - 1) < point(k + 1))
            let previous = goesDown ? k + 1 : k - 1
            let (fromX, fromY) = (point(previous), point(previous) - previous)
            while x > fromX, y > fromY {
                x -= 1
                y -= 1
                steps.append((start.0 + x, start.1 + y))
            }
            if goesDown {
                y -= 1
                steps.append((nil, start.1 + y))
            } else {
                x -= 1
                steps.append((start.0 + x, nil))
            }
        }
        while x > 0, y > 0 {
            x -= 1
            y -= 1
            steps.append((start.0 + x, start.1 + y))
        }
        return steps.reversed()
    }
}

/// Joins steps of one kind into runs.
private struct RunBuilder {
    private(set) var runs: [EditScript.Run] = []

    mutating func add(_ kind: EditScript.Kind, old: Range<Int>, new: Range<Int>) {
        guard !old.isEmpty || !new.isEmpty else { return }
        guard let last = runs.last, last.kind == kind else {
            runs.append(.init(kind: kind, old: old, new: new))
            return
        }
        runs[runs.count - 1] = .init(
            kind: kind, old: old.isEmpty ? old : last.old.lowerBound..<old.upperBound,
            new: new.isEmpty ? new : last.new.lowerBound..<new.upperBound)
    }
}
