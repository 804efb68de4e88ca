/// The words of one side of an edit.
struct EditedWords {
    /// The words in lower case.
    let words: [String]
    private let tokens: [Int]
    private let wordTokens: [Int]
    private let reader: ProseReader

    init(_ tokens: [Int], _ reader: ProseReader) {
        self.tokens = tokens
        self.reader = reader
        wordTokens = tokens.filter { reader.isWord($0) || Self.isSymbol(reader.mark($0)) }
        words = wordTokens.map(reader.word)
    }

    var isEmpty: Bool { words.isEmpty }

    private static func isSymbol(_ mark: UInt32) -> Bool {
        switch mark {
        case 0x25, 0x24, 0xA3, 0xA5, 0x20AC, 0x20B4, 0x20BD, 0x26, 0xB0: true
        default: false
        }
    }

    var folded: String { words.joined(separator: " ") }

    /// The words with differences of house style removed.
    var spelling: String { words.map(Spelling.key).joined() }

    func isSameSpelling(as other: EditedWords) -> Bool {
        words.count == other.words.count
            && zip(words, other.words).allSatisfy { Spelling.key($0) == Spelling.key($1) }
    }

    var withoutJoints: [String] { words.filter { !ProseWords.joints.contains($0) } }

    var negations: Int {
        words.count(where: ProseWords.isNegator)
    }

    /// The words that carry a meaning of their own and are not negators.
    var affirmed: [String] { content.filter { !ProseWords.negators.contains($0) } }

    /// The words that carry a meaning of their own.
    var content: [String] { words.filter { !ProseWords.function.contains($0) } }

    func content(not other: EditedWords) -> [String] {
        content.filter { !other.words.contains($0) }
    }

    var numbers: [String] {
        zip(wordTokens, words).compactMap { index, word in
            if reader.shape(index) == .number { return Spelling.key(word) }
            if let value = ProseWords.numerals[word] { return Spelling.number(value) }
            return ProseWords.quantities.contains(word) ? word : nil
        }
    }

    var hasDigits: Bool { wordTokens.contains { reader.shape($0) == .number } }

    var units: [String] { words.filter(ProseWords.units.contains) }

    var hasDate: Bool { wordTokens.contains(where: isDateWord) }

    /// "Today", "tomorrow" and the like.
    var days: [String] {
        words.filter { ProseWords.relativeDays.contains($0) && !ProseWords.function.contains($0) }
    }

    var hasSeason: Bool { words.contains(where: ProseWords.seasons.contains) }

    private func isDateWord(_ index: Int) -> Bool {
        let word = reader.word(index)
        guard ProseWords.months.contains(word) || ProseWords.weekdays.contains(word) else {
            return false
        }
        // Jan and Jun are also people's names.
        if ProseWords.shortDateWords.contains(word) {
            return [index - 1, index + 1, index + 2].contains { place in
                reader.text.tokens.indices.contains(place) && reader.shape(place) == .number
            }
        }
        return reader.shape(index) == .capitalised || !ProseWords.commonDateWords.contains(word)
    }

    var hasYear: Bool {
        guard let index = wordTokens.first(where: { reader.shape($0) == .number }) else {
            return false
        }
        let bytes = Array(reader.word(index).utf8)
        guard bytes.count == 4, bytes.allSatisfy(\.isDigit),
            bytes.starts(with: "19".utf8) || bytes.starts(with: "20".utf8)
        else { return false }
        if index > 0, Self.isSymbol(reader.mark(index - 1)) { return false }
        // "2000 people" gives a number, "in 2000 the" gives a date.
        let next = index + 1
        guard next < reader.text.tokens.count, reader.shape(next) == .lower else { return true }
        return ProseWords.function.contains(reader.word(next))
    }

    /// Whether one of the words is a number beside a month.
    var isDayOfMonth: Bool {
        wordTokens.contains { index in
            guard reader.shape(index) == .number else { return false }
            return [index - 1, index + 1].contains { place in
                reader.text.tokens.indices.contains(place) && isDateWord(place)
            }
        }
    }

    var startsSentence: Bool {
        guard let first = wordTokens.first else { return false }
        return reader.startsSentence(first)
    }

    var followsArticle: Bool { wordTokens.first.map(reader.followsArticle) ?? false }

    /// The first word in lower case, by its name in the table.
    var firstName: Int32? { wordTokens.first.map { reader.table[reader.name($0)].folded } }

    /// Whether every word that carries meaning is capitalised and is not a common word.
    var areNames: Bool {
        let meaning = wordTokens.filter { !ProseWords.function.contains(reader.word($0)) }
        guard !meaning.isEmpty, meaning.count <= 5 else { return false }
        return meaning.allSatisfy { index in
            reader.shape(index) == .capitalised && !ProseWords.isCommon(reader.word(index))
        }
    }
}
