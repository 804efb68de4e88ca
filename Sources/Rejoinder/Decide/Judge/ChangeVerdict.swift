/// Which event a change makes, or why it makes none.
struct ChangeVerdict: Hashable, Sendable {
    /// Nil if the change makes no event, or none yet.
    let type: EventType?
    let reason: String
    /// What the verdict waits for; nil if it is final.
    var wait: Wait?

    /// What has to be seen before a change is reported, or is known not to need it.
    enum Wait: String, Hashable, Sendable {
        /// The text has to stand for a while: see `Settling`.
        case settling
        /// The entry's other source is just being looked at, and may show more of the same edit.
        case pending
    }

    /// The value of the column `change.verdict`.
    var column: String { type?.rawValue ?? wait?.rawValue ?? "suppressed" }
}

/// When a text that swings has come to rest.
///
/// Two servers that take turns, one of them behind, show an old text and a new one by turns, and a
/// count of comments in a title never stands still. So what may be a part of that is reported only
/// once it has stood for a while.
enum Settling {
    static let span: Duration = .seconds(1800)
    /// The same for an entry that has swung and settled `spansBeforeLong` times within a day.
    static let longSpan: Duration = .seconds(6 * 3600)
    static let spansBeforeLong = 2
    /// A change waits no longer than this for a look at the entry's other source.
    static let longestPending: Duration = .seconds(600)
    /// A page's change waits for its feed only if the next poll is this close.
    static let closePoll: Duration = .seconds(10)

    /// - Parameter recentReversions: how many reversions were reported within a day.
    static func span(recentReversions: Int) -> Duration {
        recentReversions < spansBeforeLong ? span : longSpan
    }
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
    /// The number of the revision that was reported last, if the text reads like that one again.
    var backToTold: Int?
    /// The number of an earlier revision with the same content.
    var earlierAlike: Int?
    /// How many times within a day an earlier content has come back.
    var recentReversions = 0
    /// Whether only a figure of the title changed that changed within the last day, too.
    var isMovingFigure = false
    /// Whether the entry's other source is just about to be looked at.
    var isLookedAtElsewhere = false
}

extension ChangeVerdict {
    /// The first circumstance that applies decides.
    init(on change: Change, _ circumstances: ChangeCircumstances) {
        self =
            Self.suppression(of: change, circumstances)
            ?? Self.waiting(of: change, circumstances)
            ?? ChangeVerdict(
                type: change.isCorrection ? .entryCorrected : .entryUpdated, reason: change.reason)
    }

    private static func suppression(
        of change: Change, _ circumstances: ChangeCircumstances
    ) -> ChangeVerdict? {
        guard change.level == .major else { return ChangeVerdict(type: nil, reason: change.reason) }
        if circumstances.isBaseline {
            return ChangeVerdict(
                type: nil, reason: "the feed's first poll is its baseline, and not news")
        }
        if let source = circumstances.toldBySource { return toldAlready(by: source) }
        if let variant = circumstances.toldByVariant { return toldAlready(of: variant) }
        if circumstances.isHeldBack { return ChangeVerdict(type: nil, reason: EntryNoise.reason) }
        if let told = circumstances.backToTold {
            return ChangeVerdict(
                type: nil, reason: "it is back at revision \(told), which was told last")
        }
        return nil
    }

    static func toldAlready(by source: RevisionSource) -> ChangeVerdict {
        ChangeVerdict(type: nil, reason: "told already, when the entry's \(source) changed")
    }

    static func toldAlready(of variant: Int64) -> ChangeVerdict {
        ChangeVerdict(type: nil, reason: "told already, of the same article: entry \(variant)")
    }

    private static func waiting(
        of change: Change, _ circumstances: ChangeCircumstances
    ) -> ChangeVerdict? {
        let span = DurationText.write(
            Settling.span(recentReversions: circumstances.recentReversions))
        if let earlier = circumstances.earlierAlike {
            return ChangeVerdict(
                type: nil,
                reason: "\(back(earlier)): it is told once it has stood for \(span)",
                wait: .settling)
        }
        if circumstances.isMovingFigure {
            return ChangeVerdict(
                type: nil,
                reason: "a figure of the title moves: it is told once it has stood for \(span)",
                wait: .settling)
        }
        // A correction is never delayed.
        guard circumstances.isLookedAtElsewhere,
            EntryNoise.alwaysTold.isDisjoint(with: change.kinds)
        else { return nil }
        return ChangeVerdict(
            type: nil, reason: "the entry's other source may show more of the same edit",
            wait: .pending)
    }

    /// The verdict on a change that has waited, and is reported now.
    static func settled(_ change: Change, earlierAlike: Int?) -> ChangeVerdict {
        if let earlierAlike {
            return ChangeVerdict(type: .entryReverted, reason: back(earlierAlike))
        }
        return ChangeVerdict(
            type: change.isCorrection ? .entryCorrected : .entryUpdated, reason: change.reason)
    }

    private static func back(_ revision: Int) -> String {
        "the content of revision \(revision) is back"
    }
}

extension Change {
    fileprivate var isCorrection: Bool {
        kinds.contains(.correction) || kinds.contains(.retraction)
    }
}
