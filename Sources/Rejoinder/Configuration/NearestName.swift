/// Finds what a misspelt name was probably meant to be.
package enum NearestName {
    /// The candidate with the fewest edits, if that is at most a third of the name's length.
    ///
    /// Swapped neighbours count as one edit (optimal string alignment). If no candidate is close
    /// enough, it is the only candidate that begins with the name, or that the name begins with.
    static func of(_ name: String, in candidates: [String]) -> String? {
        let name = Array(name.caseFolded.utf8.prefix(longest))
        let limit = max(1, name.count / 3)
        var best: (candidate: String, distance: Int)?
        for candidate in candidates {
            let other = Array(candidate.caseFolded.utf8.prefix(longest))
            guard abs(other.count - name.count) <= limit else { continue }
            let distance = edits(name, other)
            if distance <= limit, distance < best?.distance ?? .max {
                best = (candidate, distance)
            }
        }
        if let best { return best.candidate }
        let whole = name.count < 4 ? [] : candidates.filter { isBeginning(name, Array($0.utf8)) }
        return whole.count == 1 ? whole.first : nil
    }

    private static func isBeginning(_ name: [UInt8], _ candidate: [UInt8]) -> Bool {
        candidate.starts(with: name) || (candidate.count >= 4 && name.starts(with: candidate))
    }

    /// `, did you mean "interval"?`, or nothing.
    package static func suggestion(for name: String, in candidates: [String]) -> String {
        of(name, in: candidates).map { ", did you mean \"\($0)\"?" } ?? ""
    }

    private static let longest = 64

    private static func edits(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var beforeLast = [Int](repeating: 0, count: b.count + 1)
        var last = Array(0...b.count)
        for i in a.indices {
            var row = [i + 1]
            for j in b.indices {
                let changed = last[j] + (a[i] == b[j] ? 0 : 1)
                var cost = min(changed, last[j + 1] + 1, row[j] + 1)
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
                    cost = min(cost, beforeLast[j - 1] + 1)
                }
                row.append(cost)
            }
            beforeLast = last
            last = row
        }
        return last[b.count]
    }
}
