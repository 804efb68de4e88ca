import Foundation

/// How many of a sample of texts have a term, by language.
///
/// From this follows how much it says that two texts share the term.
package struct TermCounts: Sendable {
    private var texts: [String: Int] = [:]
    private var counts: [String: [String: Int]] = [:]
    private var ownTexts: [InstitutionKey: [OwnTerms.Text]] = [:]
    private let commonness: TermCommonness

    package init() { self.init(commonness: .embedded) }

    init(commonness: TermCommonness) { self.commonness = commonness }

    mutating func count(_ terms: some Sequence<String>, language: String) {
        texts[language, default: 0] += 1
        for term in terms { counts[language, default: [:]][term, default: 0] += 1 }
    }

    /// - Parameters:
    ///   - institution: whose own feed the text is in.
    ///   - seenAt: when it was first seen.
    mutating func count(
        _ terms: some Sequence<String>, of institution: InstitutionKey, seenAt: Timestamp
    ) {
        let hashes = Set(terms.map { FeatureWords.Hash.of($0).value })
        ownTexts[institution, default: []].append(OwnTerms.Text(terms: hashes, seenAt: seenAt))
    }

    /// What an institution's own feed spoke of until a moment.
    func own(_ institution: InstitutionKey?, until moment: Timestamp) -> OwnTerms {
        let texts = institution.flatMap { ownTexts[$0] } ?? []
        return OwnTerms(texts: texts.filter { $0.seenAt <= moment })
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

/// The terms of an institution's own texts.
///
/// A hospital's news are full of wards and patients, and a city's of its own streets: that one more of
/// them has such a word tells little of its matter.
struct OwnTerms: Sendable {
    struct Text: Sendable {
        /// Hashes, because there are many texts and each has some hundred terms.
        let terms: Set<UInt32>
        let seenAt: Timestamp
    }

    let texts: [Text]

    /// How many bits it tells that one of these texts has the term, from 0 to 10.
    func bits(_ term: String) -> Double {
        let hash = FeatureWords.Hash.of(term).value
        let having = texts.count { $0.terms.contains(hash) }
        guard having > 0 else { return TermCommonness.most }
        // As if there were a few more, for of two texts one is no half of all.
        return min(TermCommonness.most, -log2(Double(having) / Double(texts.count + 4)))
    }
}

extension Detector {
    /// Counts the terms of a text among those of the other texts in its language.
    ///
    /// - Parameters:
    ///   - institution: whose own feed the text is in, if any institution's.
    ///   - seenAt: when it was first seen.
    func count(
        title: String, text: String, language tag: String?, of institution: InstitutionKey? = nil,
        seenAt: Timestamp, in counts: inout TermCounts
    ) {
        guard let (terms, language) = terms(title: title, text: text, language: tag) else { return }
        counts.count(terms, language: language)
        if let institution { counts.count(terms, of: institution, seenAt: seenAt) }
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
