import GRDB

/// Verifies the newest events of the log before the daemon begins.
///
/// A crash or a power cut damages what was written last, and that is what will be sent next. The
/// work is bounded and takes some tens of milliseconds: verifying the whole chain of a large ledger
/// takes minutes, and is the job of `rejoinder verify`. Each event is verified once more before it
/// is sent.
enum LogTail {
    /// The largest number of events to verify.
    static let length = 1000
    /// The largest number of bytes of events to verify.
    private static let maximumBytes = 16 << 20

    /// - Returns: the newest event; nil in an empty log.
    /// - Throws: `corrupt`, which names the event.
    static func prove(log: [UInt8], in database: Database) throws -> Event? {
        let rows = try Row.fetchCursor(
            database, sql: "SELECT * FROM event ORDER BY sequence DESC LIMIT ?",
            arguments: [length])
        var newest: Event?
        var next: Event?
        var (count, bytes) = (0, 0)
        while bytes < maximumBytes, let row = try rows.next() {
            let event = try EventRow(row: row, in: database).proven()
            if let next {
                guard event.sequence == next.sequence - 1, event.hash == next.previousHash else {
                    throw LedgerError.corrupt(
                        reason: "event \(next.sequence) does not continue the event before it")
                }
            }
            if event.sequence <= 1, event.sequence != 1 || event.previousHash != log {
                throw LedgerError.corrupt(
                    reason: "event \(event.sequence) does not begin the log")
            }
            count += 1
            bytes += event.body.count
            newest = newest ?? event
            next = event
        }
        // There are fewer events than were asked for, so this is the whole log.
        if let next, next.sequence > 1, count < length, bytes < maximumBytes {
            throw LedgerError.corrupt(reason: "event \(next.sequence - 1) is missing")
        }
        return newest
    }
}
