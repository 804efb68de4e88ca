/// Finds which sentences of two texts are the same: one to one, split, merged or moved.
///
/// Equal sentences are anchored by an edit script. The rest are paired by what they contain,
/// through an index of rare words, so that the pairs in order have the largest total weight. Out of
/// order, only sentences that hardly changed count as the same. The time is linear in the words,
/// apart from sorting, and each sentence is compared with at most `candidates` others.
struct SentenceAligner {
    struct Link: Hashable, Sendable {
        let old: Int
        let new: Int
    }

    private static let candidates = 12
    /// The least similarity of two sentences that stand in order.
    private static let leastSimilarity = 0.285
    /// The least similarity of a sentence that moved past others.
    ///
    /// One that was rewritten in another place counts as new.
    private static let leastMovedSimilarity = 0.75
    /// The least similarity of two sentences that are alone between linked neighbours.
    private static let leastLoneSimilarity = 0.14

    let old: [SentenceWords]
    let new: [SentenceWords]
    let weights: WordWeights
    private(set) var linksOfOld: [[Int]]
    private(set) var linksOfNew: [[Int]]
    /// The number of words of each old sentence.
    private let sizes: [Int]

    /// - Parameter old, new: the folded words of each sentence.
    init(_ old: [[Int32]], _ new: [[Int32]]) {
        weights = WordWeights(old, new)
        let equal = EqualSentences(old, new)
        (linksOfOld, linksOfNew) = (equal.linksOfOld, equal.linksOfNew)
        // A sentence that stayed whole needs no closer look.
        let (weights, linksOfOld, linksOfNew) = (weights, linksOfOld, linksOfNew)
        self.old = old.indices.map {
            SentenceWords(linksOfOld[$0].isEmpty ? old[$0] : [], weights)
        }
        self.new = new.indices.map {
            SentenceWords(linksOfNew[$0].isEmpty ? new[$0] : [], weights)
        }
        sizes = old.map(\.count)
    }

    /// The links, sorted by old place and then by new place.
    mutating func links() -> [Link] {
        linkSimilarSentences()
        linkParts()
        return linksOfOld.indices.flatMap { i in
            linksOfOld[i].sorted().map { Link(old: i, new: $0) }
        }
    }

    mutating func link(_ i: Int, _ j: Int) {
        linksOfOld[i].append(j)
        linksOfNew[j].append(i)
    }

    // MARK: - Similar sentences

    private struct Pair {
        let similarity: Double
        let old: Int
        let new: Int
    }

    private mutating func linkSimilarSentences() {
        guard linksOfNew.contains(where: \.isEmpty), linksOfOld.contains(where: \.isEmpty) else {
            return
        }
        let pairs = similarPairs()
        let kept = inOrder(pairs)
        for pair in kept where linksOfOld[pair.old].isEmpty { link(pair.old, pair.new) }
        let best = pairs.filter { $0.similarity >= Self.leastMovedSimilarity }.sorted {
            ($0.similarity, -$0.old, -$0.new) > ($1.similarity, -$1.old, -$1.new)
        }
        for pair in best where linksOfOld[pair.old].isEmpty && linksOfNew[pair.new].isEmpty {
            link(pair.old, pair.new)
        }
        linkLonePairs(between: kept)
    }

    /// Similar pairs of sentences that have no link yet.
    private func similarPairs() -> [Pair] {
        let leftOld = old.indices.filter { linksOfOld[$0].isEmpty }
        var index = RareWordIndex(
            old, chosen: leftOld, limit: min(64, max(3, leftOld.count / 4)))
        let expected = expectedPlaces()
        var pairs: [Pair] = []
        for j in new.indices where linksOfNew[j].isEmpty {
            for i in index.candidates(for: new[j], near: expected[j], most: Self.candidates) {
                let similarity = old[i].similarity(to: new[j], weights)
                if similarity >= Self.leastSimilarity {
                    pairs.append(.init(similarity: similarity, old: i, new: j))
                }
            }
        }
        return pairs
    }

