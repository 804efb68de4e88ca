import Foundation
import GRDB
import Signing

/// Texts, details and bodies as frames of Zstandard: see `Packing`.
extension Schema {
    /// From this migration on, a text, a detail or a body may be a frame.
    ///
    /// What is there stays as it is until `rejoinder compact`: to rewrite it here would take as long
    /// as the ledger is large.
    static let packing = """
        CREATE TABLE dictionary (
            id INTEGER PRIMARY KEY,              -- as frames name it
            made_at INTEGER NOT NULL,
            texts INTEGER NOT NULL,              -- how many the ledger had then
            content BLOB NOT NULL                -- a dictionary of Zstandard, with words of theirs
        ) STRICT;
        -- a frame, if content is empty; null: content is the text
        ALTER TABLE text ADD COLUMN packed BLOB;
        -- a frame, if detail is empty; null: detail is the JSON
        ALTER TABLE change ADD COLUMN packed BLOB;
        DROP TRIGGER IF EXISTS text_refuses_update;
        DROP TRIGGER IF EXISTS event_body_refuses_update;
        """ + packingGuards

    /// Gives each dictionary a hash, and lets none be changed any more: without it, nothing that was
    /// packed with it can be read.
    static func guardDictionaries(in database: Database) throws {
        try database.execute(sql: "ALTER TABLE dictionary ADD COLUMN hash BLOB")  // SHA-256
        for id in try Int64.fetchAll(database, sql: "SELECT id FROM dictionary") {
            let content = try Data.fetchOne(
                database, sql: "SELECT content FROM dictionary WHERE id = ?", arguments: [id])
            try database.execute(
                sql: "UPDATE dictionary SET hash = ? WHERE id = ?",
                arguments: [content.map { Data(SHA256.digest([UInt8]($0))) }, id])
        }
        try database.execute(sql: dictionaryGuards)
    }

    private static let dictionaryGuards = """
        CREATE TRIGGER dictionary_refuses_update BEFORE UPDATE ON dictionary
        BEGIN SELECT RAISE(ABORT, 'dictionaries are never changed'); END;
        CREATE TRIGGER dictionary_refuses_delete BEFORE DELETE ON dictionary
        BEGIN SELECT RAISE(ABORT, 'dictionaries are never deleted'); END;
        CREATE TRIGGER dictionary_refuses_replacement BEFORE INSERT ON dictionary
        -- REPLACE would delete the other row, and no trigger for deletes would run.
        WHEN EXISTS (SELECT 1 FROM dictionary WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, 'dictionaries are never changed'); END;
        """

    private static let frame = "x'28B52FFD'"

    /// Lets what is kept as it is become a frame, which only the hash can prove to say the same.
    private static let packingGuards = """
        CREATE TRIGGER text_refuses_update BEFORE UPDATE ON text
        WHEN NEW.id IS NOT OLD.id OR NEW.hash IS NOT OLD.hash OR NEW.content <> ''
            OR NOT (OLD.packed IS NULL AND NEW.withheld IS OLD.withheld
                    AND substr(NEW.packed, 1, 4) IS \(frame)
                OR NEW.packed IS NULL AND EXISTS (
                    SELECT 1 FROM event AS redaction JOIN event_body AS said USING (sequence),
                        json_each(CAST(said.body AS TEXT), '$.data.redaction.texts') AS named
                    WHERE redaction.type = 'log.redacted' AND redaction.sequence = NEW.withheld
                        AND named.value = lower(hex(OLD.hash))))
        BEGIN SELECT RAISE(ABORT, 'texts are never changed'); END;
        CREATE TRIGGER event_body_refuses_update BEFORE UPDATE ON event_body
        WHEN NEW.sequence IS NOT OLD.sequence OR substr(OLD.body, 1, 4) IS \(frame)
            OR substr(NEW.body, 1, 4) IS NOT \(frame)
            OR EXISTS (SELECT 1 FROM event WHERE sequence = OLD.sequence AND type LIKE 'log.%')
        BEGIN SELECT RAISE(ABORT, 'the log only grows: events are never changed'); END;
        """
}
