/// Weighs a text against one open inquiry after another.
struct ResponseMatcher {
    let index: InstitutionIndex
    let candidate: ResponseCandidate
    let passage: Passage
    let language: Language
    /// What the text, or its new part, says that parties said, with their institutions.
    let said: [ReplyReader.Reply]
    /// Where the text names who said something, in bytes.
    let sources: [Range<Int>]
    /// The numbers of the sentences that are new in an entry that was known.
    let fresh: Set<Int>
    private let counts: TermCounts
    private let stand: Deferred<Stand>
    /// The terms of the whole text, with its title.
    private let wholeTerms: Deferred<TopicTerms>
    /// The open inquiries whose question the entry itself reports.
    private let askedBeside: [Inquiry]
    /// Whether a body of that name, in the text, may be the one with the other name.
    private let isOfOnePlace: (String, Inquiry) -> Bool

    /// The least confidence at which a finding counts as a response.
    static let line = 0.7

    init(
        _ candidate: ResponseCandidate, open: [Inquiry], detector: Detector, language: Language,
        terms: TermCounts
    ) {
        askedBeside = open.filter { candidate.asking.contains($0.id) }
        index = detector.index
        self.candidate = candidate
        self.language = language
        isOfOnePlace = { name, inquiry in
            detector.mayBeOfOnePlace(
                name, in: candidate.title + "\n" + candidate.text, as: inquiry.institutionName)
        }
        counts = terms
        // New sentences are read where they stand, because the words around them tell who "the
        // council" is.
        var reader = ReplyReader(
            detector, language, candidate.shared.text, title: candidate.title,
            own: candidate.institution,
            wantsWords: candidate.asking.isEmpty && candidate.institution == nil)
        guard let news = candidate.newSentences else {
            passage = reader.passage
            sources = reader.sources
            fresh = []
            said = reader.replies()
            (stand, wholeTerms) = Self.whole(candidate, passage, language, index)
            return
        }
        let fresh = NewSentences(news).places(in: reader.passage)
        self.fresh = fresh
        if fresh.isEmpty {
            reader = ReplyReader(
                detector, language, TokenizedText(news.joined(separator: "\n")),
                title: candidate.text, own: candidate.institution)
            said = reader.replies()
        } else {
            said = reader.replies().filter { fresh.contains($0.mention.sentence) }
        }
        passage = reader.passage
        sources = reader.sources
        (stand, wholeTerms) = Self.whole(candidate, passage, language, index)
    }

    /// What the text says as a whole, which only own feeds need.
    private static func whole(
        _ candidate: ResponseCandidate, _ passage: Passage, _ language: Language,
        _ index: InstitutionIndex
    ) -> (Deferred<Stand>, Deferred<TopicTerms>) {
        let stand = Deferred { Stand(title: candidate.title, passage, language) }
        let terms = Deferred {
            let text = [candidate.title] + passage.sentences.map { passage.text($0) }
            return TopicTerms(
                text.joined(separator: "\n"), index: index, common: TopicWords.isCommon,
                language: language)
        }
        return (stand, terms)
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
        guard let said = strongest(inquiry) ?? inPlaceOfSilence(inquiry) else { return nil }
        let sure = said.isLoose ? 0.85 : 0.97
        return finding(
            inquiry, said, confidence: sure, because: ["the entry that asked now says so"])
    }

    /// The finding for an entry of the institution's own feed.
    private func ownFeed(_ inquiry: Inquiry) -> ResponseFinding? {
        let own = counts.own(inquiry.institution, until: inquiry.openedAt)
        let bits = { min(counts.bits($0, language: language.code), own.bits($0)) }
        let matter = matter(inquiry, bits: bits)
        let shared = shared(matter, near: nil)
        let said = strongest(inquiry) ?? ownVoice()
        let account = Account(
            likeness: matter.likeness(wholeTerms.value, bits: bits), passage, language.replies)
        let reasons =
            ["stands in the institution's own feed", account.reason] + shared.reasons
        let heading = matter.shared(heading: terms([candidate.title]), bits: bits)
        guard
            shared.isAbout(heading, stand: stand.value, sentences: sentences(matter))
                || account.answers(shared)
        else {
            guard account.isHint(shared) else { return nil }
            return finding(inquiry, said, .candidate, shared.hintConfidence, reasons)
        }
        let verdict: ResponseFinding.Verdict = said?.state == .declined ? .declined : .answered
        return finding(inquiry, said, verdict, max(Self.line, shared.confidence), reasons)
    }