    /// For each new sentence, the old place where it would stand if nothing had moved.
    private func expectedPlaces() -> [Int] {
        var places: [Int] = []
        var last = -1
        for j in new.indices {
            if let i = linksOfNew[j].first, i > last {
                last = i
            } else {
                last = min(last + 1, old.count - 1)
            }
            places.append(last)
        }
        return places
    }

    /// The heaviest set of links and pairs in which no two cross.
    private func inOrder(_ pairs: [Pair]) -> [Pair] {
        var all = pairs
        for i in linksOfOld.indices {
            for j in linksOfOld[i] { all.append(.init(similarity: 1, old: i, new: j)) }
        }
        // The pairs of one old sentence come in reverse order, so that at most one of them is
        // taken.
        all.sort { ($0.old, -$0.new) < ($1.old, -$1.new) }
        let kept = HeaviestIncrease.places(all.map(\.new), weights: all.map(weight))
        return zip(all, kept).compactMap { $1 ? $0 : nil }
    }

    /// The weight grows with the root of the length.
    ///
    /// If it grew with the length, one long sentence would outweigh several that stayed in order.
    private func weight(_ pair: Pair) -> Int {
        let size = Double(max(1, sizes[pair.old]))
        return 1
            + Int(clamping: (pair.similarity - Self.leastSimilarity) * size.squareRoot() * 1000)
    }

    /// Links two sentences that are alone between linked neighbours.
    ///
    /// They are probably the same sentence, however much it was reworded.
    private mutating func linkLonePairs(between kept: [Pair]) {
        var (i, j) = (0, 0)
        for (endOld, endNew) in kept.map({ ($0.old, $0.new) }) + [(old.count, new.count)] {
            let leftOld = (i..<endOld).filter { linksOfOld[$0].isEmpty }
            let leftNew = (j..<endNew).filter { linksOfNew[$0].isEmpty }
            (i, j) = (endOld + 1, endNew + 1)
            guard leftOld.count == 1, leftNew.count == 1,
                old[leftOld[0]].similarity(to: new[leftNew[0]], weights)
                    >= Self.leastLoneSimilarity
            else { continue }
            link(leftOld[0], leftNew[0])
        }
    }
}

/// Links the sentences that stand unchanged in both texts.
private struct EqualSentences {
    private(set) var linksOfOld: [[Int]]
    private(set) var linksOfNew: [[Int]]

    init(_ old: [[Int32]], _ new: [[Int32]]) {
        linksOfOld = Array(repeating: [], count: old.count)
        linksOfNew = Array(repeating: [], count: new.count)
        let (before, after) = (old.map(Self.hash), new.map(Self.hash))
        for run in EditScript(from: before, to: after).runs where run.kind == .same {
            for (i, j) in zip(run.old, run.new) { link(i, j) }
        }
        var places: [UInt64: [Int]] = [:]
        for i in old.indices.reversed() where linksOfOld[i].isEmpty {
            places[before[i], default: []].append(i)
        }
        // Short sentences are repeated by chance; a longer one that is repeated has moved.
        for j in new.indices where linksOfNew[j].isEmpty && new[j].count >= 3 {
            guard let i = places[after[j]]?.popLast() else { continue }
            link(i, j)
        }
    }

    private mutating func link(_ i: Int, _ j: Int) {
        linksOfOld[i].append(j)
        linksOfNew[j].append(i)
    }

    /// A hash that is equal for sentences with the same words in the same order.
    private static func hash(_ sequence: [Int32]) -> UInt64 {
        sequence.reduce(0xCBF2_9CE4_8422_2325) {
            ($0 ^ UInt64(truncatingIfNeeded: $1)) &* 0x9E37_79B9_7F4A_7C15 ^ ($0 >> 29)
        }
    }
}
