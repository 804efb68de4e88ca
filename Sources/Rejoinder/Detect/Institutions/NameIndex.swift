/// Finds names in a sequence of word stems; at each place the longest wins.
struct NameIndex<Value: Sendable>: Sendable {
    struct Found {
        let value: Value
        let range: Range<Int>
    }

    private var byFirst: [String: [(stems: [String], value: Value)]] = [:]

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
        let names = byFirst[stems[index]] ?? []
        let fitting = names.filter { stems[index...].starts(with: $0.stems) }
        return fitting.max { $0.stems.count < $1.stems.count }.map {
            Found(value: $0.value, range: index..<index + $0.stems.count)
        }
    }
}

/// Cuts a name into the stems of its words, without articles and marks.
enum NameWords {
    static func stems(_ text: String) -> [String] {
        let text = TokenizedText(text)
        return WordReader.words(of: text).flatMap { word -> [String] in
            guard word.isWord else { return [] }
            let stem = WordStem.of(word, in: text)
            return articles.contains(stem) ? [] : [stem]
        }
    }

    private static let articles = Languages.embedded.set(.nameArticles)
}