    /// The finding for a text elsewhere that attributes something to the institution.
    ///
    /// What is not about the same story is nothing, not even a candidate.
    private func elsewhere(_ inquiry: Inquiry) -> ResponseFinding? {
        guard let said = strongest(inquiry) else { return nil }
        let matter = matter(inquiry) { counts.bits($0, language: language.code) }
        let shared = shared(matter, near: said.sentence)
        guard shared.isSameStory else { return nil }
        let reasons = ["another text on the same story attributes it to the institution"]
        return finding(
            inquiry, said, confidence: max(Self.line, shared.confidence - (said.isLoose ? 0.1 : 0)),
            because: reasons + shared.reasons)
    }
}

// MARK: - What was said

extension ResponseMatcher {
    /// What the text says of the inquiry's institution.
    ///
    /// A clear answer comes first, then a refusal, then a looser answer, then a holding reply; nil
    /// if all that the text says is that the answer is still missing.
    private func strongest(_ inquiry: Inquiry) -> PartyMention? {
        let own = said.filter { isAbout($0, inquiry) && isVoice($0.mention, of: inquiry) }
            .map(\.mention).filter { !isPast($0, inquiry) }
        if let answer = own.first(where: { $0.state == .responded && !$0.isLoose }) {
            return answer
        }
        if let refusal = own.first(where: { $0.state == .declined }) { return refusal }
        if own.contains(where: { $0.state == .awaiting && !$0.isHolding }) { return nil }
        return own.first { $0.state == .responded } ?? own.first { $0.isHolding }
    }

    private func isAbout(_ found: ReplyReader.Reply, _ inquiry: Inquiry) -> Bool {
        let (mention, key) = found
        if let key, let asked = inquiry.institution { return key == asked }
        if candidate.asking.contains(inquiry.id), key == nil, isShortName(mention, of: inquiry) {
            return true
        }
        let name = mention.fullName ?? mention.name
        guard !mention.isAnaphor, Detector.isSameName(name, inquiry.institutionName),
            isOfOnePlace(name, inquiry)
        else { return false }
        // A part of a name, such as "Foreign" in a name with a comma, may belong to several
        // institutions. Then the one that the sentence names before it quotes anybody decides.
        guard let asked = inquiry.institution, let named = index.find(in: head(mention)) else {
            return true
        }
        return named == asked
    }

    /// Whether an entry that asked means the inquiry's institution by a part of its name: "a council
    /// spokesman", after the sentence that named "Westmarsh County Council" gave way.
    ///
    /// It does not if the entry asked, or names, another such body.
    private func isShortName(_ mention: PartyMention, of inquiry: Inquiry) -> Bool {
        let name = Set(names(of: inquiry).flatMap(NameWords.stems))
        guard let noun = shortName(mention, name) else { return false }
        let isOfAnother = askedBeside.contains {
            $0.id != inquiry.id && NameWords.stems($0.institutionName).contains(noun)
        }
        return !isOfAnother
            && !passage.tokens.indices.contains { place in
                // The first word of a sentence has a capital whatever it is.
                guard place > 1, passage.tokens[place - 2].isWordlike,
                    passage.tokens[place].isWordlike, passage.stem(place) == noun
                else { return false }
                let before = passage.tokens[place - 1]
                return before.isCapital && before.isWordlike
                    && !name.contains(passage.stem(place - 1))
                    && !before.has(language.grammar.determiner)
            }
    }

