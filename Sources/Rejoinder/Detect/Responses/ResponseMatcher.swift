/// Weighs a text against one open inquiry after another.
struct ResponseMatcher {
    let index: InstitutionIndex
    let candidate: ResponseCandidate
    let passage: Passage
    let language: Language
    /// What the new part says of parties, with their institutions.
    private let said: [(PartyMention, InstitutionKey?)]
    private let terms: TopicTerms
    /// Whether a body of that name, in the text, may be the one with the other name.
    private let isOfOnePlace: (String, Inquiry) -> Bool
    private let rarity: (String) -> Double

    /// The least confidence at which a finding counts as a response.
    static let line = 0.7

    init(
        _ candidate: ResponseCandidate, detector: Detector, language: Language,
        rarity: @escaping (String) -> Double
    ) {
        index = detector.index
        self.candidate = candidate
        self.language = language
        self.rarity = rarity
        isOfOnePlace = { name, inquiry in
            detector.mayBeOfOnePlace(
                name, in: candidate.title + "\n" + candidate.text, as: inquiry.institutionName)
        }
        let news = candidate.newSentences.map { TokenizedText($0.joined(separator: "\n")) }
        passage = Passage(news ?? candidate.shared.text, language)
        let partyMentions = MentionFinder(language: language, passage: passage).partyMentions()
        said = detector.resolved(
            partyMentions, passage, language,
            title: candidate.newSentences == nil ? candidate.title : candidate.text)
        let told = TopicTerms(
            passage, index: index, common: TopicWords.isCommon, language: language)
        guard candidate.newSentences == nil else {
            terms = told
            return
        }
        var terms = TopicTerms(
            candidate.title, index: index, common: TopicWords.isCommon, language: language)
        terms.merge(told)
        self.terms = terms
    }

    func finding(_ inquiry: Inquiry) -> ResponseFinding? {
        guard isAfter(inquiry), let finding = anyFinding(inquiry) else { return nil }
        // After a refusal, only an answer is news.
        return inquiry.state == .declined && finding.verdict != .answered ? nil : finding
    }

    private func anyFinding(_ inquiry: Inquiry) -> ResponseFinding? {
        // An entry that asked can answer only by what is new in it.
        if candidate.asking.contains(inquiry.id) {
            return candidate.newSentences == nil ? nil : edit(inquiry)
        }
        if let institution = candidate.institution, institution == inquiry.institution {
            return ownFeed(inquiry)
        }
        // After a refusal, only the institution itself is believed to have answered, not other
        // texts.
        return inquiry.state == .declined ? nil : elsewhere(inquiry)
    }
}

// MARK: - The three ways

extension ResponseMatcher {
    /// The finding for an edit of the entry that asked.
    private func edit(_ inquiry: Inquiry) -> ResponseFinding? {
        guard let said = strongest(inquiry) else { return nil }
        let sure = said.isLoose ? 0.85 : 0.97
        return finding(
            inquiry, said, confidence: sure, because: ["the entry that asked now says so"])
    }

    /// The finding for an entry of the institution's own feed.
    private func ownFeed(_ inquiry: Inquiry) -> ResponseFinding? {
        let match = match(inquiry, terms)
        guard match.count > 0 else { return nil }
        let said = strongest(inquiry) ?? ownVoice()
        let isStatement = isStatement || said?.isLoose == false
        let isOnTopic =
            match.telling >= 3 || (match.telling >= 2 && match.score >= 0.9)
            || (match.telling >= 2 && isStatement)
        let confidence = min(
            0.95, 0.45 + (isStatement ? 0.1 : 0) + 0.1 * match.score + (isOnTopic ? 0.15 : 0))
        let reasons = ["stands in the institution's own feed"] + match.reasons
        if !isOnTopic || confidence < Self.line {
            guard match.score >= 0.6, match.count >= 2 || match.named > 0 else { return nil }
            return finding(inquiry, said, .candidate, min(confidence, 0.69), reasons)
        }
        let verdict: ResponseFinding.Verdict = said?.state == .declined ? .declined : .answered
        return finding(inquiry, said, verdict, confidence, reasons)
    }

    /// The finding for a text elsewhere that attributes something to the institution.
    private func elsewhere(_ inquiry: Inquiry) -> ResponseFinding? {
        guard let said = strongest(inquiry) else { return nil }
        let match = match(inquiry, terms(around: said.sentence))
        guard match.count > 0 else { return nil }
        let isOnTopic =
            match.telling >= 3 || (match.telling >= 2 && (match.named > 0 || match.score >= 1.2))
        let base = said.isLoose ? 0.5 : 0.6
        let confidence = min(0.92, base + 0.08 * match.score + (isOnTopic ? 0.1 : -0.1))
        let reasons = ["another text attributes it to the institution"] + match.reasons
        return finding(inquiry, said, confidence: confidence, because: reasons)
    }
}

// MARK: - What was said

