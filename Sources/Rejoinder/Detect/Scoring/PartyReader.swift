/// Reads from a passage who was asked, who refused and who answered.
///
/// The frames propose, the sentence model decides what each sentence says, and the tagger which
/// words name the party. Without weights the frames decide alone.
struct PartyReader {
    let language: Language
    let passage: Passage
    let weights: Weights?

    func partyMentions() -> [PartyMention] {
        let finder = MentionFinder(language: language, passage: passage)
        guard let weights else { return finder.partyMentions().filter { !$0.isLoose } }
        var scorer = SentenceScorer(weights, finder)
        let found = passage.sentences.indices.flatMap { scorer.mentions(in: $0) }
        return finder.settled(found)
    }
}

/// Scores the sentences of one passage, one after the other.
struct SentenceScorer {
    let weights: Weights
    let finder: MentionFinder
    let words: FeatureWords
    let findings: [FrameFindings]
    /// Whether a sentence has any word of asking, answering or speaking, or any frame matches.
    ///
    /// Where there is none, the models hardly ever find anything, and most of a text's sentences
    /// are passed over.
    private let hasCue: [Bool]
    private var own: FeatureSet
    private var beside: FeatureSet
    var token: FeatureSet

    init(_ weights: Weights, _ finder: MentionFinder) {
        self.weights = weights
        self.finder = finder
        let findings = finder.passage.sentences.indices.map { finder.found(in: $0) }
        let cues = findings.indices.map { number in
            !findings[number].matches.isEmpty
                || finder.passage.sentences[number].contains {
                    finder.tokens[$0].has(finder.language.cues)
                }
        }
        // A sentence is read with its neighbours.
        let needed = cues.indices.filter { number in
            (max(0, number - 1)...min(cues.count - 1, number + 1)).contains { cues[$0] }
        }
        words = FeatureWords(finder.passage, finder.language, sentences: needed)
        (self.findings, hasCue) = (findings, cues)
        own = FeatureSet(bits: weights.sentence.bits)
        beside = FeatureSet(bits: weights.sentence.bits)
        token = FeatureSet(bits: weights.tagger.bits)
    }

    mutating func mentions(in sentence: Int) -> [PartyMention] {
        guard hasCue[sentence] else { return [] }
        let probabilities = probabilities(sentence)
        guard let state = probabilities.likeliest,
            state == .responded || !finder.isMoot(finder.passage.sentences[sentence])
        else { return [] }
        let parties = parties(sentence, state)
        return parties.map {
            mention($0, sentence, state, probabilities, isAlone: parties.count == 1)
        }
    }

    /// - Parameter state: the likeliest of the sentence. Of several parties, each may have another; a
    ///   frame that names one knows better then, if its own state is likely enough. One that merely
    ///   speaks beside others ("A confirmed it, but B did not reply") spoke, and no more.
    private func mention(
        _ party: Party, _ sentence: Int, _ state: AskedParty.State,
        _ probabilities: SentenceProbabilities, isAlone: Bool
    ) -> PartyMention {
        let framed = findings[sentence].mentions.first {
            !$0.isLoose && $0.words.overlaps(party.words)
        }
        var said = framed.flatMap {
            $0.state == state || !isAlone && probabilities[$0.state] > 0.15 ? $0 : nil
        }
        if !isAlone, framed == nil {
            said = findings[sentence].mentions.first {
                $0.isLoose && $0.words.overlaps(party.words)
            }
        }
        let evidence = PartyEvidence(
            state: probabilities[said?.state ?? state], party: party.likelihood,
            isNamedByFrame: framed != nil, isStateOfFrame: said != nil)
        let name = finder.passage.text(party.words)
        var mention = PartyMention(
            state: said?.state ?? state, name: name, phrase: framed?.phrase ?? name,
            sentence: sentence, place: framed?.place ?? party.words.lowerBound, words: party.words,
            isAnaphor: party.tag == .pronoun || finder.isAnaphor(party.words),
            isReported: finder.isReported(sentence))
        mention.isHolding = said?.isHolding ?? false
        mention.isQuestion = said?.isQuestion ?? false
        mention.isPronoun = finder.isPronoun(party.words)
        mention.isPerson = party.tag == .person
        mention.evidence = evidence
        mention.confidence = weights.confidence.confidence(evidence)
        return mention
    }

    private mutating func probabilities(_ sentence: Int) -> SentenceProbabilities {
        SentenceFeatures(words: words, language: finder.language)
            .collect(sentence, { findings[$0] }, own: &own, beside: &beside)
        return weights.sentence.probabilities(own: own, beside: beside)
    }
}
