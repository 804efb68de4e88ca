import GRDB

extension Quarantine {
    /// - Returns: nil if no version ever writes such a subject.
    init?(row: Row) throws {
        guard let subject = ReadingSubject(try row["subject"] as String) else { return nil }
        try self.init(
            subject: subject, feed: row["feed_id"], entry: row["entry_id"], build: row["build"],
            falls: row["falls"], signal: row["signal"],
            since: Timestamp(milliseconds: row["since_at"]), file: row["file"])
    }
}
