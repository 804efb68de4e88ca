/// How much a change matters.
///
/// By default only `major` makes an event; everything is recorded.
package enum ChangeLevel: String, Sendable, Comparable {
    case none, minor, major

    package static func < (a: ChangeLevel, b: ChangeLevel) -> Bool { a.rank < b.rank }

    private var rank: Int {
        switch self {
        case .none: 0
        case .minor: 1
        case .major: 2
        }
    }
}

/// What a change is about.
package enum ChangeKind: String, Sendable, CaseIterable {
    case number, date, name, negation, claim, quotation, update, response, correction, retraction
    case headline, added, removed, wording, typo, moved, split, merged, byline, caption, style
    // These kinds are noise.
    case whitespace, typography, markup, timestamp, counter, boilerplate, tracking
}

/// A run of words that stayed, went or came in a word-level difference.
package struct DiffSpan: Hashable, Sendable {
    package enum Kind: String, Sendable { case same, removed, added }

    package let kind: Kind
    package let text: String

    package init(_ kind: Kind, _ text: String) {
        self.kind = kind
        self.text = text
    }
}

/// A field of an entry whose normalised value changed, with the words that changed.
package struct FieldChange: Hashable, Sendable {
    package enum Field: String, Sendable, CaseIterable { case title, text, link, author }

    package let field: Field
    /// The old value; empty if there was none.
    package let from: String
    /// The new value; empty if there is none.
    package let to: String
    /// The word-level difference; for `text`, only the changed sentences and what is near them.
    package let spans: [DiffSpan]

    package init(field: Field, from: String, to: String, spans: [DiffSpan]) {
        self.field = field
        self.from = from
        self.to = to
        self.spans = spans
    }
}

/// A sentence of the text that was added, removed, changed or moved.
package struct SentenceChange: Hashable, Sendable {
    package enum Kind: String, Sendable { case added, removed, changed, moved }

    package let kind: Kind
    /// Nil for an added sentence.
    package let before: String?
    /// Nil for a removed sentence.
    package let after: String?
    /// Why the change counts or does not count, for `rejoinder explain`.
    package let reason: String
    package let level: ChangeLevel
    /// What the change is about, including noise.
    package let kinds: [ChangeKind]
    /// The word-level difference.
    package let spans: [DiffSpan]

    package init(
        kind: Kind, before: String?, after: String?, reason: String, level: ChangeLevel,
        kinds: [ChangeKind] = [], spans: [DiffSpan] = []
    ) {
        self.kind = kind
        self.before = before
        self.after = after
        self.reason = reason
        self.level = level
        self.kinds = kinds
        self.spans = spans
    }
}

/// The difference between two revisions of an entry, with its kinds and its significance.
package struct Change: Hashable, Sendable {
    package let level: ChangeLevel
    package let kinds: [ChangeKind]
    package let fields: [FieldChange]
    package let sentences: [SentenceChange]
    /// The rule that gave the level, in a sentence.
    package let reason: String
    /// Whether the text changed although no date of the feed or page says so.
    package let isStealth: Bool

    package init(
        level: ChangeLevel, kinds: [ChangeKind], fields: [FieldChange],
        sentences: [SentenceChange], reason: String, isStealth: Bool
    ) {
        self.level = level
        self.kinds = kinds
        self.fields = fields
        self.sentences = sentences
        self.reason = reason
        self.isStealth = isStealth
    }
}
