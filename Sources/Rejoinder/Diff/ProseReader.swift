/// Reads tokens as words for the rules that judge how much a change matters.
struct ProseReader {
    let text: DiffText
    let table: WordTable

    func name(_ index: Int) -> Int32 { text.tokens[index].name }
    func shape(_ index: Int) -> WordTable.Shape { table[name(index)].shape }
    func mark(_ index: Int) -> UInt32 { table[name(index)].mark }
    func isWord(_ index: Int) -> Bool { shape(index) != .punctuation }

    /// The token's word in lower case.
    func word(_ index: Int) -> String { table.text(of: table[name(index)].folded) }

    func words(_ range: Range<Int>) -> [String] { range.filter(isWord).map(word) }

    /// Whether the range ends as a sentence does, ignoring closing marks.
    func endsSentence(_ range: Range<Int>) -> Bool {
        for index in range.reversed() {
            switch mark(index) {
            case 0x22, 0x27, 0x29, 0x5D: continue
            case 0x2E, 0x21, 0x3F, 0x3A, 0x3B, 0x3002, 0x61F, 0x6D4, 0x964: return true
            case 0: return text.bytes[Int(text.tokens[index].end) - 1] == 0x2E
            default: return false
            }
        }
        return false
    }

    /// Whether the token begins a sentence, or what follows a colon.
    func startsSentence(_ index: Int) -> Bool {
        var place = index - 1
        while place >= 0, [0x22, 0x27, 0x28].contains(mark(place)) { place -= 1 }
        guard place >= 0 else { return true }
        return [0x2E, 0x21, 0x3F, 0x3A].contains(mark(place))
    }

    /// Whether an article stands before the word.
    ///
    /// German capitalises every noun, but a name takes no article.
    func followsArticle(_ index: Int) -> Bool {
        index > 0 && ProseWords.articles.contains(word(index - 1))
    }

    /// The lower-case forms of words that are capitalised as names.
    ///
    /// A capital that only opens a sentence or only marks a noun does not count.
    var names: Set<Int32> {
        Set(
            text.tokens.indices.filter {
                shape($0) == .capitalised && !startsSentence($0) && !followsArticle($0)
            }.map { table[name($0)].folded })
    }

    /// Whether the range is one quotation of several words.
    func isQuotation(_ range: Range<Int>) -> Bool {
        guard let first = range.first, let last = range.last, range.count >= 6 else { return false }
        return mark(first) == 0x22 && mark(last) == 0x22
    }

    /// Whether the range holds a quotation mark.
    func hasQuotation(_ range: Range<Int>) -> Bool { range.contains { mark($0) == 0x22 } }
}
