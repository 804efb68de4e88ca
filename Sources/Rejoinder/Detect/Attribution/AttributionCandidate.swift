/// An attribution while it is being read; ranges are of units.
struct AttributionCandidate: Sendable {
    var source: Range<Int>?
    var cue: Range<Int>?
    var pieces: [Range<Int>]
    /// The content stands before the source, wholly or in part.
    var isTrailing = false
    /// A relative clause's: "the man who said …,".
    var isRelative = false
    /// Nothing but quotations.
    var isQuoted = false

    var content: Range<Int> {
        (pieces.first?.lowerBound ?? 0)..<(pieces.last?.upperBound ?? 0)
    }
}
