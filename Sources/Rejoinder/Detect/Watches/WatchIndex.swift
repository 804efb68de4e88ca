/// Finds the words of all watches in a text, in one pass over it.
///
/// The text is written anew for one automaton, twice: its words folded, for prefixes and phrases in
/// quotation marks, and their stems, for words in each of their forms. Marks stand between words, so
/// that none is found inside another, and between sentences, so that no phrase is found across them.
package struct WatchIndex: Sendable {
    package let watches: [Watch]
    private let automaton: PhraseAutomaton
    private let patterns: [Pattern]

    private struct Pattern: Sendable {
        let words: [Use]
        /// How many words of the text it takes.
        let length: Int
        /// Whether its last word is only the beginning of one.
        let isPrefix: Bool
    }

    private struct Use: Hashable, Sendable {
        let watch: Int
        let word: Int
    }

    package init(_ watches: [Watch]) {
        self.watches = watches
        var uses: [[UInt8]: [Use]] = [:]
        for (number, watch) in watches.enumerated() {
            for (place, word) in watch.words.enumerated() {
                for bytes in Self.patterns(of: word) {
                    uses[bytes, default: []].append(Use(watch: number, word: place))
                }
            }
        }
        let ordered = uses.keys.sorted { $0.lexicographicallyPrecedes($1) }
        patterns = ordered.map { bytes in
            let marks = bytes.count { $0 == Mark.folded || $0 == Mark.stem }
            let isPrefix = bytes.last.map { $0 != Mark.folded && $0 != Mark.stem } ?? true
            return Pattern(
                words: uses[bytes] ?? [], length: isPrefix ? marks : marks - 1, isPrefix: isPrefix)
        }
        automaton = PhraseAutomaton(ordered)
    }

    package var isEmpty: Bool { watches.isEmpty }

    /// A word of a watch that was found.
    package struct Found: Hashable, Sendable {
        package let watch: Int
        /// The place of the word among those of the watch.
        package let word: Int
        /// The bytes of the words in the text.
        package let bytes: Range<Int>
        /// The number of the sentence.
        package let sentence: Int
    }

    /// All words of watches that the text has, in its order.
    package func found(in text: TokenizedText) -> [Found] {
        let words = WatchedWords(text)
        var found: [Found] = []
        for stream in [words.folded, words.stems] {
            automaton.scan(stream.bytes) { number, end in
                let pattern = patterns[number]
                // A pattern ends at the mark after its last word, or inside that word.
                let last = stream.word(endingAt: pattern.isPrefix ? end : end - 1)
                let first = max(0, last - pattern.length + 1)
                for use in pattern.words {
                    found.append(
                        Found(
                            watch: use.watch, word: use.word, bytes: words.bytes(first, last),
                            sentence: words.sentence(of: first)))
                }
            }
        }
        return found
    }
}

extension WatchIndex {
    /// What stands before and after each word.
    fileprivate enum Mark {
        static let folded: UInt8 = 1
        static let stem: UInt8 = 2
        static let sentence: UInt8 = 3
    }

    /// What the automaton looks for.
    private static func patterns(of word: WatchWord) -> [[UInt8]] {
        let words = WatchedWords(TokenizedText(word.text))
        switch word.form {
        case .exact: return words.folded.isEmpty ? [] : [words.folded.whole]
        case .prefix: return words.folded.isEmpty ? [] : [Array(words.folded.whole.dropLast())]
        case .family:
            guard !words.stems.isEmpty else { return [] }
            // A short acronym is no small word, but whoever writes "eu" means the EU as well.
            let upper = word.text.uppercased()
            let isShort = (2...3).contains(word.text.count) && word.text == word.text.caseFolded
            let acronym = isShort ? [WatchedWords(TokenizedText(upper)).stems.whole] : []
            return Array(Set([words.stems.whole] + acronym))
        }
    }
}

/// The words of a text, written for the automaton.
private struct WatchedWords {
    struct Stream {
        let mark: UInt8
        var bytes: SafeArray<UInt8> = []
        /// Where each word begins.
        var starts: [Int] = []

        init(mark: UInt8) { self.mark = mark }

        var isEmpty: Bool { starts.isEmpty }
        /// All of it, without a mark of a sentence.
        var whole: [UInt8] { bytes.elements.filter { $0 != WatchIndex.Mark.sentence } }

        mutating func append(_ word: some Sequence<UInt8>, startsSentence: Bool) {
            if startsSentence || bytes.isEmpty {
                if !bytes.isEmpty { bytes.append(WatchIndex.Mark.sentence) }
                bytes.append(mark)
            }
            starts.append(bytes.count)
            // A byte that is a mark is no part of a word that anybody looks for.
            for byte in word { bytes.append(byte > 3 ? byte : 4) }
            bytes.append(mark)
        }

        /// The number of the word that the place is in, or right after.
        func word(endingAt place: Int) -> Int {
            var low = 0
            var high = starts.count
            while low < high {
                let middle = (low + high) / 2
                if starts[middle] < place { low = middle + 1 } else { high = middle }
            }
            return max(0, low - 1)
        }
    }

    private(set) var folded = Stream(mark: WatchIndex.Mark.folded)
    private(set) var stems = Stream(mark: WatchIndex.Mark.stem)
    /// The bytes of each word in the text, and its sentence.
    private var places: [(bytes: Range<Int>, sentence: Int)] = []

    init(_ text: TokenizedText) {
        let all = CaseFolding.folded(text.bytes)
        for word in text.soughtWords {
            folded.append(all[word.bytes], startsSentence: word.startsSentence)
            let stem = WordStem.of(Array(text.bytes[word.bytes]))
            stems.append(stem.utf8, startsSentence: word.startsSentence)
            places.append((word.bytes, word.sentence))
        }
    }

    /// The bytes from one word to another.
    func bytes(_ first: Int, _ last: Int) -> Range<Int> {
        guard places.indices.contains(first), places.indices.contains(last) else { return 0..<0 }
        let (from, to) = (places[first].bytes.lowerBound, places[last].bytes.upperBound)
        return from..<max(from, to)
    }

    func sentence(of word: Int) -> Int {
        places.indices.contains(word) ? places[word].sentence : 0
    }
}
