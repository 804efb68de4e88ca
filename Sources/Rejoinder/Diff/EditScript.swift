/// The runs of elements that stay, go or come when one sequence becomes another.
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

    /// Compares sequences of names; equal elements must have equal names.
    ///
    /// The script is the shortest if the two differ in at most `EditSearch.roundsPerBox` places.
    /// Past that, or past the work allowed, it is correct but perhaps not the shortest. The memory
    /// needed is linear in the lengths.
    ///
    /// - Parameter work: steps at most; nil allows `EditSearch.work(for:)`.
    package init(from old: [Int32], to new: [Int32], work: Int? = nil) {
        let matches = Matches(old, new, work: work ?? EditSearch.work(for: old.count + new.count))
        runs = matches.runs(oldCount: old.count, newCount: new.count)
    }

    /// Compares sequences of any elements by giving the elements names.
    package init<Element: Hashable>(from old: [Element], to new: [Element], work: Int? = nil) {
        var names: [Element: Int32] = [:]
        func name(_ element: Element) -> Int32 {
            if let name = names[element] { return name }
            let name = Int32(truncatingIfNeeded: names.count)
            names[element] = name
            return name
        }
        self.init(from: old.map(name), to: new.map(name), work: work)
    }

    init(runs: [Run]) { self.runs = runs }
}

/// Marks which elements go and which come; the others stay in order.
private struct Matches {
    var isRemoved: [Bool]
    var isAdded: [Bool]

    init(_ old: [Int32], _ new: [Int32], work: Int) {
        isRemoved = Array(repeating: false, count: old.count)
        isAdded = Array(repeating: false, count: new.count)
        let shorter = min(old.count, new.count)
        var head = 0
        while head < shorter, old[head] == new[head] { head += 1 }
        var tail = 0
        while tail < shorter - head, old[old.count - 1 - tail] == new[new.count - 1 - tail] {
            tail += 1
        }
        compare(old, head..<old.count - tail, new, head..<new.count - tail, work: work)
    }

    /// Compares the parts that differ, leaving out elements that the other side does not have.
    ///
    /// Such elements cannot stay, so without them the search is shorter and just as exact.
    private mutating func compare(
        _ old: [Int32], _ oldRange: Range<Int>, _ new: [Int32], _ newRange: Range<Int>, work: Int
    ) {
        guard !oldRange.isEmpty, !newRange.isEmpty else {
            for index in oldRange { isRemoved[index] = true }
            for index in newRange { isAdded[index] = true }
            return
        }
        let sides = SharedNames(old, oldRange, new, newRange)
        var (keptOld, keptNew): ([Int32], [Int32]) = ([], [])
        var (oldNames, newNames): ([Int32], [Int32]) = ([], [])
        keptOld.reserveCapacity(oldRange.count)
        oldNames.reserveCapacity(oldRange.count)
        keptNew.reserveCapacity(newRange.count)
        newNames.reserveCapacity(newRange.count)
        for index in oldRange {
            if sides.isInNew(old[index]) {
                keptOld.append(Int32(truncatingIfNeeded: index))
                oldNames.append(old[index])
            } else {
                isRemoved[index] = true
            }
        }
        for index in newRange {
            if sides.isInOld(new[index]) {
                keptNew.append(Int32(truncatingIfNeeded: index))
                newNames.append(new[index])
            } else {
                isAdded[index] = true
            }
        }
        var search = EditSearch(oldNames, newNames, work: work)
        search.run()
        for (place, index) in keptOld.enumerated() where search.isRemoved[place] {
            isRemoved[Int(index)] = true
        }
        for (place, index) in keptNew.enumerated() where search.isAdded[place] {
            isAdded[Int(index)] = true
        }
    }

    func runs(oldCount: Int, newCount: Int) -> [EditScript.Run] {
        var runs: [EditScript.Run] = []
        var (x, y) = (0, 0)
        while x < oldCount || y < newCount {
            let (fromX, fromY) = (x, y)
            while x < oldCount, isRemoved[x] { x += 1 }
            if x > fromX { runs.append(.init(kind: .removed, old: fromX..<x, new: y..<y)) }
            while y < newCount, isAdded[y] { y += 1 }
            if y > fromY { runs.append(.init(kind: .added, old: x..<x, new: fromY..<y)) }
            let (sameX, sameY) = (x, y)
            while x < oldCount, y < newCount, !isRemoved[x], !isAdded[y] {
                x += 1
                y += 1
            }
            if x > sameX { runs.append(.init(kind: .same, old: sameX..<x, new: sameY..<y)) }
            // Both sides keep the same number of elements, so this only guards against an endless
            // loop.
            if x == fromX, y == fromY { break }
        }
        return runs
    }
}

/// Which side has which names, as bits for each name from the smallest to the largest.
private struct SharedNames {
    private var bits: [UInt8]
    private let base: Int32

    init(_ old: [Int32], _ oldRange: Range<Int>, _ new: [Int32], _ newRange: Range<Int>) {
        var (least, most) = (Int32.max, Int32.min)
        for index in oldRange { (least, most) = (min(least, old[index]), max(most, old[index])) }
        for index in newRange { (least, most) = (min(least, new[index]), max(most, new[index])) }
        base = least
        bits = Array(repeating: 0, count: Int(most) - Int(least) + 1)
        for index in oldRange { bits[Int(old[index]) - Int(least)] |= 1 }
        for index in newRange { bits[Int(new[index]) - Int(least)] |= 2 }
    }

    func isInOld(_ name: Int32) -> Bool { bits[Int(name) - Int(base)] & 1 != 0 }
    func isInNew(_ name: Int32) -> Bool { bits[Int(name) - Int(base)] & 2 != 0 }
}
