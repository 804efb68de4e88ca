/// Reads who was asked out of a text, and tells what a new text is to the inquiries that are open.
///
/// Holds no state: built once for a configuration, and cheap to call.
package struct Detector: Sendable {
    private let languages: [String: Language]
    let index: InstitutionIndex

    /// - Parameter institutions: those of the configuration; they take precedence over the built-in
    ///   ones.
    package init(institutions: [Institution]) {
        languages = Dictionary(
            LanguageData.all.map { ($0.code, Language($0)) }, uniquingKeysWith: { $1 })
        index = InstitutionIndex(institutions)
    }

    /// The parties that were asked, with what came of it.
    ///
    /// - Parameter language: a BCP 47 tag; nil where nobody said, and then it is guessed.
    package func parties(title: String, text: String, language: String?) -> [AskedParty] {
        guard let language = self.language(language, text) else { return [] }
        let passage = Passage(text, language)
        let askings = askings(passage, language).filter { !$0.isLoose }
        let found = resolved(askings, passage, title: title)
        let topic = topic(title: title, text: text, language)
        var parties: [AskedParty] = []
        for (asking, key) in found {
            guard key != nil || !asking.isAnaphor else { continue }
            let party = party(asking, key, passage, topic)
            let same = parties.firstIndex { old in
                key != nil ? old.institution == key : Self.isSameName(old.name, party.name)
            }
            guard let same else {
                parties.append(party)
                continue
            }
            // The later word stands, save that a second "no answer" takes back no refusal.
            if party.state != .awaiting { parties[same] = party }
        }
        return parties
    }

    /// The institution whose voice or name a phrase is: "A spokesperson for the Foreign Office".
    package func institution(named phrase: String, language: String?) -> InstitutionKey? {
        index.find(in: phrase)
    }

    /// The name to show for an institution, configured or built in.
    package func institutionName(_ key: InstitutionKey) -> String? { index.name(of: key) }

    /// The language of a tag, else the one whose small words the text has most of.
    func language(_ tag: String?, _ text: String) -> Language? {
        let code = String((tag ?? "").prefix { $0 != "-" && $0 != "_" }).lowercased()
        return languages[code] ?? languages[TextLanguage.code(of: text)]
    }

    func askings(_ passage: Passage, _ language: Language) -> [Asking] {
        AskingFinder(language: language, passage: passage).askings()
    }
}

extension Detector {
    private func party(
        _ asking: Asking, _ key: InstitutionKey?, _ passage: Passage, _ topic: [String]
    ) -> AskedParty {
        AskedParty(
            institution: key, name: key.flatMap(index.name) ?? asking.name, state: asking.state,
            evidence: passage.text(passage.sentences[asking.sentence]), topic: topic,
            isOutletsOwn: !asking.isReported, mention: asking.name)
    }

    /// The askings with their institutions; a list's first member lends its kind to the others.
    func resolved(
        _ askings: [Asking], _ passage: Passage, title: String
    ) -> [(Asking, InstitutionKey?)] {
        var kind: (id: String, sentence: Int)?
        var mentions = Mentions(index: index, passage: passage, title: title)
        return askings.map { asking in
            if let key = index.find(in: asking.name) ?? index.find(in: asking.phrase) {
                kind = index.kind(in: asking.phrase).map { ($0, asking.sentence) }
                return (asking, key)
            }
            if let kind, kind.sentence == asking.sentence,
                let key = index.distributed(kind: kind.id, phrase: asking.name)
            {
                return (asking, key)
            }
            return (asking, mentions.institution(of: asking))
        }
    }

    static func isSameName(_ a: String, _ b: String) -> Bool {
        let (a, b) = (NameWords.stems(a), NameWords.stems(b))
        guard !a.isEmpty, !b.isEmpty else { return false }
        let (short, long) = a.count < b.count ? (a, b) : (b, a)
        return long.indices.contains { long[$0...].starts(with: short) }
    }

    /// The title's terms and those that the text begins with, names first.
    func topic(title: String, text: String, _ language: Language) -> [String] {
        let lead = String(decoding: Array(text.utf8).prefix(1500), as: UTF8.self)
        let terms = TopicTerms(
            title + "\n" + lead, index: index, common: TopicWords.isCommon, language: language)
        let words = terms.order.compactMap { term in terms.shown[term].map { (term, $0) } }
        let named = words.filter { terms.kinds[$0.0] != .word }
        let others = words.filter { terms.kinds[$0.0] == .word }
        return (named.prefix(24) + others.prefix(40)).map(\.1)
    }
}
