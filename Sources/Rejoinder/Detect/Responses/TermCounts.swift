import Foundation

/// How many of a sample of texts have a term, by language.
///
/// From this follows how much it says that two texts share the term.
package struct TermCounts: Sendable {
    private var texts: [String: Int] = [:]
    private var counts: [String: [String: Int]] = [:]

    package init() {}

    mutating func count(_ terms: some Sequence<String>, language: String) {
        texts[language, default: 0] += 1
        for term in terms { counts[language, default: [:]][term, default: 0] += 1 }
    }

    /// From 0, for a term in one text of ten, to 1, for one in at most two of a thousand.
    func rarity(_ term: String, language: String) -> Double {
        // The question and its answer both have the term, and do not show that other texts do.
        let having = max(0, (counts[language]?[term] ?? 0) - 2)
        guard having > 0 else { return 1 }
        // Adding so many unseen texts without the term keeps a young ledger from taking all its
        // terms as common.
        let share = Double(having) / Double((texts[language] ?? 0) + 200)
        return min(1, max(0, log(0.1 / share) / log(50)))
    }
}

extension Detector {
    /// Counts the terms of a text among those of the other texts in its language.
    func count(title: String, text: String, language tag: String?, in counts: inout TermCounts) {
        let text = TokenizedText(title + "\n" + text)
        guard let language = language(tag, text) else { return }
        let terms = TopicTerms(
            Passage(text, language), index: index, common: TopicWords.isCommon, language: language)
        counts.count(terms.order, language: language.code)
    }
}
