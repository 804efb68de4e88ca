import Foundation

/// How many of a sample of texts have a term, by language.
///
/// From this follows how much it says that two texts share the term.
package struct TermCounts: Sendable {
    private var texts: [String: Int] = [:]
    private var counts: [String: [String: Int]] = [:]
    private let commonness: TermCommonness

    package init() { self.init(commonness: .embedded) }

    init(commonness: TermCommonness) { self.commonness = commonness }

    mutating func count(_ terms: some Sequence<String>, language: String) {
        texts[language, default: 0] += 1
        for term in terms { counts[language, default: [:]][term, default: 0] += 1 }
    }

    /// How many bits it tells that a text has the term: 1 if half of all texts have it, 5 if one in
    /// thirty has it, and at most 10.
    ///
    /// It is what ordinary news say, or the sample if the term is commoner there.
    ///
    /// - Parameter language: nil if it is not known.
    func bits(_ term: String, language: String?) -> Double {
        let everywhere = commonness.bits(term, language: language)
        guard let language else { return everywhere }
        // The question and its answer both have the term, and do not show that other texts do.
        let having = max(0, (counts[language]?[term] ?? 0) - 2)
        guard having > 0 else { return everywhere }
        // Adding so many unseen texts without the term keeps a young ledger from taking all its
        // terms as common.
        let share = Double(having) / Double((texts[language] ?? 0) + 200)
        return min(everywhere, max(0, -log2(share)))
    }
}

extension Detector {
    /// Counts the terms of a text among those of the other texts in its language.
    func count(title: String, text: String, language tag: String?, in counts: inout TermCounts) {
        guard let (terms, language) = terms(title: title, text: text, language: tag) else { return }
        counts.count(terms, language: language)
    }

    /// The terms of a text, each once, and the language that it is read in; nil if there is none.
    package func terms(
        title: String, text: String, language tag: String?
    ) -> (terms: [String], language: String)? {
        let text = TokenizedText(title + "\n" + text)
        guard let language = language(tag, text) else { return nil }
        let terms = TopicTerms(
            Passage(text, language), index: index, common: TopicWords.isCommon, language: language)
        return (terms.order, language.code)
    }
}
