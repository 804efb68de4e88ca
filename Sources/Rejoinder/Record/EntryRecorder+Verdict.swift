import Foundation
import GRDB

/// Decides which event a change makes, or why it makes none.
extension EntryRecorder {
    struct Verdict {
        /// Nil if the change is suppressed: it is recorded, but makes no event.
        let type: EventType?
        let reason: String
    }

    func verdict(
        on change: Change, of observed: ObservedEntry, at place: Place
    ) throws -> Verdict {
        guard change.level == .major else {
            return Verdict(type: nil, reason: change.reason)
        }
        guard !isBaseline else {
            return Verdict(type: nil, reason: "the feed's first poll is a quiet baseline")
        }
        if try isTold(change, of: observed, at: place) {
            return Verdict(
                type: nil, reason: "told already, when the entry's \(look.source.other) changed")
        }
        if let variant = try variantThatTold(change, of: observed, at: place) {
            return Verdict(
                type: nil,
                reason: "told already, of the same article: entry \(variant)")
        }
        if try isHeldBack(change, at: place) {
            return Verdict(type: nil, reason: EntryNoise.reason)
        }
        if let earlier = try earlierRevision(like: observed, at: place) {
            let swings = try recentReversions(of: place)
            guard swings < Self.reversionsBeforeNoise else {
                return Verdict(
                    type: nil,
                    reason: "it swings between versions: \(swings) reversions within a day")
            }
            return Verdict(
                type: .entryReverted, reason: "the content of revision \(earlier) is back")
        }
        if change.kinds.contains(.correction) || change.kinds.contains(.retraction) {
            return Verdict(type: .entryCorrected, reason: change.reason)
        }
        return Verdict(type: .entryUpdated, reason: change.reason)
    }

    /// Whether the entry's other source has already reported the same change.
    ///
    /// One edit of an article may show both in the feed and on the page.
    private func isTold(_ change: Change, of observed: ObservedEntry, at place: Place) throws
        -> Bool
    {
        guard let from = observed.comparedWith,
            let other = try Ledger.newestRevision(
                entry: place.entry, source: look.source.other, in: database)
        else { return false }
        let told = try String.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT detail FROM change JOIN revision
                        ON revision.entry_id = change.entry_id
                            AND revision.number = change.to_revision
                    WHERE change.entry_id = ?1 AND revision.source = ?2
                        AND change.verdict <> 'suppressed' AND change.at >= (
                            SELECT seen_at FROM revision WHERE entry_id = ?1 AND number = ?3)
                    ORDER BY change.at DESC LIMIT 50
                    """), arguments: [place.entry, look.source.other.rawValue, from])
        guard !told.isEmpty else { return false }
        return change.isSeen(
            in: other.content, as: observed.content,
            headlines: told.compactMap { TitleEdit(detail: $0) })
    }

    /// How many reversions a day are reported of a page that alternates between two texts.
    ///
    /// Further ones are only recorded.
    private static let reversionsBeforeNoise = 2

    private func earlierRevision(like observed: ObservedEntry, at place: Place) throws -> Int? {
        try Int.fetchOne(
            database,
            sql: """
                SELECT number FROM revision
                WHERE entry_id = ? AND source = ? AND number < ? AND fingerprint = ?
                ORDER BY number DESC LIMIT 1
                """,
            arguments: [
                place.entry, look.source.rawValue, observed.comparedWith ?? place.revision - 1,
                Data(observed.fingerprint),
            ])
    }

    private func recentReversions(of place: Place) throws -> Int {
        try Int.fetchOne(
            database,
            sql: "SELECT count(*) FROM change WHERE entry_id = ? AND verdict = ? AND at > ?",
            arguments: [
                place.entry, EventType.entryReverted.rawValue,
                (look.at - .seconds(86_400)).milliseconds,
            ]) ?? 0
    }
}

extension Change {
    /// Whether a text contains what the change added and no longer contains what it removed.
    ///
    /// - Parameter new: the content after the change; what is still in it was not removed.
    func isSeen(
        in content: RevisionContent, as new: RevisionContent, headlines: [TitleEdit] = []
    ) -> Bool {
        let text = Normaliser.text(content.text)
        let own = Normaliser.text(new.text)
        if let title = fields.first(where: { $0.field == .title }) {
            let edit = TitleEdit(from: title.from, to: title.to)
            guard
                edit.leads(to: content.title) || headlines.contains(where: { edit.isSame(as: $0) })
            else {
                return false
            }
        }
        return sentences.allSatisfy { sentence in
            let isThere = sentence.after.map { text.contains(Normaliser.text($0)) } ?? true
            guard isThere, let before = sentence.before, sentence.kind != .moved else {
                return isThere
            }
            let gone = Normaliser.text(before)
            return !text.contains(gone) || own.contains(gone)
        }
    }
}
