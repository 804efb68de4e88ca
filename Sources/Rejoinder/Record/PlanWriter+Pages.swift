import Foundation
import GRDB

extension PlanWriter {
    func writePage(_ effect: Effect) throws {
        switch effect {
        case .addPage(let page):
            try execute(
                """
                INSERT OR IGNORE INTO page (entry_id, url, next_look_at, changed_at, address)
                VALUES (?, ?, ?, ?, ?)
                """,
                [
                    number(page.entry), page.url, page.next?.milliseconds,
                    page.changedAt.milliseconds, page.address,
                ])
        case .scheduleLook(let entry, let moment):
            try execute(
                "UPDATE page SET next_look_at = ? WHERE entry_id = ?",
                [moment?.milliseconds, entry])
        case .lookSoon(let entry):
            try execute(
                """
                UPDATE page SET next_look_at = min(coalesce(next_look_at, ?1), ?1)
                WHERE entry_id = coalesce((SELECT same_as FROM page WHERE entry_id = ?2), ?2)
                    AND gone_since IS NULL AND coalesce(looked_at, 0) < ?1
                """, [plan.at.milliseconds, entry])
        case .coverPage(let entry, let outcome):
            try Ledger.cover(.page(entry: entry), at: plan.at, outcome: outcome, in: database)
        case .coverPageAbsence(let entry, let start):
            try Ledger.coverAbsence(.page(entry: entry), from: start, to: plan.at, in: database)
        case .noteLook(let look): try write(look)
        case .noteReading(let entry, let fetched, let isEdit):
            try write(fetched, entry: entry, isEdit: isEdit)
        case .revalidatePage(let entry, let validators):
            try execute(
                "UPDATE page SET etag = ?, last_modified = ? WHERE entry_id = ?",
                [validators.etag, validators.lastModified, entry])
        case .keepPage(let entry, let validators):
            try execute(
                "UPDATE page SET etag = ?, last_modified = ?, read_at = ? WHERE entry_id = ?",
                [validators.etag, validators.lastModified, plan.at.milliseconds, entry])
        case .distrustPage(let entry):
            try execute(
                "UPDATE page SET caught_at = ? WHERE entry_id = ?", [plan.at.milliseconds, entry])
        case .doubtReading(let entry, let doubt):
            // It is read again as a whole, so that "unchanged" does not end the doubt.
            try execute(
                """
                UPDATE page SET etag = NULL, last_modified = NULL, body_hash = NULL,
                    held_since = ?, held_reason = ? WHERE entry_id = ? AND held_since IS NULL
                """, [doubt.since.milliseconds, doubt.reason, entry])
        case .replaceLines(let entry, let old, let new):
            try Ledger.replace(old, with: new, of: entry, in: database)
        case .followAddress(let entry, let url, let address, let isOtherForm):
            // Where the other form differs in wording, nobody has edited anything.
            try execute(
                """
                UPDATE page SET url = ?, address = ?, etag = NULL, last_modified = NULL,
                    body_hash = NULL, read_at = NULL, caught_at = NULL,
                    rules = iif(? AND rules IS NOT NULL, 0, rules)
                WHERE entry_id = ?
                """, [url, address, isOtherForm, entry])
        case .setAddress(let entry, let address, let first):
            try execute(
                "UPDATE page SET address = ?, same_as = ? WHERE entry_id = ?",
                [address, first, entry])
        case .joinArticle(let entry, let first):
            try execute("UPDATE page SET same_as = ? WHERE entry_id = ?", [first, entry])
        case .wakeVariants(let entry):
            try execute(
                "UPDATE page SET same_as = NULL, next_look_at = ? WHERE same_as = ?",
                [plan.at.milliseconds, entry])
        case .setWaiting(let entry, let since):
            try execute(
                "UPDATE page SET waits_since = ? WHERE entry_id = ?",
                [since?.milliseconds, number(entry)])
        default: break
        }
    }

    private func write(_ look: PageLookNote) throws {
        try execute(
            """
            UPDATE page SET version = version + 1, looked_at = :at, next_look_at = :next,
                seen_at = iif(:present, :at, seen_at),
                gone_since = CASE WHEN :gone THEN min(coalesce(gone_since, :at), :at)
                    WHEN :present THEN NULL ELSE gone_since END,
                removed_at = CASE WHEN :removed THEN coalesce(removed_at, :at)
                    WHEN :present THEN NULL ELSE removed_at END,
                held_since = iif(:read, :held_since, held_since),
                held_reason = iif(:read, :held_reason, held_reason),
                seen_text = coalesce(:seen_text, seen_text)
            WHERE entry_id = :entry
            """,
            [
                "at": plan.at.milliseconds, "next": look.next?.milliseconds, "gone": look.isGone,
                "present": look.isPresent, "removed": look.isRemoved,
                "read": look.isRead, "seen_text": look.seenText.map { Data($0) },
                "held_since": look.held?.since.milliseconds, "held_reason": look.held?.reason,
                "entry": look.entry,
            ])
    }

    private func write(_ fetched: FetchedPage, entry: Int64, isEdit: Bool) throws {
        try execute(
            """
            UPDATE page SET etag = ?, last_modified = ?, body_hash = ?, kind = ?,
                confidence = ?, rules = ?, read_at = ?, changed_at = iif(?, ?, changed_at)
            WHERE entry_id = ?
            """,
            [
                fetched.validators.etag, fetched.validators.lastModified, Data(fetched.bodyHash),
                fetched.article.kind.rawValue, fetched.article.confidence, FetchedPage.rules,
                plan.at.milliseconds, isEdit, plan.at.milliseconds, entry,
            ])
    }
}
