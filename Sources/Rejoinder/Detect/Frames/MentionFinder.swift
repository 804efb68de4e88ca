/// Reads from a passage who was asked, who refused and who answered.
struct MentionFinder {
    let language: Language
    let passage: Passage
    let matcher: FrameMatcher
    let phrases: NounPhrases

    var grammar: Grammar { language.grammar }
    var tokens: SafeArray<TaggedToken> { passage.tokens }

    init(language: Language, passage: Passage) {
        self.language = language
        self.passage = passage
        matcher = FrameMatcher(language: language, passage: passage)
        phrases = NounPhrases(language: language, passage: passage)
    }

    func partyMentions() -> [PartyMention] {
        settled(passage.sentences.indices.flatMap { found(in: $0).mentions })
    }

    /// What the frames say of a sentence, by itself.
    func found(in number: Int) -> FrameFindings {
        let sentence = passage.sentences[number]
        var findings = FrameFindings()
        var isRefusal = false
        for match in widest(matcher.matches(in: sentence)) {
            let ranges = parties(of: match, in: sentence)
            let isPlain = isPlain(match, sentence)
            let holds =
                isPlain
                && (match.pattern.isQuoted
                    || !isElsewhere(match, ranges, sentence)
                        && allows(match, ranges, number, sentence))
            findings.matches.append(
                FrameFindings.Match(
                    pattern: match.pattern, range: match.range, parties: ranges,
                    isPlain: isPlain, holds: holds))
            guard holds else { continue }
            if match.pattern.isQuoted { isRefusal = true }
            findings.mentions += ranges.compactMap { mention($0, match, number, sentence) }
        }
        if findings.mentions.contains(where: { !$0.isDefault && !$0.isLoose }) {
            findings.mentions.removeAll { $0.isDefault }
        }
        if isRefusal { findings.mentions = findings.mentions.map { $0.refusing() } }
        findings.mentions = merged(findings.mentions)
        return findings
    }

    /// Of the matches of one kind that end at the same place, keeps the longest.
    private func widest(_ matches: [FrameMatcher.Match]) -> [FrameMatcher.Match] {
        matches.filter { match in
            !matches.contains { other in
                other.pattern.state == match.pattern.state
                    && other.range.lowerBound < match.range.lowerBound
                    && other.range.upperBound >= match.range.upperBound && other.noun != match.range
                    && other.pattern.party == .before && match.pattern.party == .before
            }
        }
    }

    private func parties(of match: FrameMatcher.Match, in sentence: Range<Int>) -> [Range<Int>] {
        switch match.pattern.party {
        case .before: subject(of: match.range.lowerBound, in: sentence)
        case .inside:
            match.noun.map { noun in
                noun.upperBound == sentence.upperBound
                    ? phrases.after(noun.lowerBound, in: sentence) : phrases.within(noun)
            } ?? []
        case .none: []
        }
    }

    /// What the relative pronoun before a verb stands for: "the bank, which did not respond".
    private func antecedent(of place: Int, in sentence: Range<Int>) -> [Range<Int>]? {
        var relative = place - 1
        while relative > sentence.lowerBound,
            tokens[relative].has(grammar.adverb | grammar.auxiliary),
            !tokens[relative].has(grammar.relative)
        {
            relative -= 1
        }
        guard relative > sentence.lowerBound + 1, tokens[relative].has(grammar.relative),
            tokens[relative - 1].kind == .comma || !language.capitalisesNouns
        else { return nil }
        let end = tokens[relative - 1].kind == .comma ? relative - 1 : relative
        guard language.hasArticles else {
            let phrase = phrases.before(end, in: sentence)
            return phrase.isEmpty ? nil : phrase
        }
        let phrase = phrases.bared(phrases.nearest(before: end, sentence.lowerBound))
        return phrase.isEmpty ? nil : [phrase]
    }

    /// The subject of a verb; after a conjunction, the subject of the verb before it.
    private func subject(of place: Int, in sentence: Range<Int>) -> [Range<Int>] {
        if let owner = antecedent(of: place, in: sentence) { return owner }
        let skipped = grammar.adverb | grammar.auxiliary | grammar.both
        var place = place
        for _ in 0..<4 {
            var before = place - 1
            while before > sentence.lowerBound, tokens[before].has(skipped),
                !tokens[before].isCapital
            {
                before -= 1
            }
            guard before > sentence.lowerBound,
                tokens[before].has(grammar.conjunction | grammar.contrast)
            else { return phrases.before(place, in: sentence) }
            let verb = (sentence.lowerBound..<before).last {
                tokens[$0].has(grammar.verb) && !tokens[$0].isCapital
            }
            guard let verb else { return phrases.before(place, in: sentence) }
            place = verb
        }
        return []
    }
}
