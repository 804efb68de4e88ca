import Foundation
import GRDB

/// How a run of the daemon ended that did not end by itself.
package struct RunEnd: Hashable, Sendable {
    /// The approximate time: when something was last read.
    package let at: Timestamp
    /// The signal's name, such as `SIGILL`; nil if the process was killed or the machine stopped.
    package let signal: String?

    package init(at: Timestamp, signal: String?) {
        self.at = at
        self.signal = signal
    }
}

extension Ledger {
    /// Records that a run ended uncleanly, and quarantines what certainly brought it down.
    ///
    /// - Parameters:
    ///   - fallen: how many times the program crashed on each subject.
    ///   - build: the build that crashed.
    ///   - file: gives the name of the file that keeps a text.
    package func record(
        _ end: RunEnd, fallen: [ReadingSubject: Int], build: String, now: Timestamp,
        file: @escaping @Sendable (ReadingSubject) -> String
    ) async throws(LedgerError) {
        let seal = seal
        try await write { database in
            try database.execute(
                sql: "INSERT OR REPLACE INTO unclean_end (at, signal) VALUES (?, ?)",
                arguments: [end.at.milliseconds, end.signal])
            try database.execute(
                sql: """
                    DELETE FROM unclean_end WHERE at NOT IN (
                        SELECT at FROM unclean_end ORDER BY at DESC LIMIT 100)
                    """)
            for (subject, falls) in fallen.sorted(by: { $0.key.description < $1.key.description }) {
                guard let place = try Self.place(of: subject, in: database) else { continue }
                let quarantine = Quarantine(
                    subject: subject, feed: place.feed, entry: place.entry, build: build,
                    falls: falls, signal: end.signal, since: now, file: file(subject))
                try Self.insert(quarantine, in: database)
                if case .page(let entry) = subject {
                    try Self.rest(pageOf: entry, under: quarantine, seal: seal, in: database)
                }
            }
        }
    }

    /// The texts that nothing may read.
    ///
    /// What another build crashed on is read again from now on.
    package func quarantines(
        build: String, now: Timestamp
    ) async throws(LedgerError) -> [Quarantine] {
        try await write { database in
            for quarantine in try Self.quarantines(in: database) {
                guard quarantine.build != build || quarantine.isOver(at: now)
                else { continue }
                try Self.lift(quarantine, at: now, in: database)
            }
            return try Self.quarantines(in: database)
        }
    }

    /// What is quarantined then; a document is not, once its day is over.
    package func quarantines(at now: Timestamp) async throws(LedgerError) -> [Quarantine] {
        try await read { try Self.quarantines(in: $0) }
            .filter { !$0.isOver(at: now) }
    }

    /// The last run that ended uncleanly; nil if none has.
    package func lastUncleanEnd() async throws(LedgerError) -> RunEnd? {
        try await read { database in
            try Row.fetchOne(
                database, sql: "SELECT at, signal FROM unclean_end ORDER BY at DESC LIMIT 1"
            ).map { try RunEnd(at: Timestamp(milliseconds: $0["at"]), signal: $0["signal"]) }
        }
    }
}

extension Ledger {
    static func quarantine(
        of subject: ReadingSubject, in database: Database
    ) throws -> Quarantine? {
        try Row.fetchOne(
            database.cachedStatement(sql: "SELECT * FROM quarantine WHERE subject = ?"),
            arguments: [subject.description]
        ).flatMap(Quarantine.init(row:))
    }

    private static func quarantines(in database: Database) throws -> [Quarantine] {
        try Row.fetchAll(database, sql: "SELECT * FROM quarantine ORDER BY since_at, subject")
            .compactMap(Quarantine.init(row:))
    }

    private static func insert(_ quarantine: Quarantine, in database: Database) throws {
        try database.execute(
            sql: """
                INSERT OR REPLACE INTO quarantine (subject, feed_id, entry_id, build, falls, signal,
                    since_at, file) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                quarantine.subject.description, quarantine.feed, quarantine.entry,
                quarantine.build, quarantine.falls, quarantine.signal,
                quarantine.since.milliseconds, quarantine.file,
            ])
    }

    /// Finds the feed and the page's entry; nil if the ledger knows neither.
    private static func place(
        of subject: ReadingSubject, in database: Database
    ) throws -> (feed: Int64, entry: Int64?)? {
        switch subject {
        case .document(let feed), .entry(let feed, _):
            let isKnown = try Bool.fetchOne(
                database, sql: "SELECT EXISTS (SELECT 1 FROM feed WHERE id = ?)",
                arguments: [feed])
            return isKnown == true ? (feed, nil) : nil
        case .page(let entry), .text(let entry):
            return try Int64.fetchOne(
                database, sql: "SELECT feed_id FROM entry WHERE id = ?", arguments: [entry]
            ).map { ($0, entry) }
        }
    }

    /// Makes sure that the next look reads what was skipped, even if the server says "unchanged".
    private static func lift(
        _ quarantine: Quarantine, at now: Timestamp, in database: Database
    ) throws {
        switch quarantine.subject {
        case .document, .entry:
            try database.execute(
                sql: """
                    UPDATE feed SET etag = NULL, last_modified = NULL, body_hash = NULL WHERE id = ?
                    """, arguments: [quarantine.feed])
            try database.execute(
                sql: "UPDATE entry SET source_hash = zeroblob(32) WHERE id = ?",
                arguments: [quarantine.entry])
        case .page(let entry):
            try database.execute(
                sql: """
                    UPDATE page SET etag = NULL, last_modified = NULL, body_hash = NULL,
                        next_look_at = ? WHERE entry_id = ?
                    """, arguments: [now.milliseconds, entry])
        case .text: break
        }
        try database.execute(
            sql: "DELETE FROM quarantine WHERE subject = ?",
            arguments: [quarantine.subject.description])
    }

    /// Stops looking at a page, and says why.
    private static func rest(
        pageOf entry: Int64, under quarantine: Quarantine, seal: LogSeal, in database: Database
    ) throws {
        try database.execute(
            sql: "UPDATE page SET next_look_at = NULL WHERE entry_id = ?", arguments: [entry])
        guard
            let row = try Row.fetchOne(
                database,
                sql: "SELECT identity, source_id, first_seen_at FROM entry WHERE id = ?",
                arguments: [entry]),
            let revision = try revision(entry: entry, number: nil, in: database),
            let feed = try feed(quarantine.feed, in: database)
        else { return }
        let identity: String = try row["identity"]
        try EventWriter(database: database, seal: seal).append(
            EventDraft(
                type: .entryQuarantined, at: quarantine.since, feed: feed.name, entry: entry,
                identifiedBy: [feed.name, identity, "page", quarantine.build],
                data: .members([
                    "feed": EventData.feed(feed),
                    "entry": EventData.entry(
                        identity: row["source_id"] ?? identity, content: revision.content,
                        firstSeenAt: Timestamp(milliseconds: row["first_seen_at"])),
                    "quarantine": quarantine.json,
                ])))
    }
}
