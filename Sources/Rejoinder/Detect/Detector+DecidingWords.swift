/// A word of a sentence, and how sure the finding would be without it.
package struct DecidingWord: Hashable, Sendable {
    /// As the text writes it.
    package let word: String
    /// From 0 to 1; 0 if nothing would be found.
    package let confidenceWithout: Double

    package init(word: String, confidenceWithout: Double) {
        self.word = word
        self.confidenceWithout = confidenceWithout
    }
}

extension Detector {
    /// The words that made a finding as sure or as doubtful as it is, the weightiest first.
    ///
    /// The text is read once more without each word of the sentence, because the rules and the models
    /// judge a sentence as a whole: this shows what all of them make of a word together. The words of
    /// the party's own name are left out, as without them nobody is named.
    ///
    /// - Parameters:
    ///   - evidence: the sentence that tells of the party.
    ///   - wording: the party's name as the text gives it.
    ///   - outlet: what the outlet calls itself.
    /// - Returns: nothing if the text no longer says this to this version, or is very long.
    package func decidingWords(
        in content: RevisionContent, evidence: String, wording: String, state: AskedParty.State,
        outlet: OutletName? = nil
    ) -> [DecidingWord] {
        guard let language = language(content.language, content.shared.text) else { return [] }
        let passage = Passage(content.shared.text, language)
        guard passage.bytes.count <= Self.longestExplained,
            let sentence = passage.sentences.first(where: { passage.text($0) == evidence })
        else { return [] }
        func confidence(_ text: String) -> Double {
            parties(
                in: RevisionContent(title: content.title, text: text, language: content.language),
                outlet: outlet
            ).filter { $0.mention == wording && $0.state == state }.map(\.confidence).max() ?? 0
        }
        let whole = confidence(content.text)
        guard whole > 0 else { return [] }
        let name = Passage(wording, language)
        let names = Set(name.tokens.indices.map { name.text($0..<$0 + 1) })
        let words = sentence.filter { passage.tokens[$0].isWordlike }.prefix(Self.mostWords)
        let read = words.compactMap { place -> DecidingWord? in
            let word = passage.text(place..<place + 1)
            guard !names.contains(word) else { return nil }
            let token = passage.tokens[place]
            let rest =
                passage.bytes[0..<token.start] + passage.bytes[token.end..<passage.bytes.count]
            return DecidingWord(
                word: word, confidenceWithout: confidence(String(decoding: rest, as: UTF8.self)))
        }
        func weight(_ word: DecidingWord) -> Double { abs(word.confidenceWithout - whole) }
        return Array(
            read.filter { weight($0) >= 0.1 }.sorted { weight($0) > weight($1) }.prefix(5))
    }

    /// The most bytes of a text that is read again for each word; a longer one would take minutes.
    private static let longestExplained = 200_000
    private static let mostWords = 80
}