extension ResponseMatcher {
    /// What the text says of the inquiry's institution.
    ///
    /// A clear answer comes first, then a refusal, then a looser answer, then a holding reply; nil
    /// if all that the text says is that the answer is still missing.
    private func strongest(_ inquiry: Inquiry) -> PartyMention? {
        let own = said.filter { isAbout($0, inquiry) && isVoice($0.0, of: inquiry) }.map(\.0)
        if let answer = own.first(where: { $0.state == .responded && !$0.isLoose }) {
            return answer
        }
        if let refusal = own.first(where: { $0.state == .declined }) { return refusal }
        if own.contains(where: { $0.state == .awaiting && !$0.isHolding }) { return nil }
        return own.first { $0.state == .responded } ?? own.first { $0.isHolding }
    }

    private func isAbout(_ found: (PartyMention, InstitutionKey?), _ inquiry: Inquiry) -> Bool {
        if let key = found.1, let asked = inquiry.institution { return key == asked }
        guard !found.0.isAnaphor,
            Detector.isSameName(found.0.fullName ?? found.0.name, inquiry.institutionName),
            isOfOnePlace(found.0.fullName ?? found.0.name, inquiry)
        else { return false }
        // A part of a name, such as "Foreign" in a name with a comma, may belong to several
        // institutions. Then the one that the sentence names before it quotes anybody decides.
        guard let asked = inquiry.institution, let named = index.find(in: head(found.0)) else {
            return true
        }
        return named == asked
    }

    /// The sentence up to its first quotation mark.
    private func head(_ mention: PartyMention) -> String {
        guard passage.sentences.indices.contains(mention.sentence) else { return "" }
        let sentence = passage.text(passage.sentences[mention.sentence])
        return String(sentence.prefix { !"“„«\"".contains($0) })
    }

    /// The words of "a spokesperson said", which in an institution's own feed are its voice.
    private func ownVoice() -> PartyMention? {
        said.first {
            $0.0.state == .responded && ($0.0.isAnaphor || $0.1 == candidate.institution)
        }?.0
    }

    /// Whether the title or the first sentence speaks of a statement or an answer.
    private var isStatement: Bool {
        let classes = language.lexicon.bits(.statement, .spokes, .reaction)
        let heading = Passage(candidate.title, language)
        if heading.tokens.contains(where: { $0.has(classes) }) { return true }
        guard let first = passage.sentences.first else { return false }
        return first.contains { passage.tokens[$0].has(classes) }
    }

    private func match(_ inquiry: Inquiry, _ terms: TopicTerms) -> TopicMatch {
        var question = TopicTerms(
            inquiry.subject, index: index, common: TopicWords.isCommon, language: nil)
        let keywords = TopicTerms(
            inquiry.topic.joined(separator: ", "), index: index,
            common: TopicWords.isCommon, language: language,
            keywords: inquiry.origin.isByPerson)
        question.merge(keywords)
        return TopicMatch(question, terms, apart: apart(inquiry), rarity: rarity)
    }

    /// The terms that say nothing here: the institution's names, and what the outlet calls itself.
    private func apart(_ inquiry: Inquiry) -> Set<String> {
        var names = [inquiry.institutionName]
        if let key = inquiry.institution { names += index.names(of: key) }
        if let outlet = candidate.outlet, candidate.institution == nil { names.append(outlet) }
        let terms = TopicTerms(
            names.joined(separator: "\n"), index: index, common: { _, _ in false }, language: nil)
        var apart = Set(terms.order)
        if let key = inquiry.institution { apart.insert("@\(key.rawValue)") }
        return apart
    }

    /// The terms near a statement, because an article may mention another matter further down.
    private func terms(around sentence: Int) -> TopicTerms {
        guard candidate.newSentences == nil else { return terms }
        let near = max(0, sentence - 2)...(sentence + 2)
        let sentences = passage.sentences.indices.filter { $0 < 2 || near.contains($0) }
            .map { passage.text(passage.sentences[$0]) }
        return TopicTerms(
            ([candidate.title] + sentences).joined(separator: "\n"), index: index,
            common: TopicWords.isCommon, language: language)
    }
}

extension Inquiry.Origin {
    /// Whether a person gave the topic.
    fileprivate var isByPerson: Bool {
        switch self {
        case .configuration, .hand: true
        case .text: false
        }
    }
}

// MARK: - Findings

extension ResponseMatcher {
    private func finding(
        _ inquiry: Inquiry, _ said: PartyMention, confidence: Double, because reasons: [String]
    ) -> ResponseFinding {
        let verdict: ResponseFinding.Verdict =
            switch said.state {
            case _ where confidence < Self.line: .candidate
            case .declined: .declined
            case .awaiting: .held
            case .responded: .answered
            }
        return finding(inquiry, said, verdict, confidence, reasons)
    }

    private func finding(
        _ inquiry: Inquiry, _ said: PartyMention?, _ verdict: ResponseFinding.Verdict,
        _ confidence: Double, _ reasons: [String]
    ) -> ResponseFinding {
        let doubts = doubts(inquiry, said)
        let confidence = doubts.isEmpty ? confidence : min(confidence, Self.line - 0.01)
        let verdict = doubts.isEmpty ? verdict : .candidate
        let reasons = reasons + doubts
        let sentence = said.map { $0.sentence } ?? 0
        let quote =
            passage.sentences.indices.contains(sentence)
            ? passage.text(passage.sentences[sentence]) : candidate.title
        return ResponseFinding(
            inquiry: inquiry.id, verdict: verdict, confidence: confidence, quote: quote,
            source: said?.phrase, reasons: reasons)
    }
}
