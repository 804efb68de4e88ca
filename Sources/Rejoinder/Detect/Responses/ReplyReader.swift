/// Reads from a text what parties said on the record, in whatever form it stands there.
///
/// The models and the frames find who spoke to the press or refused to, the attributions whose words
/// are told, and `ReplyReader+Labels` the forms that need no verb. What is only hearsay, was said
/// before, or was not meant for the press is left out: it answers nothing.
struct ReplyReader {
    let detector: Detector
    let language: Language
    let passage: Passage
    let title: String
    /// Whether nothing is a reply unless its words are told.
    let wantsWords: Bool
    let attributions: [(attribution: Attribution, statement: Statement?)]

    typealias Reply = (mention: PartyMention, institution: InstitutionKey?)

    /// - Parameter wantsWords: whether nothing is a reply unless its words are told: elsewhere than in
    ///   an article that asked, "Israel responded by shooting down the drone" answers no question.
    init(
        _ detector: Detector, _ language: Language, _ text: TokenizedText, title: String,
        own: InstitutionKey?, wantsWords: Bool = false
    ) {
        self.wantsWords = wantsWords
        self.detector = detector
        self.language = language
        passage = Passage(text, language)
        self.title = title
        attributions = Attributions.found(
            in: text, language: language.code, among: detector.languages, own: own
        ) { detector.institution(named: $0, language: language.code) }
    }

    /// Where the text names who said something, in bytes.
    var sources: [Range<Int>] { attributions.compactMap(\.attribution.source) }

    func replies() -> [Reply] {
        let voices = SpeakersOfSentences(attributions: attributions)
        let mentions = detector.resolved(mentions(), passage, language, title: title)
            .filter { !isVoid($0.0, voices) && (!wantsWords || tellsWords($0.0)) }
        let told = mentions.map { (mention: withSource($0.0), institution: $0.1) }
        let statements = statements(beside: told, voices)
        return (told + statements + labels()).map { reply in
            refuses(reply.mention) ? (reply.mention.refusing(), reply.institution) : reply
        }
        .sorted {
            ($0.mention.sentence, $0.mention.place) < ($1.mention.sentence, $1.mention.place)
        }
    }

    /// The mention with all of the words that name the speaker: the tagger may hear "Jane Doe" alone in
    /// "the council's director, Jane Doe".
    private func withSource(_ mention: PartyMention) -> PartyMention {
        guard mention.state == .responded, let name = passage.bytes(of: mention.words),
            let source = sources.first(where: {
                $0.lowerBound <= name.lowerBound && $0.upperBound >= name.upperBound
            }), passage.bytes.indices.contains(source.lowerBound),
            source.upperBound <= passage.bytes.count
        else { return mention }
        var mention = mention
        mention.phrase = String(decoding: passage.bytes[source], as: UTF8.self)
        return mention
    }

    /// What models and frames find.
    ///
    /// Where both name the same words, the models decide; but what a frame takes for a refusal or a
    /// holding reply is never an answer.
    private func mentions() -> [PartyMention] {
        let framed = MentionFinder(language: language, passage: passage).partyMentions()
        let learnt = detector.partyMentions(passage, language).filter { mention in
            mention.confidence >= Self.leastConfidence
                && !(mention.state == .responded
                    && framed.contains { Self.isSame($0, mention) && $0.isHoldingOrRefusal })
        }
        let others = framed.filter { frame in !learnt.contains { Self.isSame($0, frame) } }
        return (learnt + others).sorted { ($0.sentence, $0.place) < ($1.sentence, $1.place) }
    }

    /// Whether the sentence has the party's words.
    private func tellsWords(_ mention: PartyMention) -> Bool {
        guard mention.state == .responded else { return true }
        return passage.sentences[mention.sentence].contains { passage.tokens[$0].isQuoted }
            || attributions.contains { attribution, _ in
                passage.sentence(at: attribution.cue?.lowerBound ?? attribution.content.lowerBound)
                    == mention.sentence
            }
    }

