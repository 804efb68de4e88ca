/// Reads from a text who was asked, and how a new text responds to the open inquiries.
///
/// It is built once for a configuration and is cheap to call; what it knows of languages and
/// institutions is prepared when the first text needs it.
package struct Detector: Sendable {
    private let institutions: Deferred<InstitutionIndex>
    var index: InstitutionIndex { institutions.value }

    let languages: ReadLanguages
    let weights: Weights?

    /// - Parameters:
    ///   - institutions: those of the configuration, which take precedence over the built-in ones.
    ///   - weights: what was learnt from labelled sentences; without it the frames decide alone.
    package init(institutions: [Institution], weights: Weights? = .embedded) {
        self.init(institutions: institutions, languages: .embedded, weights: weights)
    }

    /// - Parameter languages: those in which texts are read; all others share the embedded ones.
    init(
        institutions: [Institution], languages: ReadLanguages, weights: Weights? = .embedded
    ) {
        self.languages = languages
        self.weights = weights
        self.institutions = Deferred { InstitutionIndex(institutions) }
    }

    /// Whether `parties` may find somebody who was asked or refused; quick, and a no is certain.
    package func mayTellOfQuestion(_ content: RevisionContent) -> Bool {
        language(content.language, content.shared.text)?.mayTellOfQuestion(content) ?? false
    }

    /// The parties that were asked, with what came of it.
    ///
    /// - Parameter language: a BCP 47 tag; if nil, the language is guessed.
    package func parties(title: String, text: String, language: String?) -> [AskedParty] {
        parties(in: RevisionContent(title: title, text: text, language: language))
    }

    /// - Parameters:
    ///   - thresholds: by which a doubtful word of a party does not cancel a sure one.
    ///   - outlet: what the outlet calls itself, which the text may write for the press.
    package func parties(
        in content: RevisionContent, by thresholds: CertaintyThresholds = .none,
        outlet: OutletName? = nil
    ) -> [AskedParty] {
        let (title, text) = (content.title, content.shared.text)
        guard let language = self.language(content.language, text) else { return [] }
        let passage = Passage(text, language, outlet: outlet)
        let partyMentions = partyMentions(passage, language)
        let found = resolved(partyMentions, passage, language, title: title)
        guard !found.isEmpty else { return [] }
        let topic = topic(title: title, text: text, language)
        return Self.merged(
            found.compactMap { mention, key in
                // "The police" is somebody only if the text says where.
                guard key != nil || !mention.isAnaphor || mention.fullName != nil else {
                    return nil
                }
                return party(mention, key, passage, topic, language)
            }, by: thresholds)
    }

    /// Each party as the text names it, sentence by sentence, including pronouns and repetitions.
    ///
    /// - Parameters:
    ///   - before: the words before the text, which are only read to understand it.
    ///   - after: the words after it, likewise.
    package func mentions(
        in text: String, before: String = "", after: String = "", language: String?
    ) -> [AskedParty] {
        let sample = Sample(text, before: before, after: after)
        guard let language = self.language(language, sample.whole) else { return [] }
        let passage = Passage(sample.whole, language)
        let partyMentions = partyMentions(passage, language).filter {
            sample.holds(passage.sentences[$0.sentence], passage)
        }
        return resolved(partyMentions, passage, language, title: "").map {
            party($0, $1, passage, [], language)
        }
    }

    /// The institution that a phrase names or speaks for: "A spokesperson for the Foreign Office".
    package func institution(named phrase: String, language: String?) -> InstitutionKey? {
        index.find(in: phrase)
    }

    /// Whether the institution is one of the configuration's.
    package func isConfigured(_ key: InstitutionKey) -> Bool { index.isConfigured(key) }

    /// The name to show for an institution, whether configured or built in.
    package func institutionName(_ key: InstitutionKey) -> String? { index.name(of: key) }

    /// The tag's language, or else the one with the most small words in the text.
    ///
    /// - Parameter text: cut only if the tag does not tell.
    func language(_ tag: String?, _ text: @autoclosure () -> TokenizedText) -> Language? {
        if let known = languages.language(tag) { return known }
        return languages.language(LanguageGuess.likeliest(of: text(), among: languages.codes))
    }

    func partyMentions(_ passage: Passage, _ language: Language) -> [PartyMention] {
        PartyReader(language: language, passage: passage, weights: weights).partyMentions()
    }
}