    /// The word by which a phrase means the body that it is a part of the name of: "a council
    /// spokesman", "the museum's director, Dr Doe".
    private func shortName(_ mention: PartyMention, _ name: Set<String>) -> String? {
        let phrase = Passage(mention.phrase, language)
        let words = phrase.tokens.indices.filter { phrase.tokens[$0].isWordlike }
        guard
            let place = words.last(where: { place in
                let stem = phrase.stem(place)
                let isBody =
                    GenericNames.contains(stem)
                    || !language.capitalisesNouns && !phrase.tokens[place].isCapital
                return name.contains(stem) && isBody
            })
        else { return nil }
        let others = words.filter { $0 != place && !name.contains(phrase.stem($0)) }
        let speaks = others.contains { isSpeaker($0, in: phrase) }
        let isAlone = others.allSatisfy {
            phrase.tokens[$0].has(language.grammar.determiner | language.grammar.preposition)
        }
        return speaks || isAlone ? phrase.stem(place) : nil
    }

    /// What the inquiry's institution is called.
    func names(of inquiry: Inquiry) -> [String] {
        [inquiry.institutionName] + (inquiry.institution.map(index.names) ?? [])
    }

    /// Whether a word of a phrase says that somebody speaks for a body, or heads it.
    func isSpeaker(_ place: Int, in phrase: Passage) -> Bool {
        phrase.tokens[place].has(language.grammar.spokes)
            || language.partyWords.isLeader(phrase.stem(place))
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
            $0.mention.state == .responded
                && ($0.mention.isAnaphor || $0.institution == candidate.institution)
        }?.mention
    }

    /// What the question is about.
    ///
    /// - Parameter bits: how much it tells that a text has a term.
    private func matter(_ inquiry: Inquiry, bits: (String) -> Double) -> Matter {
        let isByPerson = inquiry.origin.isByPerson
        let topic = TopicTerms(
            inquiry.topic.joined(separator: ", "), index: index, common: TopicWords.isCommon,
            language: language, keywords: isByPerson)
        var central = terms([inquiry.subject, inquiry.evidence ?? ""])
        if isByPerson { central.merge(topic) }
        return Matter(
            central: central, others: topic, apart: apart(inquiry),
            joinsWords: language.capitalisesNouns, bits: bits)
    }

    /// How much of a matter the text shares.
    ///
    /// - Parameter sentence: the one that tells of the reply; what is said further away from it, in a
    ///   text of somebody else, may be another matter. Nil in an institution's own text, which hardly
    ///   changes its subject before it is long.
    private func shared(_ matter: Matter, near sentence: Int?) -> SharedMatter {
        let near = passage.sentences.indices.filter { number in
            guard let sentence else { return number < Self.shortText }
            return number < 2 || abs(sentence - number) <= 2
        }
        let far = passage.sentences.indices.filter { !near.contains($0) }
        let text = [candidate.title] + near.map { passage.text(passage.sentences[$0]) }
        // Of a text elsewhere, only what stands near the reply counts.
        return matter.shared(
            central: terms(text),
            others: terms(sentence == nil ? far.map { passage.text(passage.sentences[$0]) } : []))
    }

    /// The number of sentences that are read as one matter.
    private static let shortText = 8

    /// What each sentence of the text shares of the matter by itself.
    private func sentences(_ matter: Matter) -> [SharedMatter] {
        passage.sentences.map {
            matter.shared(central: terms([passage.text($0)]), others: TopicTerms())
        }
    }

    private func terms(_ texts: [String]) -> TopicTerms {
        TopicTerms(
            texts.joined(separator: "\n"), index: index, common: TopicWords.isCommon,
            language: language)
    }

    /// The terms that say nothing here: the institution's names, and what the outlet calls itself.
    private func apart(_ inquiry: Inquiry) -> Set<String> {
        var names = names(of: inquiry)
        if let outlet = candidate.outlet, candidate.institution == nil { names.append(outlet) }
        let terms = TopicTerms(
            names.joined(separator: "\n"), index: index, common: { _, _ in false }, language: nil)
        var apart = Set(terms.order)
        if let key = inquiry.institution { apart.insert("@\(key.rawValue)") }
        return apart
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
