/// What the frames find in one sentence.
struct FrameFindings {
    /// A frame that matched.
    struct Match {
        let pattern: FramePattern
        /// The tokens that the pattern matched.
        let range: Range<Int>
        /// Where the parties stand.
        let parties: [Range<Int>]
        /// Whether it is no question, no hypothesis and no history.
        let isPlain: Bool
        /// Whether the frame's conditions hold, so that it counts.
        let holds: Bool
    }

    /// All that matched, also what does not count: a reason for doubt, too.
    var matches: [Match] = []
    /// The parties of those that count, each once.
    var mentions: [PartyMention] = []
}