extension Detector {
    private func party(
        _ mention: PartyMention, _ key: InstitutionKey?, _ passage: Passage, _ topic: [String],
        _ language: Language
    ) -> AskedParty {
        let scope = scope(of: mention, key, passage, language)
        // What was promised is still awaited.
        let question = mention.isHolding ? nil : mention.question
        return AskedParty(
            institution: key, name: key.flatMap(index.name) ?? mention.fullName ?? mention.name,
            state: mention.state,
            evidence: passage.text(passage.sentences[mention.sentence]), topic: topic,
            isOutletsOwn: !mention.isReported, mention: mention.name,
            kind: kind(in: scope, isPerson: mention.isPerson), scope: scope,
            question: question.flatMap { number in
                passage.sentences.indices.contains(number)
                    ? passage.text(passage.sentences[number]) : nil
            }, confidence: mention.confidence, grounds: mention.evidence)
    }

    /// The mentions with their institutions.
    ///
    /// The first member of a list lends its kind to the others.
    func resolved(
        _ partyMentions: [PartyMention], _ passage: Passage, _ language: Language, title: String
    ) -> [(PartyMention, InstitutionKey?)] {
        // What is known of institutions is prepared when it is first asked for.
        guard !partyMentions.isEmpty else { return [] }
        var kind: (id: String, sentence: Int)?
        var mentions = Mentions(index: index, passage: passage, title: title)
        var names = PartyNames(passage, language)
        return partyMentions.map { mention in
            let mention = names.whole(mention)
            if let key = index.find(in: mention.name) ?? index.find(in: mention.phrase)
                ?? institution(continuing: mention, in: passage)
            {
                kind = index.kind(in: mention.phrase).map { ($0, mention.sentence) }
                return (mention, key)
            }
            if let kind, kind.sentence == mention.sentence,
                let key = index.distributed(kind: kind.id, phrase: mention.name)
            {
                return (mention, key)
            }
            let key = mentions.institution(of: mention)
            var named = mention
            if key == nil { named.fullName = names.fullName(of: mention) }
            return (named, key)
        }
    }

    /// The institution of which the mention has only the beginning of the name.
    private func institution(
        continuing mention: PartyMention, in passage: Passage
    ) -> InstitutionKey? {
        guard !mention.isAnaphor, let first = mention.words.first,
            passage.sentences.indices.contains(mention.sentence)
        else { return nil }
        let rest = passage.sentences[mention.sentence].drop { $0 < first }.prefix(Self.longestName)
        guard let last = rest.last, first <= last else { return nil }
        return index.find(beginning: passage.text(first..<last + 1), with: mention.name)
    }

    /// How many words and marks a name has at most.
    private static let longestName = 12

    static func isSameName(_ a: String, _ b: String) -> Bool {
        let (a, b) = (NameWords.stems(a), NameWords.stems(b))
        guard !a.isEmpty, !b.isEmpty else { return false }
        let (short, long) = a.count < b.count ? (a, b) : (b, a)
        return long.indices.contains { long[$0...].starts(with: short) }
    }

    /// The terms of the title and of the beginning of the text, with names first.
    func topic(title: String, text: TokenizedText, _ language: Language) -> [String] {
        let lead = text.text(0..<1500)
        let terms = TopicTerms(
            title + "\n" + lead, index: index, common: TopicWords.isCommon, language: language)
        let named = terms.order.filter { terms.kinds[$0] != .word }.prefix(24)
        let others = terms.order.lazy.filter { terms.kinds[$0] == .word }.prefix(40)
        return (named + others).compactMap { terms.shown[$0] }
    }
}
