import GRDB

/// The newest events of the log, proved before the daemon begins.
///
/// What was written last is what a crash or a power cut damages, and what is sent next. The work
/// is bounded, some tens of milliseconds: the whole chain of a large ledger takes minutes, and is
/// for `rejoinder verify`. Each event is proved once more before it is sent.
enum LogTail {
    /// How many events are looked at, at most.
    static let length = 1000
    /// And how many bytes of them.
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
            let event = try Event(row: row).proven()
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
        // Fewer than were asked for: it is the whole log.
        if let next, next.sequence > 1, count < length, bytes < maximumBytes {
            throw LedgerError.corrupt(reason: "event \(next.sequence - 1) is missing")
        }
        return newest
    }
}

extension Event {
    /// - Throws: `corrupt` where the event is not what was hashed.
    func proven() throws(LedgerError) -> Event {
        let expected = HashChain.hash(
            previous: previousHash, sequence: sequence, id: id, type: type.rawValue, at: at,
            feed: feed, body: body)
        guard expected == hash else {
            throw .corrupt(reason: "event \(sequence) is not what was hashed")
        }
        return self
    }
}
