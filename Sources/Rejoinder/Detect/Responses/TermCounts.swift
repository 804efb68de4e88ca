import Foundation

/// How many of a sample of texts have a term, by language: from this follows how much it tells that
/// two texts share it.
package struct TermCounts: Sendable {
    private var texts: [String: Int] = [:]
    private var counts: [String: [String: Int]] = [:]

    package init() {}

    mutating func count(_ terms: some Sequence<String>, language: String) {
        texts[language, default: 0] += 1
        for term in terms { counts[language, default: [:]][term, default: 0] += 1 }
    }

    /// From 0, of a term that one text in ten has, to 1, of one that two in a thousand have or fewer.
    func rarity(_ term: String, language: String) -> Double {
        // The question and its answer share the term, and are no sign that others do.
        let having = max(0, (counts[language]?[term] ?? 0) - 2)
        guard having > 0 else { return 1 }
        // So many unseen texts without it keep a young ledger from taking all it has for common.
        let share = Double(having) / Double((texts[language] ?? 0) + 200)
        return min(1, max(0, log(0.1 / share) / log(50)))
    }
}

extension Detector {
    /// Counts the terms of a text among the others of its language.
    func count(title: String, text: String, language tag: String?, in counts: inout TermCounts) {
        guard let language = language(tag, text) else { return }
        let terms = TopicTerms(
            title + "\n" + text, index: index, common: TopicWords.isCommon, language: language)
        counts.count(terms.order, language: language.data.code)
    }
}
