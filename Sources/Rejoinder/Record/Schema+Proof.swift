/// Signatures of events, signed heads, and texts that are withheld by law.
extension Schema {
    /// From this migration on, events are signed, and what is withheld is named by `log.redacted`.
    static let proof = """
        CREATE TABLE log_key (
            id INTEGER PRIMARY KEY,
            public BLOB NOT NULL UNIQUE,         -- Ed25519, 32 bytes
            since_at INTEGER NOT NULL            -- the first event that it has signed
        ) STRICT;
        CREATE TABLE head (
            at INTEGER PRIMARY KEY,              -- when it was signed
            sequence INTEGER NOT NULL,           -- the newest event then
            hash BLOB NOT NULL,                  -- of that event
            key_id INTEGER NOT NULL REFERENCES log_key,
            signature BLOB NOT NULL
        ) STRICT;
        -- of the hash; null of events that were made before the log was signed
        ALTER TABLE event ADD COLUMN signature BLOB;
        ALTER TABLE event ADD COLUMN key_id INTEGER REFERENCES log_key;
        -- the event log.redacted by which it is withheld; null: it is not
        ALTER TABLE text ADD COLUMN withheld INTEGER REFERENCES event;
        ALTER TABLE revision ADD COLUMN withheld INTEGER REFERENCES event;
        CREATE INDEX text_withheld ON text (withheld) WHERE withheld IS NOT NULL;
        CREATE INDEX revision_withheld ON revision (withheld) WHERE withheld IS NOT NULL;
        CREATE INDEX event_redactions ON event (sequence) WHERE type = 'log.redacted';
        DROP TRIGGER IF EXISTS event_continues_chain;
        DROP TRIGGER IF EXISTS event_body_refuses_delete;
        """ + proofGuards

    /// Guards against a slip; only the chain and its signatures are proof.
    private static let proofGuards = """
        CREATE TRIGGER event_continues_chain BEFORE INSERT ON event
        WHEN NEW.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM event)
            OR NEW.previous_hash IS NOT coalesce(
                (SELECT hash FROM event ORDER BY sequence DESC LIMIT 1),
                (SELECT value FROM meta WHERE name = 'log_id'))
            -- Once one is signed, all are.
            OR NEW.signature IS NULL
                AND (SELECT signature FROM event ORDER BY sequence DESC LIMIT 1) IS NOT NULL
            -- REPLACE would delete the other row, and no trigger for deletes would run.
            OR EXISTS (SELECT 1 FROM event WHERE id = NEW.id OR hash = NEW.hash)
        BEGIN SELECT RAISE(ABORT, 'an event must continue the chain'); END;
        CREATE TRIGGER event_body_refuses_delete BEFORE DELETE ON event_body
        WHEN NOT EXISTS (
                SELECT 1 FROM event AS redaction JOIN event_body AS said USING (sequence),
                    json_tree(CAST(said.body AS TEXT), '$.data.redaction.events') AS named
                WHERE redaction.type = 'log.redacted'
                    AND named.key = 'sequence' AND named.atom = OLD.sequence)
            -- What proves the others stays.
            OR EXISTS (SELECT 1 FROM event WHERE sequence = OLD.sequence AND type LIKE 'log.%')
        BEGIN SELECT RAISE(ABORT, 'the log only grows: events are never deleted'); END;
        CREATE TRIGGER text_refuses_update BEFORE UPDATE ON text
        WHEN NEW.id IS NOT OLD.id OR NEW.hash IS NOT OLD.hash OR NEW.content <> '' OR NOT EXISTS (
            SELECT 1 FROM event AS redaction JOIN event_body AS said USING (sequence),
                json_each(CAST(said.body AS TEXT), '$.data.redaction.texts') AS named
            WHERE redaction.type = 'log.redacted' AND redaction.sequence = NEW.withheld
                AND named.value = lower(hex(OLD.hash)))
        BEGIN SELECT RAISE(ABORT, 'texts are never changed'); END;
        CREATE TRIGGER text_refuses_delete BEFORE DELETE ON text
        BEGIN SELECT RAISE(ABORT, 'texts are never deleted'); END;
        """
}
