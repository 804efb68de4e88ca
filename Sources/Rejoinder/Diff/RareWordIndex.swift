/// Finds sentences that have uncommon words in common.
struct RareWordIndex {
    /// The index in `places` at which each word's sentences begin.
    private let starts: [Int]
    private let places: [Int32]
    private let limit: Int
    /// What each sentence shares with the one being looked for; all 0 between searches.
    private var shared: [Double]

    /// - Parameters:
    ///   - sentences: the sentences of one text.
    ///   - chosen: the places of the sentences that may be found, in order.
    ///   - limit: a word that is in more sentences than this finds none.
    init(_ sentences: [SentenceWords], chosen: [Int], limit: Int) {
        self.limit = limit
        shared = Array(repeating: 0, count: sentences.count)
        let most = chosen.reduce(0) { max($0, Int(sentences[$1].words.last ?? 0)) }
        var starts = Array(repeating: 0, count: most + 2)
        for place in chosen { sentences[place].forEachWord { starts[Int($0) + 1] += 1 } }
        for word in 1..<starts.count { starts[word] += starts[word - 1] }
        var places = Array(repeating: Int32(0), count: starts[most + 1])
        var ends = starts
        for place in chosen {
            sentences[place].forEachWord {
                places[ends[Int($0)]] = Int32(truncatingIfNeeded: place)
                ends[Int($0)] += 1
            }
        }
        (self.starts, self.places) = (starts, places)
    }

    /// The places that share most; among equals the nearest come first.
    mutating func candidates(
        for sentence: SentenceWords, near expected: Int, most: Int
    ) -> [Int] {
        var touched: [Int] = []
        sentence.forEachWord { word in
            guard Int(word) + 1 < starts.count else { return }
            let found = starts[Int(word)]..<starts[Int(word) + 1]
            guard found.count <= limit else { return }
            for place in places[found].map(Int.init) {
                if shared[place] == 0 { touched.append(place) }
                shared[place] += 1 / Double(found.count)
            }
        }
        var best: [Int] = []
        for place in touched {
            let rank = rank(place, expected)
            if best.count == most, self.rank(best[most - 1], expected) > rank { continue }
            let next = best.firstIndex { self.rank($0, expected) < rank } ?? best.count
            best.insert(place, at: next)
            if best.count > most { best.removeLast() }
        }
        for place in touched { shared[place] = 0 }
        return best
    }

    private func rank(_ place: Int, _ expected: Int) -> (Double, Int, Int) {
        (shared[place], -abs(place - expected), -place)
    }
}
