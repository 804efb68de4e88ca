/// What an event says has happened.
///
/// The names are part of the interface.
package enum EventType: String, Sendable, CaseIterable {
    case entryPublished = "entry.published"
    case entryUpdated = "entry.updated"
    case entryCorrected = "entry.corrected"
    case entryReverted = "entry.reverted"
    case entryRemoved = "entry.removed"
    case entryRestored = "entry.restored"
    case statementPublished = "statement.published"
    case statementChanged = "statement.changed"
    case statementWithdrawn = "statement.withdrawn"
    case inquiryOpened = "inquiry.opened"
    case inquiryAnswered = "inquiry.answered"
    case inquiryDeclined = "inquiry.declined"
    case inquiryHeld = "inquiry.held"
    case inquiryCandidate = "inquiry.candidate"
    case inquiryDenied = "inquiry.denied"
    case inquiryDue = "inquiry.due"
    case inquiryOverdue = "inquiry.overdue"
    case inquiryClosed = "inquiry.closed"
    case inquiryReopened = "inquiry.reopened"
    case inquiryExtended = "inquiry.extended"
    case feedFailing = "feed.failing"
    case feedRecovered = "feed.recovered"
    case feedMoved = "feed.moved"
    case feedGap = "feed.gap"
}
