/// A text that may hold the response to an open inquiry.
package struct ResponseCandidate: Hashable, Sendable {
    /// The entry's row in the ledger.
    package let entry: Int64
    /// The inquiries whose question the entry itself reports, or, with what is new in it, another
    /// entry of the same article.
    package let asking: Set<Inquiry.ID>
    package let title: String
    package let text: String
    /// The text's tokens and sentences.
    let shared: SharedText
    /// What a changed entry says now and did not say before; nil if the whole entry is new.
    package let newSentences: [String]?
    package let language: String?
    /// The institution whose own feed the text is in; nil if the feed is not an institution's.
    package let institution: InstitutionKey?
    /// When the text was published, by its own claim.
    package let dated: Timestamp?
    /// Whether the feed had it at the first look; if so, only its date can show that it is news.
    package let isBaseline: Bool
    /// The name of the feed, which all its texts may contain.
    package let outlet: String?

    package init(
        entry: Int64, asking: Set<Inquiry.ID> = [], title: String, text: String,
        newSentences: [String]?, language: String?,
        institution: InstitutionKey?, dated: Timestamp? = nil, isBaseline: Bool = false,
        outlet: String? = nil, shared: SharedText? = nil
    ) {
        self.entry = entry
        self.asking = asking
        self.title = title
        self.text = text
        self.shared = shared ?? SharedText(text)
        self.newSentences = newSentences
        self.language = language
        self.institution = institution
        self.dated = dated
        self.isBaseline = isBaseline
        self.outlet = outlet
    }
}

/// How a candidate responds to one open inquiry, and why.
package struct ResponseFinding: Hashable, Sendable {
    package enum Verdict: String, Sendable, CaseIterable {
        case answered, declined
        /// A holding reply: it is told, and the waiting continues.
        case held
        /// It is below the confidence line, so a person decides.
        case candidate
    }

    package let inquiry: Inquiry.ID
    package let verdict: Verdict
    /// The confidence, from 0 to 1.
    package let confidence: Double
    /// The words of the response.
    package let quote: String
    /// The speaker, as the text names them.
    package let source: String?
    /// The reasons, term by term, for `rejoinder explain`.
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
