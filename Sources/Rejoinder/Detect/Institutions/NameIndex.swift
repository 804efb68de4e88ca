/// Finds names in a sequence of word stems; at each place the longest wins.
struct NameIndex<Value: Sendable>: Sendable {
    struct Found {
        let value: Value
        let range: Range<Int>
    }

    private var byFirst: [String: [(stems: [String], value: Value)]] = [:]
    /// Whether any name may begin with a stem, by the last bits of the stem's hash.
    ///
    /// Most words begin none, and need not be looked up.
    private var mayBegin = [Bool](repeating: false, count: 1 << 14)

    mutating func add(_ name: String, _ value: Value) {
        add(forms: NameWords.stems(name), value)
    }

    /// Adds a name by its stems, and as it may be inflected.
    mutating func add(forms stems: [String], _ value: Value) {
        add(stems: stems, value)
        // An acronym of three letters is inflected in small letters, as in Russian.
        let inflected = stems.map { $0.utf8.count == 6 ? WordStem.of($0.caseFolded) : $0 }
        if inflected != stems { add(stems: inflected, value) }
    }

    mutating func add(stems: [String], _ value: Value) {
        guard let first = stems.first else { return }
        byFirst[first, default: []].append((stems, value))
        mayBegin[place(of: first)] = true
    }

    private func place(of stem: String) -> Int {
        var hash: UInt32 = 0x811C_9DC5
        for byte in stem.utf8 { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
        return Int(hash ^ hash >> 14) & (mayBegin.count - 1)
    }

    /// All names, in order of place; names inside longer ones are left out.
    func all(in stems: [String]) -> [Found] {
        var found: [Found] = []
        var index = 0
        while index < stems.count {
            if let here = longest(in: stems, at: index) {
                found.append(here)
                index = here.range.upperBound
            } else {
                index += 1
            }
        }
        return found
    }

    private func longest(in stems: [String], at index: Int) -> Found? {
        guard mayBegin[place(of: stems[index])], let names = byFirst[stems[index]] else {
            return nil
        }
        let fitting = names.filter { stems[index...].starts(with: $0.stems) }
        return fitting.max { $0.stems.count < $1.stems.count }.map {
            Found(value: $0.value, range: index..<index + $0.stems.count)
        }
    }
}

/// Cuts a name into the stems of its words, without articles and marks.
enum NameWords {
    struct Word {
        let stem: String
        /// Whether another word stands before it that may say which one is meant, as in "the Harbour
        /// Commission", but not in "the head of the Commission".
        let isQualified: Bool
    }

    static func stems(_ text: String) -> [String] { words(text).map(\.stem) }

    static func words(_ text: String) -> [Word] {
        let text = TokenizedText(text)
        var words: [Word] = []
        var isQualified = false
        for word in text.words {
            guard word.isWord else {
                isQualified = false
                continue
            }
            let stem = WordStem.of(word, in: text)
            if isArticle(stem) {
                isQualified = false
            } else {
                words.append(Word(stem: stem, isQualified: isQualified))
                // Articles and prepositions that are no part of names are short, or are small words.
                let folded = text.text(Int(word.start)..<word.bareEnd(in: text.bytes)).caseFolded
                isQualified = folded.count > 2 && !smallWords.contains(folded)
            }
        }
        return words
    }

    /// Whether a stem is that of an article, which is no part of a name.
    static func isArticle(_ stem: String) -> Bool { articles.contains(stem) }

    private static let articles = Languages.embedded.set(.nameArticles)
    private static let smallWords: Set<String> = {
        let lists: [WordList] = [.smallWords, .sentenceStarters, .beforeOrdinals]
        return Languages.embedded.packs.reduce(into: []) { words, pack in
            for list in lists { words.formUnion(pack.words(list)) }
        }
    }()
}

/// Words that alone say no more than what kind of body is meant, in any language.
enum GenericNames {
    static func contains(_ stem: String) -> Bool { words.contains(stem) }

    private static let lists: [WordList] = [.officialBodies, .privateBodies, .commonBodies]
    private static let words = StarredWords(
        Languages.embedded.packs.flatMap { pack in lists.flatMap { pack.words($0) } },
        form: { WordStem.of($0) })
}
