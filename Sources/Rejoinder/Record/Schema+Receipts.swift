/// What was received, and what the programs said that events were archived with.
extension Schema {
    /// From this migration on, a revision names the receipt of the answer that it was read from.
    static let receipts = """
        CREATE TABLE receipt (
            id INTEGER PRIMARY KEY,
            hash BLOB NOT NULL UNIQUE,           -- SHA-256 of content
            content TEXT NOT NULL,               -- JSON, stored as it was hashed
            body_hash BLOB NOT NULL,             -- of the answer's body
            -- the event log.redacted by which content is withheld; null: it is not
            withheld INTEGER REFERENCES event
        ) STRICT;
        CREATE TABLE raw_body (
            id INTEGER PRIMARY KEY,
            hash BLOB NOT NULL UNIQUE,           -- SHA-256 of the bytes
            bytes INTEGER NOT NULL,              -- how many they are
            content BLOB NOT NULL,               -- the bytes, as a frame of Zstandard
            withheld INTEGER REFERENCES event
        ) STRICT;
        CREATE INDEX receipt_body ON receipt (body_hash);
        CREATE INDEX receipt_withheld ON receipt (withheld) WHERE withheld IS NOT NULL;
        CREATE INDEX raw_body_withheld ON raw_body (withheld) WHERE withheld IS NOT NULL;
        ALTER TABLE revision ADD COLUMN receipt_id INTEGER REFERENCES receipt;
        CREATE INDEX revision_receipt ON revision (receipt_id) WHERE receipt_id IS NOT NULL;
        -- what a program wrote that archived the event, and how it ended; null of other sinks
        ALTER TABLE delivery ADD COLUMN said TEXT;
        """ + guards("receipt", empty: "''", named: "receipts")
        + guards("raw_body", empty: "x''", named: "bodies")

    /// Refuses every change but the one that a redaction names.
    private static func guards(_ table: String, empty: String, named: String) -> String {
        """
        CREATE TRIGGER \(table)_refuses_update BEFORE UPDATE ON \(table)
        WHEN NEW.id IS NOT OLD.id OR NEW.hash IS NOT OLD.hash OR NEW.content <> \(empty)
            OR NOT EXISTS (
                SELECT 1 FROM event AS redaction JOIN event_body AS said USING (sequence),
                    json_each(CAST(said.body AS TEXT), '$.data.redaction.\(named)') AS named
                WHERE redaction.type = 'log.redacted' AND redaction.sequence = NEW.withheld
                    AND named.value = lower(hex(OLD.hash)))
        BEGIN SELECT RAISE(ABORT, 'what was received is never changed'); END;
        CREATE TRIGGER \(table)_refuses_delete BEFORE DELETE ON \(table)
        BEGIN SELECT RAISE(ABORT, 'what was received is never deleted'); END;

        """
    }
}
