extension Detector {
    /// Whether the party is the one that the inquiry asks, by its key or else by its name.
    func isSameParty(_ party: AskedParty, as inquiry: Inquiry) -> Bool {
        if let key = party.institution, let asked = inquiry.institution { return key == asked }
        return Self.isSameName(party.name, inquiry.institutionName)
    }

    /// Why the party's question is the one that the inquiry asks; nil if it is another.
    ///
    /// The institution must be the same, and the matter, too.
    ///
    /// - Parameters:
    ///   - subject: the title of the text that speaks of the party.
    ///   - bits: how much it tells that a text has a term, from 0 to 10 (`TermCounts.bits`);
    ///     without it, as ordinary news say.
    package func sameQuestion(
        _ party: AskedParty, as inquiry: Inquiry, subject: String,
        bits: (String) -> Double = { TermCounts().bits($0, language: nil) }
    ) -> String? {
        guard isSameParty(party, as: inquiry), isOfOnePlace(party, subject, inquiry) else {
            return nil
        }
        func terms(_ title: String, _ topic: [String]) -> TopicTerms {
            TopicTerms(
                title + "\n" + topic.joined(separator: ", "), index: index,
                common: TopicWords.isCommon, language: nil)
        }
        let names = [party.name, inquiry.institutionName].joined(separator: ", ")
        var apart = Set(terms(names, []).order)
        if let key = inquiry.institution { apart.insert("@\(key.rawValue)") }
        let matter = CommonMatter(
            terms(inquiry.subject, inquiry.topic), terms(subject, party.topic), apart: apart,
            bits: bits)
        return matter.isSame ? matter.reason : nil
    }

    /// Whether a body that is called by its kind alone may be the other: every place has a governor.
    private func isOfOnePlace(_ party: AskedParty, _ subject: String, _ inquiry: Inquiry) -> Bool {
        guard party.institution == nil || inquiry.institution == nil else { return true }
        func text(_ title: String, _ topic: [String]) -> String {
            ([title] + topic).joined(separator: ", ")
        }
        return mayBeOfOnePlace(
            party.name, in: text(subject, party.topic), as: inquiry.institutionName)
            && mayBeOfOnePlace(
                inquiry.institutionName, in: text(inquiry.subject, inquiry.topic), as: party.name)
    }
}

/// How much of what two texts are about is the same.
///
/// Two articles on one day's politics have a dozen words in common, whatever they are about. So
/// what counts is how much of the shorter matter the other has, and that some of it is rare. Of
/// 38,000 English articles, pairs that name the same body and share a quarter of their terms were
/// about one event; those that share a tenth were not.
private struct CommonMatter {
    private let words: Share
    /// The same of names, numbers and countries alone, which are alike in every language.
    private let names: Share
    private let shown: [String]

    private struct Share {
        var part = 0.0
        var telling = 0
    }

    init(
        _ question: TopicTerms, _ text: TopicTerms, apart: Set<String>,
        bits: (String) -> Double
    ) {
        func share(_ counts: (String) -> Bool) -> (Share, [String]) {
            func weight(_ terms: [String]) -> Double {
                terms.reduce(0) { $0 + bits($1) }
            }
            let first = question.order.filter { !apart.contains($0) && counts($0) }
            let second = text.order.filter { !apart.contains($0) && counts($0) }
            let shared = first.filter { text.kinds[$0] != nil }
            let least = min(weight(first), weight(second))
            let telling = shared.filter { bits($0) >= SharedMatter.tellingBits }
            return (
                Share(part: least > 0 ? weight(shared) / least : 0, telling: telling.count), telling
            )
        }
        let all = share { _ in true }
        words = all.0
        names = share { (text.kinds[$0] ?? question.kinds[$0]) != .word }.0
        shown = all.1.prefix(5).map { question.shown[$0] ?? $0 }
    }

    var isSame: Bool {
        words.part >= 0.2 && words.telling >= 2 || words.part >= 0.5 && words.telling >= 1
            || names.part >= 0.4 && names.telling >= 3
    }

    var reason: String {
        let words = shown.map { "“\($0)”" }.joined(separator: ", ")
        return "the same institution, and the same matter: both have \(words)"
    }
}
