import Foundation

/// How much it tells that two sentences share a word: the rarer it is in both texts, the more.
struct WordWeights {
    private var weights: [Double]

    init(_ sentences: [[Int32]]...) {
        let most = sentences.joined().joined().max() ?? 0
        var counts: [Int32] = Array(repeating: 0, count: Int(most) + 1)
        for sentence in sentences.joined() {
            for word in sentence { counts[Int(word)] += 1 }
        }
        let all = Double(sentences.reduce(0) { $0 + $1.count })
        weights = counts.map { $0 > 0 ? log(1 + all / Double($0)) : 0 }
    }

    subscript(_ word: Int32) -> Double { weights[Int(word)] }
}

/// The words of a sentence, prepared for counting those that another sentence shares.
struct SentenceWords {
    /// The words, sorted.
    let words: [Int32]
    /// Each word with the one after it, as sorted pairs.
    let pairs: [Int64]
    /// The total weight of the words.
    let weight: Double

    init(_ sequence: [Int32], _ weights: WordWeights) {
        words = sequence.sorted()
        pairs = zip(sequence, sequence.dropFirst()).map { Int64($0) << 32 | Int64($1) }.sorted()
        weight = words.reduce(0) { $0 + weights[$1] }
    }

    /// Calls `visit` once for each different word.
    func forEachWord(_ visit: (Int32) -> Void) {
        var last: Int32?
        for word in words where word != last {
            last = word
            visit(word)
        }
    }

    /// How much of the shorter sentence stands in the other, from 0 to 1.
    ///
    /// Words count by their weight, together with pairs of words; the result is a little lower if
    /// one sentence is much longer.
    func similarity(to other: SentenceWords, _ weights: WordWeights) -> Double {
        let shorter = Double(max(1, min(words.count, other.words.count)))
        let longer = Double(max(1, words.count, other.words.count))
        var shared = 0.0
        Self.forEachCommon(words, other.words) { shared += weights[$0] }
        var sharedPairs = 0
        Self.forEachCommon(pairs, other.pairs) { _ in sharedPairs += 1 }
        let single = shared / max(min(weight, other.weight), .leastNormalMagnitude)
        let double = Double(sharedPairs) / Double(max(1, min(pairs.count, other.pairs.count)))
        return (0.5 * single + 0.5 * double) * (0.55 + 0.45 * (shorter / longer).squareRoot())
    }

    /// The share of this sentence's weight that also stands in the other.
    func share(in other: SentenceWords, _ weights: WordWeights) -> Double {
        var shared = 0.0
        Self.forEachCommon(words, other.words) { shared += weights[$0] }
        return weight > 0 ? shared / weight : 0
    }

    /// The share of the part's word pairs that also stand in this sentence.
    func containment(of part: SentenceWords) -> Double {
        var count = 0
        guard part.pairs.count > 1 else {
            Self.forEachCommon(words, part.words) { _ in count += 1 }
            return Double(count) / Double(max(1, part.words.count))
        }
        Self.forEachCommon(pairs, part.pairs) { _ in count += 1 }
        return Double(count) / Double(part.pairs.count)
    }

    /// Visits what two sorted lists share, a repeated element as often as both lists have it.
    ///
    /// If one list is much shorter, its elements are looked up in the longer one, which is not read
    /// through: one endless sentence among many must not be read again for each of them.
    static func forEachCommon<Element: Comparable>(
        _ a: [Element], _ b: [Element], _ visit: (Element) -> Void
    ) {
        if a.count > 16 * b.count { return forEachCommon(b, a, visit) }
        let isLookedUp = b.count > 16 * a.count
        var (i, j) = (0, 0)
        while i < a.count, j < b.count {
            if a[i] == b[j] {
                visit(a[i])
                (i, j) = (i + 1, j + 1)
            } else if a[i] < b[j] {
                i += 1
            } else if isLookedUp {
                j = b.firstPlace(of: a[i], from: j)
            } else {
                j += 1
            }
        }
    }
}

extension Array where Element: Comparable {
    /// The first place from `start` on with the element or a greater one; the array must be sorted.
    func firstPlace(of element: Element, from start: Int = 0) -> Int {
        var (low, high) = (start, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < element { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// The words of a sentence that none of its parts has claimed yet.
struct UnclaimedWords {
    /// The words, sorted and without repetitions.
    private var words: [Int32] = []
    private var counts: [Int] = []
    private var weight: Double

    init(_ sentence: SentenceWords) {
        weight = sentence.weight
        for word in sentence.words {
            if words.last != word {
                words.append(word)
                counts.append(0)
            }
            counts[counts.count - 1] += 1
        }
    }

    /// How many unclaimed words the part has, and their share of the weight that is left.
    func claim(of part: SentenceWords, _ weights: WordWeights) -> (count: Int, share: Double) {
        let claimed = claimed(by: part)
        let sum = claimed.reduce(0) { $0 + Double($1.count) * weights[words[$1.place]] }
        return (claimed.reduce(0) { $0 + $1.count }, weight > 0 ? sum / weight : 0)
    }

    mutating func take(_ part: SentenceWords, _ weights: WordWeights) {
        for (place, count) in claimed(by: part) {
            counts[place] -= count
            weight -= Double(count) * weights[words[place]]
        }
    }

    /// Takes time by the length of the part alone, because a whole may have many parts.
    private func claimed(by part: SentenceWords) -> [(place: Int, count: Int)] {
        var claimed: [(place: Int, count: Int)] = []
        var (next, place) = (0, 0)
        while next < part.words.count {
            let word = part.words[next]
            let first = next
            while next < part.words.count, part.words[next] == word { next += 1 }
            place = words.firstPlace(of: word, from: place)
            guard place < words.count else { break }
            let count = min(next - first, counts[place])
            if words[place] == word, count > 0 { claimed.append((place, count)) }
        }
        return claimed
    }
}
