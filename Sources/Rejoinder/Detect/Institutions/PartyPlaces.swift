/// Finds the place of a body that a text calls by its kind alone: "the governor's office".
///
/// It is the one that the text gives the same office elsewhere: "Minnesota Gov. Doe", "the governor
/// of Minnesota", "Polizei Köln". If the text gives several, nobody can tell which is meant.
struct PartyPlaces {
    private let passage: Passage
    private let language: Language
    private let words: PartyWords
    /// The stem of each token; empty for marks.
    private let stems: [String]

    init(_ passage: Passage, _ language: Language) {
        self.passage = passage
        self.language = language
        words = language.partyWords
        stems = passage.tokens.indices.map { place in
            passage.tokens[place].isWordlike ? language.partyWords.whole(passage.stem(place)) : ""
        }
    }

    private var tokens: SafeArray<TaggedToken> { passage.tokens }

    /// The name with its place; as it is if it has one already, or if none is known.
    func name(of name: String, at range: Range<Int>) -> String {
        let places = range.filter { tokens[$0].isWordlike }
        guard !places.isEmpty else { return name }
        let own = places.map { stems[$0] }
        guard words.isGeneric(own, isCapital: { tokens[places[$0]].isCapital }, language),
            let anchor = words.anchor(in: own)
        else { return name }
        var found: [Found] = []
        for start in stems.indices where stems[start...].starts(with: own[anchor]) {
            let occurrence = start..<start + anchor.count
            guard
                let place = before(occurrence, isOffice: words.isOffice(own[anchor]))
                    ?? after(occurrence)
            else { continue }
            if !found.contains(where: { $0.stems == place.stems }) { found.append(place) }
        }
        guard found.count == 1, let place = found.first else { return name }
        if place.isBefore { return "\(place.text) \(name)" }
        return anchor.upperBound == own.count ? "\(name) \(place.text)" : "\(name) (\(place.bare))"
    }

    private struct Found {
        let stems: [String]
        /// The place with the words that join it to the name.
        let text: String
        let bare: String
        let isBefore: Bool
    }

    private func before(_ occurrence: Range<Int>, isOffice: Bool) -> Found? {
        var start = occurrence.lowerBound
        while start > occurrence.lowerBound - 3, isPlace(start - 1) { start -= 1 }
        let range = start..<occurrence.lowerBound
        guard let first = range.first else { return nil }
        if language.hasArticles, !language.isHeadLast {
            // "Kölner Polizei"
            guard language.capitalisesNouns, range.count == 1, hasEnding("er", first) else {
                return nil
            }
        }
        guard language.hasArticles else { return nil }
        let text = passage.text(range)
        let isOwned = text.hasSuffix("'s") || text.hasSuffix("’s")
        // "Doe's department" is where Doe works.
        guard !isOwned || isOffice else { return nil }
        if isSentenceStart(first), !isCapitalElsewhere(first) { return nil }
        let bare = isOwned ? String(text.dropLast(2)) : text
        return Found(stems: range.map { stems[$0] }, text: bare, bare: bare, isBefore: true)
    }

    private func after(_ occurrence: Range<Int>) -> Found? {
        var start = occurrence.upperBound
        while start < occurrence.upperBound + 2, tokens[start].isWordlike, !tokens[start].isCapital,
            tokens[start].has(language.grammar.preposition | language.grammar.determiner)
        {
            start += 1
        }
        // English says whose name follows a title.
        if language.isHeadLast {
            guard start == occurrence.upperBound + 1, ["of", "in"].contains(stems[start - 1]) else {
                return nil
            }
        }
        var end = start
        while end < start + 3, isPlace(end) { end += 1 }
        guard end > start else { return nil }
        return Found(
            stems: (start..<end).map { stems[$0] }, text: passage.text(occurrence.upperBound..<end),
            bare: passage.text(start..<end), isBefore: false)
    }

    /// Whether the word may be a part of a place's name.
    private func isPlace(_ place: Int) -> Bool {
        let token = tokens[place]
        let grammar = language.grammar
        return token.kind == .word && token.isCapital && !words.isKnown(stems[place])
            && !token.has(
                grammar.determiner | grammar.pronoun | grammar.time | grammar.title | grammar.role
                    | grammar.spokes | grammar.press | grammar.adverb | grammar.conjunction
                    | grammar.preposition | grammar.boundary | grammar.head | grammar.person)
    }

    private func hasEnding(_ ending: String, _ place: Int) -> Bool {
        String(decoding: passage.folded(place), as: UTF8.self).hasSuffix(ending)
    }

    private func isSentenceStart(_ place: Int) -> Bool {
        passage.sentences.contains { $0.lowerBound == place } || !tokens[place - 1].isWordlike
    }

    /// Whether the same word has a capital where no sentence begins.
    private func isCapitalElsewhere(_ place: Int) -> Bool {
        stems.indices.contains { other in
            other != place && stems[other] == stems[place] && tokens[other].isCapital
                && !isSentenceStart(other)
        }
    }
}

extension Detector {
    /// Whether a name tells only what kind of body it is, and not which.
    func isGeneric(_ name: String) -> Bool {
        languages.codes.contains { code in
            guard let language = languages.language(code) else { return false }
            let passage = Passage(name, language)
            let places = passage.tokens.indices.filter { passage.tokens[$0].isWordlike }
            return language.partyWords.isGeneric(
                places.map(passage.stem), isCapital: { passage.tokens[places[$0]].isCapital },
                language)
        }
    }

    /// Whether two names of one kind of body can be of one place, as far as the other's text tells.
    ///
    /// "Governor's office" in a text that never says Minnesota is not Minnesota's.
    func mayBeOfOnePlace(_ name: String, in text: String, as placed: String) -> Bool {
        let (own, others) = (Set(NameWords.stems(name)), Set(NameWords.stems(placed)))
        let missing = others.subtracting(own)
        guard !missing.isEmpty, isGeneric(name) else { return true }
        return missing.isSubset(of: NameWords.stems(text))
    }
}