    private static func isSame(_ one: PartyMention, _ other: PartyMention) -> Bool {
        one.sentence == other.sentence && one.words.overlaps(other.words)
    }

    /// Half of what is less sure is wrong.
    private static let leastConfidence = 0.5

    /// The statements of sources that no mention has yet.
    private func statements(beside told: [Reply], _ voices: SpeakersOfSentences) -> [Reply] {
        attributions.compactMap { attribution, statement in
            guard let statement, let source = attribution.source,
                let sentence = passage.sentence(
                    at: attribution.cue?.lowerBound ?? source.lowerBound)
            else { return nil }
            let words = passage.words(in: source, of: sentence)
            let isKnown = told.contains {
                $0.mention.sentence == sentence
                    && ($0.mention.words.overlaps(words)
                        || $0.institution != nil && $0.institution == statement.institution)
            }
            guard !isKnown else { return nil }
            let isOfficial = words.contains { passage.tokens[$0].has(language.grammar.spokes) }
            var mention = PartyMention(
                state: .responded, name: statement.source, phrase: statement.source,
                sentence: sentence, place: words.lowerBound, words: words, isAnaphor: false,
                isReported: false)
            mention.isLoose = !statement.isQuoted && !isOfficial
            guard !isVoid(mention, voices) else { return nil }
            return (mention, statement.institution)
        }
    }

    /// Whether the party's quoted words say that somebody does not comment: "'The council does not
    /// comment on sales', a spokesman said".
    private func refuses(_ mention: PartyMention) -> Bool {
        guard mention.state == .responded else { return false }
        return attributions.contains { attribution, _ in
            guard attribution.isQuoted,
                passage.sentence(at: attribution.cue?.lowerBound ?? attribution.content.lowerBound)
                    == mention.sentence
            else { return false }
            let said = Passage(attribution.contentText, language)
            return MentionFinder(language: language, passage: said).partyMentions()
                .contains { $0.state == .declined }
        }
    }
}

// MARK: - What is no answer

extension ReplyReader {
    /// Whether the words are somebody else's report of them, are from before, or were not meant for the
    /// press.
    ///
    /// A refusal or a question that is still open is what the outlet itself reports.
    private func isVoid(_ mention: PartyMention, _ voices: SpeakersOfSentences) -> Bool {
        guard mention.state == .responded, !mention.words.isEmpty else { return false }
        let sentence = FoldedSentence(passage.sentences[mention.sentence], of: passage)
        return isLeaked(mention, sentence, voices)
            || voices.isHearsay(mention, passage, press: language.grammar.press)
            || isPluperfect(mention, sentence, voices)
    }

    /// Whether words around what is told say that it is from papers that were not meant for the press.
    private func isLeaked(
        _ mention: PartyMention, _ sentence: FoldedSentence, _ voices: SpeakersOfSentences
    ) -> Bool {
        // Of the few sentences that have such a word, what is told is left out: files that somebody
        // speaks of have not leaked.
        let leaks = language.replies.leaks
        return sentence.has(anyOf: leaks)
            && FoldedSentence(
                passage.sentences[mention.sentence], of: passage,
                without: voices.told(by: mention, passage)
            ).has(anyOf: leaks)
    }

    /// Whether the verb of speaking has "had" before it: "The council had told residents that".
    private func isPluperfect(
        _ mention: PartyMention, _ sentence: FoldedSentence, _ voices: SpeakersOfSentences
    ) -> Bool {
        let words = sentence.words
        guard let verb = verb(of: mention, words, voices) else {
            // "das Amt habe ihm gesagt": the participle is no verb of speaking by itself.
            return language.capitalisesNouns
                && words.drop { $0.token < mention.words.upperBound }.prefix(3)
                    .contains { language.replies.pluperfect.contains($0.word) }
        }
        // The participle comes last in German.
        let reach = language.capitalisesNouns ? 16 : 3
        return words[..<verb].suffix(reach).reversed().prefix { _, place in
            passage.tokens[place].kind != .comma
        }.contains { language.replies.pluperfect.contains($0.word) }
            || language.capitalisesNouns && language.replies.pluperfect.contains(words[verb].word)
    }

