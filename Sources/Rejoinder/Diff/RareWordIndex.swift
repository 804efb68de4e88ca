/// Finds sentences that share uncommon words.
struct RareWordIndex {
    private var places: [Int32: [Int32]] = [:]
    private let limit: Int

    /// - Parameter limit: a word in more sentences than these finds none.
    init(_ sentences: [(place: Int, words: SentenceWords)], limit: Int) {
        self.limit = limit
        for (place, sentence) in sentences {
            var last: Int32?
            for word in sentence.words where word != last {
                last = word
                places[word, default: []].append(Int32(truncatingIfNeeded: place))
            }
        }
    }

    /// The places that share most, nearest first among equals.
    func candidates(for sentence: SentenceWords, near expected: Int, most: Int) -> [Int] {
        var shared: [Int: Double] = [:]
        var last: Int32?
        for word in sentence.words where word != last {
            last = word
            guard let found = places[word], found.count <= limit else { continue }
            for place in found { shared[Int(place), default: 0] += 1 / Double(found.count) }
        }
        let ranked = shared.sorted {
            ($0.value, -abs($0.key - expected), -$0.key) > (
                $1.value, -abs($1.key - expected), -$1.key
            )
        }
        return ranked.prefix(most).map(\.key)
    }
}
