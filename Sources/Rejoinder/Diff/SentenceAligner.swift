/// Finds which sentences of two texts are the same ones: one to one, split, merged or moved.
///
/// Equal sentences are anchored by an edit script; the rest are paired by what they contain, through
/// an index of rare words, best pairs first. Time is linear in the words but for sorting, and each
/// sentence is compared with `candidates` others at most.
struct SentenceAligner {
    struct Link: Hashable, Sendable {
        let old: Int
        let new: Int
    }

    private static let candidates = 12
    private static let leastSimilarity = 0.3
    private static let leastContainment = 0.6

    private let old: [SentenceWords]
    private let new: [SentenceWords]
    private var linksOfOld: [[Int]]
    private var linksOfNew: [[Int]]

    /// - Parameter old, new: the folded words of each sentence.
    init(_ old: [[Int32]], _ new: [[Int32]]) {
        self.old = old.map(SentenceWords.init)
        self.new = new.map(SentenceWords.init)
        linksOfOld = Array(repeating: [], count: old.count)
        linksOfNew = Array(repeating: [], count: new.count)
    }

    /// The links, by old and then new place.
    mutating func links() -> [Link] {
        linkEqualSentences()
        linkSimilarSentences()
        linkParts()
        return linksOfOld.indices.flatMap { i in
            linksOfOld[i].sorted().map { Link(old: i, new: $0) }
        }
    }

    private mutating func link(_ i: Int, _ j: Int) {
        linksOfOld[i].append(j)
        linksOfNew[j].append(i)
    }

    // MARK: - Equal sentences

    private mutating func linkEqualSentences() {
        for run in EditScript(from: old.map(\.hash), to: new.map(\.hash)).runs
        where run.kind == .same {
            for (i, j) in zip(run.old, run.new) { link(i, j) }
        }
        var places: [UInt64: [Int]] = [:]
        for i in old.indices.reversed() where linksOfOld[i].isEmpty {
            places[old[i].hash, default: []].append(i)
        }
        // Short sentences are repeated by chance; a longer one has moved.
        for j in new.indices where linksOfNew[j].isEmpty && new[j].words.count >= 3 {
            guard let i = places[new[j].hash]?.popLast() else { continue }
            link(i, j)
        }
    }

    // MARK: - Similar sentences

    private struct Pair {
        let similarity: Double
        let old: Int
        let new: Int
    }

    private mutating func linkSimilarSentences() {
        let leftNew = new.indices.filter { linksOfNew[$0].isEmpty }
        let leftOld = old.indices.filter { linksOfOld[$0].isEmpty }
        guard !leftNew.isEmpty, !leftOld.isEmpty else { return }
        let expected = expectedPlaces()
        var pairs: [Pair] = []
        let index = RareWordIndex(leftOld.map { ($0, old[$0]) }, limit: max(3, leftOld.count / 4))
        for j in leftNew {
            for i in index.candidates(for: new[j], near: expected[j], most: Self.candidates) {
                let similarity = similarity(i, j, expected[j])
                if similarity >= Self.leastSimilarity {
                    pairs.append(.init(similarity: similarity, old: i, new: j))
                }
            }
        }
        pairs.sort {
            ($0.similarity, -$0.old, -$0.new) > ($1.similarity, -$1.old, -$1.new)
        }
        for pair in pairs where linksOfOld[pair.old].isEmpty && linksOfNew[pair.new].isEmpty {
            link(pair.old, pair.new)
        }
    }

    /// For each new sentence, the old place where it would stand had nothing moved.
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

    private func similarity(_ i: Int, _ j: Int, _ expected: Int) -> Double {
        let (a, b) = (old[i], new[j])
        let shorter = Double(max(1, min(a.words.count, b.words.count)))
        let longer = Double(max(1, a.words.count, b.words.count))
        let single = Double(SentenceWords.common(a.words, b.words)) / shorter
        let pairs =
            Double(SentenceWords.common(a.pairs, b.pairs))
            / Double(max(1, min(a.pairs.count, b.pairs.count)))
        let distance = min(0.05, 0.002 * Double(abs(i - expected)))
        return (0.5 * single + 0.5 * pairs) * (0.55 + 0.45 * (shorter / longer).squareRoot())
            - distance
    }

    // MARK: - Splits and merges