    /// The place of the verb that tells of the mention's speaking, among the words of its sentence.
    private func verb(
        of mention: PartyMention, _ words: [(word: String, token: Int)],
        _ voices: SpeakersOfSentences
    ) -> Int? {
        if let cue = voices.cue(of: mention, passage) {
            return words.indices.last {
                passage.tokens[words[$0].token].start < cue.upperBound
                    && passage.tokens[words[$0].token].end > cue.lowerBound
            }
        }
        let saying = language.grammar.saying
        return words.firstIndex { passage.tokens[$0.token].has(saying) }
    }
}

/// Who speaks in each sentence, as the attributions tell.
struct SpeakersOfSentences {
    let attributions: [(attribution: Attribution, statement: Statement?)]

    /// Whether somebody else tells that the party said it: "The buyer claims that the council said".
    func isHearsay(_ mention: PartyMention, _ passage: Passage, press: WordClasses) -> Bool {
        guard let name = passage.bytes(of: mention.words) else { return false }
        return attributions.contains { attribution, _ in
            guard let source = attribution.source, !source.overlaps(name),
                attribution.pieces.contains(where: { $0.contains(name.lowerBound) })
            else { return false }
            // An agency or a paper only passes on what it was told.
            let words = passage.words(in: source, of: mention.sentence)
            guard !words.contains(where: { passage.tokens[$0].has(press) }) else { return false }
            // In "'The council has paid', a spokesman said" the council only stands in the words.
            return cue(of: mention, passage).map { cue in
                attribution.pieces.contains { $0.contains(cue.lowerBound) }
            } ?? true
        }
    }

    /// Where the passage tells what the mention says.
    func told(by mention: PartyMention, _ passage: Passage) -> [Range<Int>] {
        guard let name = passage.bytes(of: mention.words) else { return [] }
        return attributions.filter { $0.attribution.source?.overlaps(name) ?? false }
            .flatMap(\.attribution.pieces)
    }

    /// The verb by which the mention's words are attributed to it.
    func cue(of mention: PartyMention, _ passage: Passage) -> Range<Int>? {
        guard let name = passage.bytes(of: mention.words) else { return nil }
        return attributions.first { $0.attribution.source?.overlaps(name) ?? false }?
            .attribution.cue
    }
}

extension Passage {
    /// The sentence in which a byte stands.
    func sentence(at byte: Int) -> Int? {
        var (low, high) = (0, sentences.count)
        while low < high {
            let middle = (low + high) / 2
            let end = sentences[middle].last.map { tokens[$0].end } ?? 0
            if end <= byte { low = middle + 1 } else { high = middle }
        }
        return sentences.indices.contains(low) ? low : nil
    }

    /// The words of a sentence that stand in a range of bytes.
    func words(in bytes: Range<Int>, of sentence: Int) -> Range<Int> {
        guard sentences.indices.contains(sentence) else { return 0..<0 }
        let found = sentences[sentence].filter {
            tokens[$0].start < bytes.upperBound && tokens[$0].end > bytes.lowerBound
        }
        guard let first = found.first, let last = found.last else { return 0..<0 }
        return first..<last + 1
    }

    /// The bytes of some tokens; nil if there are none.
    func bytes(of words: Range<Int>) -> Range<Int>? {
        guard let first = words.first, let last = words.last, last < tokens.count else {
            return nil
        }
        let (start, end) = (tokens[first].start, tokens[last].end)
        return start < end ? start..<end : nil
    }
}

extension PartyMention {
    fileprivate var isHoldingOrRefusal: Bool { state == .declined || isHolding }
}
