import Foundation
import GRDB
import Signing

/// Texts and bodies of events, which stand apart from the rows that name them by their hash.
///
/// A text that many revisions share is stored once. A body that must be withheld one day can go
/// without its event's row changing, and the chain holds without it.
extension Schema {
    static let text = """
        CREATE TABLE text (
            id INTEGER PRIMARY KEY,
            hash BLOB NOT NULL UNIQUE,           -- SHA-256 of its UTF-8
            content TEXT NOT NULL
        ) STRICT;
        """

    static let eventBody = """
        CREATE TABLE event_body (
            sequence INTEGER PRIMARY KEY REFERENCES event,
            body BLOB NOT NULL                   -- JSON, stored as it was hashed
        ) STRICT;
        """

    /// Takes the body out of each event, and the text out of each revision.
    static func standApart(in database: Database, progress: Migrations.Progress) throws {
        let sha256 = DatabaseFunction("sha256", argumentCount: 1, pure: true) { values in
            Data.fromDatabaseValue(values[0]).map { Data(SHA256.digest([UInt8]($0))) }
        }
        // What is moved is far larger than the usual cache, and its indexes are in random order.
        let cache = try Int.fetchOne(database, sql: "PRAGMA cache_size") ?? -1024
        try database.execute(sql: "PRAGMA cache_size = -32768")
        database.add(function: sha256)
        defer {
            database.remove(function: sha256)
            try? database.execute(sql: "PRAGMA cache_size = \(cache)")
        }
        try database.execute(sql: text + eventBody + newRevision + newEvent)
        try move("revision", by: moveTexts, in: database, progress: progress)
        try move("event", by: moveBodies, in: database, progress: progress)
        try database.execute(
            sql: """
                DROP TABLE revision;
                ALTER TABLE new_revision RENAME TO revision;
                DROP TABLE event;
                ALTER TABLE new_event RENAME TO event;
                """ + eventIndexes + eventGuards + bodyGuards)
    }

    /// Moves the rows of a table from its beginning, and lets SQLite use their pages again.
    ///
    /// If all were copied before the table is dropped, the file would double.
    private static func move(
        _ table: String, by statements: [String], in database: Database,
        progress: Migrations.Progress
    ) throws {
        let last = try Int64.fetchOne(database, sql: "SELECT max(rowid) FROM \(table)") ?? 0
        var moved: Int64 = 0
        while moved < last {
            let end = min(moved + 2000, last)
            for sql in statements {
                try database.cachedStatement(sql: sql).execute(arguments: ["end": end])
            }
            moved = end
            progress("the \(table) table: row \(moved) of \(last)")
        }
    }

    private static let moveTexts = [
        """
        INSERT OR IGNORE INTO text (hash, content)
        SELECT sha256(CAST(text AS BLOB)), text FROM revision WHERE rowid <= :end ORDER BY rowid
        """,
        """
        INSERT INTO new_revision (entry_id, number, source, seen_at, title, text_id, link, author,
            published, updated, language, content_hash, fingerprint)
        SELECT entry_id, number, source, seen_at, title,
            (SELECT id FROM text WHERE hash = sha256(CAST(revision.text AS BLOB))), link, author,
            published, updated, language, content_hash, fingerprint
        FROM revision WHERE rowid <= :end ORDER BY rowid
        """,
        "DELETE FROM revision WHERE rowid <= :end",
    ]

    private static let moveBodies = [
        "INSERT INTO event_body SELECT sequence, body FROM event WHERE sequence <= :end",
        """
        INSERT INTO new_event
        SELECT sequence, id, type, at, feed, entry_id, inquiry_id, level, 1, sha256(body),
            previous_hash, hash
        FROM event WHERE sequence <= :end ORDER BY sequence
        """,
        "DELETE FROM event WHERE sequence <= :end",
    ]

    private static let newRevision = """
        CREATE TABLE new_revision (
            entry_id INTEGER NOT NULL REFERENCES entry,
            number INTEGER NOT NULL,
            source TEXT NOT NULL DEFAULT 'feed', -- where it was read: feed, page, or unread
            seen_at INTEGER NOT NULL,
            title TEXT NOT NULL,
            text_id INTEGER NOT NULL REFERENCES text,
            link TEXT,
            author TEXT,
            published INTEGER,                   -- the feed's claim
            updated INTEGER,                     -- the feed's claim
            language TEXT,
            content_hash BLOB NOT NULL,          -- of all of it, with the text
            fingerprint BLOB NOT NULL,
            PRIMARY KEY (entry_id, number)
        ) STRICT;
        """

    private static let newEvent = """
        -- The guards would refuse to let the old rows go; somebody may have dropped one.
        DROP TRIGGER IF EXISTS event_refuses_update;
        DROP TRIGGER IF EXISTS event_refuses_delete;
        DROP TRIGGER IF EXISTS event_continues_chain;
        DROP INDEX event_entry;
        DROP INDEX event_inquiry;
        CREATE TABLE new_event (
            sequence INTEGER PRIMARY KEY,
            id TEXT NOT NULL,
            type TEXT NOT NULL,
            at INTEGER NOT NULL,
            feed TEXT,                           -- name
            entry_id INTEGER REFERENCES entry,
            inquiry_id TEXT REFERENCES inquiry,
            level TEXT,                          -- of entry.updated and its like
            format INTEGER NOT NULL,             -- how the hash is made: see HashChain
            body_hash BLOB NOT NULL,
            previous_hash BLOB NOT NULL,
            hash BLOB NOT NULL
        ) STRICT;
        """

    /// Made once all events are there, which is faster than growing them row by row.
    private static let eventIndexes = """
        CREATE UNIQUE INDEX event_id ON event (id);
        CREATE UNIQUE INDEX event_hash ON event (hash);
        CREATE INDEX event_entry ON event (entry_id) WHERE entry_id IS NOT NULL;
        CREATE INDEX event_inquiry ON event (inquiry_id) WHERE inquiry_id IS NOT NULL;
        """

    private static let bodyGuards = """
        CREATE TRIGGER event_body_refuses_update BEFORE UPDATE ON event_body
        BEGIN SELECT RAISE(ABORT, 'the log only grows: events are never changed'); END;
        CREATE TRIGGER event_body_refuses_delete BEFORE DELETE ON event_body
        BEGIN SELECT RAISE(ABORT, 'the log only grows: events are never deleted'); END;
        CREATE TRIGGER event_body_refuses_replacement BEFORE INSERT ON event_body
        -- REPLACE would delete the other row, and no trigger for deletes would run.
        WHEN EXISTS (SELECT 1 FROM event_body WHERE sequence = NEW.sequence)
        BEGIN SELECT RAISE(ABORT, 'the log only grows: events are never changed'); END;
        """
}
