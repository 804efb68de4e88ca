/// A text that may hold the response to an open inquiry.
package struct ResponseCandidate: Hashable, Sendable {
    /// The entry it is, by its row in the ledger.
    package let entry: Int64
    package let title: String
    package let text: String
    /// What a changed entry says now and did not before; nil where the whole entry is new.
    package let newSentences: [String]?
    package let language: String?
    /// Whose own feed it stands in, if anybody's.
    package let institution: InstitutionKey?
    /// When it was published, by its own claim.
    package let dated: Timestamp?
    /// Whether its feed had it before anybody looked: then its date alone can tell that it is news.
    package let isBaseline: Bool
    /// What its feed is called: a name that all its texts may share.
    package let outlet: String?

    package init(
        entry: Int64, title: String, text: String, newSentences: [String]?, language: String?,
        institution: InstitutionKey?, dated: Timestamp? = nil, isBaseline: Bool = false,
        outlet: String? = nil
    ) {
        self.entry = entry
        self.title = title
        self.text = text
        self.newSentences = newSentences
        self.language = language
        self.institution = institution
        self.dated = dated
        self.isBaseline = isBaseline
        self.outlet = outlet
    }
}

/// What a candidate is to one open inquiry, and why.
package struct ResponseFinding: Hashable, Sendable {
    package enum Verdict: String, Sendable, CaseIterable {
        case answered, declined
        /// A holding reply: told, and the waiting goes on.
        case held
        /// Below the confidence line: a person decides.
        case candidate
    }

    package let inquiry: Inquiry.ID
    package let verdict: Verdict
    /// From 0 to 1.
    package let confidence: Double
    /// The words of the response.
    package let quote: String
    /// Who spoke, as the text names them.
    package let source: String?
    /// Term by term, for `rejoinder explain`.
    package let reasons: [String]

    package init(
        inquiry: Inquiry.ID, verdict: Verdict, confidence: Double, quote: String, source: String?,
        reasons: [String]
    ) {
        self.inquiry = inquiry
        self.verdict = verdict
        self.confidence = confidence
        self.quote = quote
        self.source = source
        self.reasons = reasons
    }
}
