/// Tells how the parties of one passage are called, where no institution is known.
struct PartyNames {
    private let passage: Passage
    private let language: Language
    /// Made when the first name needs a place.
    private var places: PartyPlaces?

    init(_ passage: Passage, _ language: Language) {
        (self.passage, self.language) = (passage, language)
    }

    /// The name without what the text says beside it, and with its place; nil if it stays as it is.
    mutating func fullName(of mention: PartyMention) -> String? {
        let words = trimmed(mention.words)
        let name = words == mention.words ? mention.name : passage.text(words)
        let placed = placed(name, words)
        return placed == mention.name ? nil : placed
    }

    /// The mention with all words of a known name: "Customs and Border Protection" is not two bodies.
    func whole(_ mention: PartyMention) -> PartyMention {
        guard passage.sentences.indices.contains(mention.sentence), let first = mention.words.first
        else { return mention }
        let near = passage.sentences[mention.sentence].filter {
            passage.tokens[$0].isWordlike && abs($0 - first) <= 6
        }
        guard let place = near.firstIndex(of: first),
            let range = language.partyWords.officialName(around: place, in: near.map(passage.stem)),
            let start = near[range].first, let end = near[range].last
        else { return mention }
        return mention.renamed(passage.text(start..<end + 1), words: start..<end + 1)
    }

    private mutating func placed(_ name: String, _ words: Range<Int>) -> String {
        let wordlike = words.filter { passage.tokens[$0].isWordlike }
        let isGeneric = language.partyWords.isGeneric(
            wordlike.map(passage.stem), isCapital: { passage.tokens[wordlike[$0]].isCapital },
            language)
        guard isGeneric else { return name }
        let places = self.places ?? PartyPlaces(passage, language)
        self.places = places
        return places.name(of: name, at: words)
    }

    /// Cuts off when, at whose request and to whom the party spoke: "ministry on Monday".
    private func trimmed(_ words: Range<Int>) -> Range<Int> {
        let (tokens, grammar) = (passage.tokens, language.grammar)
        var end = words.upperBound
        for place in words.dropFirst() where place > words.lowerBound {
            let (token, next) = (tokens[place], tokens[place + 1])
            let isTime =
                token.has(grammar.preposition) && !token.isCapital && next.has(grammar.time)
            let isAddressee =
                token.has(grammar.determiner) && !token.isCapital && next.has(grammar.press)
            if isTime || isAddressee {
                end = place
                break
            }
        }
        let range = words.lowerBound..<end
        let wordlike = range.filter { tokens[$0].isWordlike }
        let request = language.questionWords.all(in: wordlike.map(passage.stem)).first
        if let first = request?.range.lowerBound, first > 0 {
            return words.lowerBound..<wordlike[first]
        }
        return range
    }
}