    /// A sentence left over whose words are in its neighbour's partner is a part of that partner.
    private mutating func linkParts() {
        for j in new.indices where linksOfNew[j].isEmpty {
            let neighbours = [j - 1, j + 1].filter { new.indices.contains($0) }
            let partners = Set(neighbours.flatMap { linksOfNew[$0] })
            if let i = best(partners, { (old[$0], new[j]) }) { link(i, j) }
        }
        for i in old.indices where linksOfOld[i].isEmpty {
            let neighbours = [i - 1, i + 1].filter { old.indices.contains($0) }
            let partners = Set(neighbours.flatMap { linksOfOld[$0] })
            if let j = best(partners, { (new[$0], old[i]) }) { link(i, j) }
        }
    }

    private func best(_ partners: Set<Int>, _ pair: (Int) -> (SentenceWords, SentenceWords)) -> Int?
    {
        var best: (place: Int, share: Double)?
        for place in partners.sorted() {
            let (whole, part) = pair(place)
            guard whole.hash != part.hash, part.words.count >= 2 else { continue }
            let share = whole.containment(of: part)
            if share >= Self.leastContainment, share > best?.share ?? 0 { best = (place, share) }
        }
        return best?.place
    }
}

/// The words of a sentence, ready to be counted against another's.
struct SentenceWords {
    /// Sorted.
    let words: [Int32]
    /// Each word with its successor, sorted.
    let pairs: [Int64]
    /// Equal for sentences of equal words in equal order.
    let hash: UInt64

    init(_ sequence: [Int32]) {
        words = sequence.sorted()
        pairs = zip(sequence, sequence.dropFirst()).map { Int64($0) << 32 | Int64($1) }.sorted()
        hash = sequence.reduce(0xCBF2_9CE4_8422_2325) {
            ($0 ^ UInt64(truncatingIfNeeded: $1)) &* 0x9E37_79B9_7F4A_7C15 ^ ($0 >> 29)
        }
    }

    /// How many elements two sorted lists share, repeated ones counted as often as both have them.
    static func common<Element: Comparable>(_ a: [Element], _ b: [Element]) -> Int {
        var (i, j, count) = (0, 0, 0)
        while i < a.count, j < b.count {
            if a[i] == b[j] {
                (i, j, count) = (i + 1, j + 1, count + 1)
            } else if a[i] < b[j] {
                i += 1
            } else {
                j += 1
            }
        }
        return count
    }

    /// The share of the part's pairs of words that stand here too.
    func containment(of part: SentenceWords) -> Double {
        guard part.pairs.count > 1 else {
            return Double(Self.common(words, part.words)) / Double(max(1, part.words.count))
        }
        return Double(Self.common(pairs, part.pairs)) / Double(part.pairs.count)
    }
}

/// Finds sentences that share uncommon words.
private struct RareWordIndex {
    private var places: [Int32: [Int32]] = [:]
    private let limit: Int
    private let all: [Int]

    init(_ sentences: [(place: Int, words: SentenceWords)], limit: Int) {
        self.limit = min(limit, 64)
        all = sentences.map(\.place)
        for (place, sentence) in sentences {
            var last: Int32?
            for word in sentence.words where word != last {
                last = word
                places[word, default: []].append(Int32(truncatingIfNeeded: place))
            }
        }
    }

    /// The places that share most, nearest first among equals, and those around the expected place.
    func candidates(for sentence: SentenceWords, near expected: Int, most: Int) -> [Int] {
        var shared: [Int: Double] = [:]
        var last: Int32?
        for word in sentence.words where word != last {
            last = word
            guard let found = places[word], found.count <= limit else { continue }
            for place in found { shared[Int(place), default: 0] += 1 / Double(found.count) }
        }
        for place in neighbours(of: expected) { shared[place, default: 0] += 0.01 }
        let ranked = shared.sorted {
            ($0.value, -abs($0.key - expected), -$0.key) > (
                $1.value, -abs($1.key - expected), -$1.key
            )
        }
        return ranked.prefix(most).map(\.key)
    }

    private func neighbours(of expected: Int) -> ArraySlice<Int> {
        var (low, high) = (0, all.count)
        while low < high {
            let middle = (low + high) / 2
            if all[middle] < expected { low = middle + 1 } else { high = middle }
        }
        return all[max(0, low - 2)..<min(all.count, low + 3)]
    }
}
