import GRDB

/// Where and when entries were looked at.
struct EntryLook {
    let feed: FeedState
    let at: Timestamp
    let source: RevisionSource
    /// Whether the pages of new entries are looked at.
    var followsPages = false
    /// Lines that the configuration says to ignore.
    var ignoring = IgnoredLines.none
}

/// Writes what was seen of entries, in the feed or on their pages, within a transaction.
struct EntryRecorder {
    let database: Database
    let logID: [UInt8]
    let look: EntryLook
    let rules: InquiryRules
    let detector: Detector
    /// How common each term is; a rare one that two texts share says more.
    let terms: TermCounts
    let events: EventWriter
    /// Guards every stage that reads a text.
    let reading: ReadingGuard
    let answerable = AnswerableInquiries()
}

/// The inquiries that may still be answered.
///
/// They are read once for all entries of a poll, and again after an entry has changed one of them.
final class AnswerableInquiries {
    private var known: [OpenInquiry]?

    func all(at now: Timestamp, in database: Database) throws -> [OpenInquiry] {
        if let known { return known }
        let all = try Ledger.answerableInquiries(at: now, in: database)
        known = all
        return all
    }

    func forget() { known = nil }
}
