/// Finds what a later word refers back to: "the ministry", "the company", "they".
struct Mentions {
    private let index: InstitutionIndex
    private let passage: Passage
    private let title: String

    init(index: InstitutionIndex, passage: Passage, title: String) {
        self.index = index
        self.passage = passage
        self.title = title
    }

    /// The institution that was last named with the same noun before the mention.
    ///
    /// If none was, the one that the title names with that noun.
    mutating func institution(of mention: PartyMention) -> InstitutionKey? {
        guard mention.isAnaphor else { return nil }
        let wanted = NameWords.stems(mention.name)
        guard let noun = wanted.last else { return nil }
        let upper = min(mention.place, passage.tokens.count)
        let lower = max(0, upper - 400)
        var place = upper - 1
        while place >= lower {
            if passage.tokens[place].kind == .word,
                passage.stem(place).hasSuffix(noun)
            {
                let phrase = passage.text(around(place, upper: upper))
                if let key = index.find(in: phrase) { return key }
            }
            place -= 1
        }
        return NameWords.stems(title).contains { $0.hasSuffix(noun) } ? index.find(in: title) : nil
    }

    /// The words near a place that may belong to the same name.
    private func around(_ place: Int, upper: Int) -> Range<Int> {
        var start = place
        while !passage.tokens[start].startsParagraph, place - start < 3,
            passage.tokens[start - 1].isWordlike
        {
            start -= 1
        }
        var end = place + 1
        while end < upper, end - place < 5, passage.tokens[end].isWordlike,
            !passage.tokens[end].startsParagraph
        {
            end += 1
        }
        return start..<end
    }
}
