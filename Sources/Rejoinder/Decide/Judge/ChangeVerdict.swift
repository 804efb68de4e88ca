/// Which event a change makes, or why it makes none.
struct ChangeVerdict: Hashable, Sendable {
    /// Nil if the change is suppressed: it is recorded, but makes no event.
    let type: EventType?
    let reason: String
}

/// What decides about a change, beside the change itself.
struct ChangeCircumstances {
    var isBaseline = false
    /// The source whose change of the same entry was reported with the same words.
    var toldBySource: RevisionSource?
    /// The entry of the same article whose change was reported with the same words.
    var toldByVariant: Int64?
    /// Whether its entry changes too often.
    var isHeldBack = false
    /// The number of an earlier revision with the same content.
    var earlierAlike: Int?
    /// How many times within a day an earlier content has come back.
    var recentReversions = 0
}

extension ChangeVerdict {
    /// How many reversions a day are reported of a page that alternates between two texts.
    ///
    /// Further ones are only recorded.
    static let reversionsBeforeNoise = 2

    /// The first circumstance that applies decides.
    init(on change: Change, _ circumstances: ChangeCircumstances) {
        self =
            Self.suppression(of: change, circumstances)
            ?? Self.telling(of: change, earlierAlike: circumstances.earlierAlike)
    }

    private static func suppression(
        of change: Change, _ circumstances: ChangeCircumstances
    ) -> ChangeVerdict? {
        guard change.level == .major else { return ChangeVerdict(type: nil, reason: change.reason) }
        if circumstances.isBaseline {
            return ChangeVerdict(
                type: nil, reason: "the feed's first poll is its baseline, and not news")
        }
        if let source = circumstances.toldBySource {
            return ChangeVerdict(
                type: nil, reason: "told already, when the entry's \(source) changed")
        }
        if let variant = circumstances.toldByVariant {
            return ChangeVerdict(
                type: nil, reason: "told already, of the same article: entry \(variant)")
        }
        if circumstances.isHeldBack { return ChangeVerdict(type: nil, reason: EntryNoise.reason) }
        let swings = circumstances.recentReversions
        guard circumstances.earlierAlike != nil, swings >= reversionsBeforeNoise else { return nil }
        return ChangeVerdict(
            type: nil,
            reason: "it swings between versions: \(swings) reversions within a day")
    }

    private static func telling(of change: Change, earlierAlike: Int?) -> ChangeVerdict {
        if let earlierAlike {
            return ChangeVerdict(
                type: .entryReverted, reason: "the content of revision \(earlierAlike) is back")
        }
        let isCorrected = change.kinds.contains(.correction) || change.kinds.contains(.retraction)
        return ChangeVerdict(
            type: isCorrected ? .entryCorrected : .entryUpdated, reason: change.reason)
    }
}
