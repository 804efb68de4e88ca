/// An attribution while it is being read; its ranges count tokens.
struct AttributionCandidate: Sendable {
    var source: Range<Int>?
    var cue: Range<Int>?
    var pieces: [Range<Int>]
    /// Whether the content, or a part of it, stands before the source.
    var isTrailing = false
    /// Whether it was read from a relative clause: "the man who said …,".
    var isRelative = false
    /// Whether the content consists only of quotations.
    var isQuoted = false

    var content: Range<Int> {
        (pieces.first?.lowerBound ?? 0)..<(pieces.last?.upperBound ?? 0)
    }
}
