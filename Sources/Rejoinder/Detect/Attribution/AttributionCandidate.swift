/// An attribution while it is being read; its ranges count tokens.
struct AttributionCandidate: Sendable {
    var source: Range<Int>?
    var cue: Range<Int>?
    var pieces: [Range<Int>]
    var form: Form
    /// Whether somebody really said it, as far as its sentence tells.
    var isSaid = false
    /// Whether the source is certain to name somebody, whom later words may mean.
    var isNamed = false
    /// The number of its sentence in the text.
    var sentence = 0
    /// Whether the content, or a part of it, stands before the source.
    var isTrailing = false
    /// Whether it was read from a relative clause: "the man who said …,".
    var isRelative = false
    /// Whether the content consists only of quotations.
    var isQuoted = false

    /// How the content is joined to the cue.
    enum Form: UInt8, Sendable {
        case quotation, clause, bareClause, colon, infinitive, object
        /// The content comes before the cue: "…, the minister said".
        case parenthesis
        /// A preposition or postposition attributes: "according to".
        case phrase
        /// A noun attributes: "the claim that …".
        case noun
        case passive
        case signature
        /// A quotation goes on without a cue.
        case continuation
    }

    var content: Range<Int> {
        (pieces.first?.lowerBound ?? 0)..<(pieces.last?.upperBound ?? 0)
    }
}
