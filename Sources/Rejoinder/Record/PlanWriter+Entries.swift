import Foundation
import GRDB

extension PlanWriter {
    /// - Returns: the ledger's number of the new entry.
    func add(_ entry: NewEntry) throws -> Int64 {
        try execute(
            """
            INSERT INTO entry (feed_id, identity, identity_rule, source_id, first_seen_at,
                revision, content_hash, fingerprint, source_hash, rules)
            VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?, ?)
            """,
            [
                plan.feed, entry.name.identity, entry.name.rule, entry.name.sourceID,
                plan.at.milliseconds, Data(entry.hashes.content),
                FingerprintColumn.data(entry.hashes.fingerprint),
                Data(entry.hashes.source), entry.hashes.rules,
            ])
        return database.lastInsertedRowID
    }

    func writeEntry(_ effect: Effect) throws {
        switch effect {
        case .rename(let entry, let name):
            try execute(
                "UPDATE entry SET identity = ?, identity_rule = ?, source_id = ? WHERE id = ?",
                [name.identity, name.rule, name.sourceID, entry])
        case .addRevision(let new): try write(new)
        case .noteSource(let entry, let hashes):
            try execute(
                """
                UPDATE entry SET version = version + 1, content_hash = ?, fingerprint = ?,
                    source_hash = ?, rules = ?
                WHERE id = ?
                """,
                [
                    Data(hashes.content), FingerprintColumn.data(hashes.fingerprint),
                    Data(hashes.source),
                    hashes.rules, entry,
                ])
        case .recordChange(let change): try write(change)
        case .settle(let entry, let revision, let verdict):
            try execute(
                "UPDATE change SET verdict = ?, reason = ? WHERE entry_id = ? AND to_revision = ?",
                [verdict.column, verdict.reason, entry, revision])
            // Whoever decides about the change at the same moment finds the row changed.
            try execute("UPDATE entry SET version = version + 1 WHERE id = ?", [entry])
        case .countRepeat(let entry, let revision, let sourceHash):
            try execute(
                "UPDATE change SET repeats = repeats + 1 WHERE entry_id = ? AND to_revision = ?",
                [entry, revision])
            if let sourceHash {
                try execute(
                    "UPDATE entry SET source_hash = ? WHERE id = ?", [Data(sourceHash), entry])
            }
        case .setNoise(let entry, let since):
            try execute(
                "UPDATE entry SET noisy_since = ? WHERE id = ?", [since?.milliseconds, entry])
        case .noteQuarantined(let subject, let entry):
            try execute(
                "UPDATE quarantine SET entry_id = ? WHERE subject = ?",
                [number(entry), subject.description])
        default: break
        }
    }

    private func write(_ new: NewRevision) throws {
        let (entry, revision) = (number(new.entry), new.revision)
        if revision.number > 1 {
            try execute(
                "UPDATE entry SET version = version + 1, revision = ? WHERE id = ?",
                [revision.number, entry])
        }
        let content = revision.content
        try execute(
            """
            INSERT INTO revision (entry_id, number, source, seen_at, title, text_id, link,
                author, published, updated, language, content_hash, fingerprint, receipt_id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                entry, revision.number, revision.source.rawValue, revision.seenAt.milliseconds,
                content.title, try TextStore.id(of: content.text, in: database), content.link,
                content.author,
                content.published?.milliseconds, content.updated?.milliseconds, content.language,
                Data(new.contentHash), FingerprintColumn.data(new.fingerprint), receipt,
            ])
        for statement in new.statements {
            try execute(
                """
                INSERT INTO statement (entry_id, revision, source, cue, content, is_quoted,
                    institution, words) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    entry, revision.number, statement.source, statement.cue, statement.content,
                    statement.isQuoted, statement.institution?.rawValue,
                    StatementKey(statement)?.words,
                ])
        }
        for party in new.mentions {
            try execute(
                """
                INSERT INTO mention (entry_id, revision, party, wording, institution, state,
                    asker, evidence, topic, confidence, kind, question)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    entry, revision.number, party.name, party.mention,
                    party.institution?.rawValue, party.state.rawValue,
                    party.isOutletsOwn ? "outlet" : nil, party.evidence,
                    JSONColumn.text(party.topic), party.confidence, party.kind.rawValue,
                    party.question,
                ])
        }
    }

    private func write(_ change: NewChange) throws {
        let packed = try Packing.packed(change.detail, in: database)
        try execute(
            """
            INSERT INTO change (entry_id, from_revision, to_revision, at, level, kinds,
                verdict, reason, detail, packed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                number(change.entry), change.from, change.to, plan.at.milliseconds,
                change.level.rawValue, change.kinds, change.verdict.column,
                change.verdict.reason, packed == nil ? change.detail : "", packed,
            ])
    }
}
