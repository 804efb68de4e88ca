/// Finds what stays between two sequences by Myers' algorithm in linear space (1986, section 4b).
///
/// A box is split at the middle of a shortest path. If that path is longer than `roundsPerBox`
/// rounds from either end, the box is split where the search from the beginning has come furthest.
/// So a box costs at most `roundsPerBox`² steps and leaves at least `roundsPerBox` elements behind:
/// (n + m) · `roundsPerBox` steps in all. When the work allowed is used up, what is left of each
/// box counts as replaced.
struct EditSearch {
    static let roundsPerBox = 256

    private(set) var isRemoved: [Bool]
    private(set) var isAdded: [Bool]
    private let old: [Int32]
    private let new: [Int32]
    private var forward: [Int32]
    private var backward: [Int32]
    private var work: Int

    private struct Box {
        var old: Range<Int>
        var new: Range<Int>
    }

    /// The steps allowed for so many elements.
    ///
    /// Small texts never use up the fixed part; the rest is linear.
    static func work(for count: Int) -> Int { 4_000_000 + 256 * count }

    init(_ old: [Int32], _ new: [Int32], work: Int) {
        (self.old, self.new, self.work) = (old, new, work)
        isRemoved = Array(repeating: false, count: old.count)
        isAdded = Array(repeating: false, count: new.count)
        let diagonals = old.count + new.count + 3
        forward = Array(repeating: 0, count: diagonals)
        backward = Array(repeating: 0, count: diagonals)
    }

    mutating func run() {
        var boxes = [Box(old: 0..<old.count, new: 0..<new.count)]
        while let box = boxes.popLast().map(trimmed) {
            if box.old.isEmpty || box.new.isEmpty || work <= 0 {
                for x in box.old { isRemoved[x] = true }
                for y in box.new { isAdded[y] = true }
                continue
            }
            let (x, y) = middle(box)
            boxes.append(Box(old: x..<box.old.upperBound, new: y..<box.new.upperBound))
            boxes.append(Box(old: box.old.lowerBound..<x, new: box.new.lowerBound..<y))
        }
    }

    private func trimmed(_ box: Box) -> Box {
        var (a0, a1) = (box.old.lowerBound, box.old.upperBound)
        var (b0, b1) = (box.new.lowerBound, box.new.upperBound)
        while a0 < a1, b0 < b1, old[a0] == new[b0] { (a0, b0) = (a0 + 1, b0 + 1) }
        while a0 < a1, b0 < b1, old[a1 - 1] == new[b1 - 1] { (a1, b1) = (a1 - 1, b1 - 1) }
        return Box(old: a0..<a1, new: b0..<b1)
    }

    /// A point that a good path goes through; never a corner that would return the same box again.
    private mutating func middle(_ box: Box) -> (Int, Int) {
        let (a0, a1) = (Int32(box.old.lowerBound), Int32(box.old.upperBound))
        let (b0, b1) = (Int32(box.new.lowerBound), Int32(box.new.upperBound))
        // The entry for diagonal d = x - y is at d + offset.
        let offset = new.count + 1
        let (least, most) = (Int(a0 - b1), Int(a1 - b0))
        let (start, end) = (Int(a0 - b0), Int(a1 - b1))
        var (fmin, fmax, bmin, bmax) = (start, start, end, end)
        let isOdd = (start - end) & 1 != 0
        forward[start + offset] = a0
        backward[end + offset] = a1
        var rounds = 0
        while true {
            rounds += 1
            if fmin > least {
                fmin -= 1
                forward[fmin - 1 + offset] = -1
            } else {
                fmin += 1
            }
            if fmax < most {
                fmax += 1
                forward[fmax + 1 + offset] = -1
            } else {
                fmax -= 1
            }
            var d = fmax
            while d >= fmin {
                let (low, high) = (forward[d - 1 + offset], forward[d + 1 + offset])
                var x = low < high ? high : low + 1
                var y = x - Int32(truncatingIfNeeded: d)
                while x < a1, y < b1, old[Int(x)] == new[Int(y)] { (x, y) = (x &+ 1, y &+ 1) }
                forward[d + offset] = x
                if isOdd, bmin <= d, d <= bmax, backward[d + offset] <= x {
                    return (Int(x), Int(y))
                }
                d -= 2
            }
            if bmin > least {
                bmin -= 1
                backward[bmin - 1 + offset] = .max
            } else {
                bmin += 1
            }
            if bmax < most {
                bmax += 1
                backward[bmax + 1 + offset] = .max
            } else {
                bmax -= 1
            }
            d = bmax
            while d >= bmin {
                let (low, high) = (backward[d - 1 + offset], backward[d + 1 + offset])
                var x = low < high ? low : high - 1
                var y = x - Int32(truncatingIfNeeded: d)
                while a0 < x, b0 < y, old[Int(x &- 1)] == new[Int(y &- 1)] {
                    (x, y) = (x &- 1, y &- 1)
                }
                backward[d + offset] = x
                if !isOdd, fmin <= d, d <= fmax, x <= forward[d + offset] {
                    return (Int(x), Int(y))
                }
                d -= 2
            }
            work -= fmax - fmin + bmax - bmin + 2
            if rounds >= Self.roundsPerBox || work <= 0 {
                return furthest(fmin, fmax, a1, b1, offset: offset)
            }
        }
    }

    private func furthest(
        _ fmin: Int, _ fmax: Int, _ a1: Int32, _ b1: Int32, offset: Int
    ) -> (Int, Int) {
        var best = (x: Int32(0), y: Int32(0), sum: Int32.min)
        var d = fmax
        while d >= fmin {
            var x = min(forward[d + offset], a1)
            var y = x - Int32(truncatingIfNeeded: d)
            if y > b1 { (x, y) = (b1 + Int32(truncatingIfNeeded: d), b1) }
            if x + y > best.sum { best = (x, y, x + y) }
            d -= 2
        }
        return (Int(best.x), Int(best.y))
    }
}
