/// The words by which a sentence says itself that the press asked whoever speaks in it.
struct QuestionWords: Sendable {
    private var phrases = NameIndex<Bool>()
    /// The classes of the words for what somebody who answers does.
    let speaking: WordClasses
    let refusing: WordClasses
    private let negators: Set<String>

    init(_ pack: LanguagePack, _ lexicon: LanguageLexicon) {
        refusing = lexicon.bits(.decline)
        speaking =
            refusing
            | lexicon.bits(
                .comment, .commentv, .commenti, .respond, .answering, .say, .sayv, .reaction)
            // Infinitives, which only frames use.
            | ["disclose", "utter", "utteri"].reduce(.none) { $0 | lexicon.bit($1) }
        negators = Set(pack.words(.negators).map { WordStem.of($0) })
        for phrase in pack.words(.questionPhrases) { phrases.addWhole(phrase, false) }
        for phrase in pack.words(.questionOpeners) { phrases.addWhole(phrase, true) }
    }

    func isNegation(_ stem: String) -> Bool { negators.contains(stem) }

    /// The phrases in a row of stems; some count only where a clause begins.
    func all(in stems: [String]) -> [(range: Range<Int>, isOpener: Bool)] {
        phrases.all(in: stems).map { ($0.range, $0.value) }
    }
}

extension MentionFinder {
    /// Whether the sentence says that the press asked, and not a parliament, a court or a customer.
    ///
    /// - Parameter words: the one who speaks; "asked about it, the court said" is no question of the
    ///   court.
    func tellsOfQuestion(_ sentence: Range<Int>, of words: Range<Int>) -> Bool {
        let places = sentence.filter { tokens[$0].isWordlike && !tokens[$0].isQuoted }
        return language.questionWords.all(in: places.map(passage.stem)).contains { phrase in
            let (first, last) = (
                places[phrase.range.lowerBound], places[phrase.range.upperBound - 1]
            )
            guard !phrase.isOpener || opensClause(first, sentence) else { return false }
            return isOfPress(after: last + 1, in: sentence, except: words)
        }
    }

    /// Whether the sentence says that somebody did not speak: "could not say", "nicht beantworten".
    func tellsOfSilence(_ sentence: Range<Int>) -> Bool {
        sentence.contains { place in
            guard tokens[place].has(language.questionWords.speaking), !tokens[place].isQuoted else {
                return false
            }
            return tokens[place].has(language.questionWords.refusing)
                || ((place - 4)..<place).contains { before in
                    before >= sentence.lowerBound
                        && language.questionWords.isNegation(
                            WordStem.of(Array(passage.folded(before))))
                }
        }
    }

    private func opensClause(_ place: Int, _ sentence: Range<Int>) -> Bool {
        let before = place - 1
        guard before >= sentence.lowerBound else { return true }
        let ends = !tokens[before].isWordlike && tokens[before].kind != .stop
        return ends || tokens[before].has(grammar.boundary | grammar.hypothesis)
    }

    /// Whether nothing says that the question was somebody else's: "asked by lawmakers", "auf Anfrage
    /// der Fraktion".
    private func isOfPress(
        after end: Int, in sentence: Range<Int>, except words: Range<Int>
    ) -> Bool {
        let next = (end..<min(end + 5, sentence.upperBound)).filter { !words.contains($0) }
        if next.contains(where: { tokens[$0].has(grammar.press) }) { return true }
        if next.contains(where: { tokens[$0].has(grammar.asker | grammar.reader) }) { return false }
        // Whoever is named right after the question has put it.
        return !language.capitalisesNouns || !tokens[end].has(grammar.determiner | grammar.link)
    }
}
