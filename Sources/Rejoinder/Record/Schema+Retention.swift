/// What retention has let go of.
extension Schema {
    /// From this migration on, a text or a kept body may be gone because it was old.
    static let retention = """
        -- when retention has let go of it; null: it has not
        ALTER TABLE text ADD COLUMN dropped_at INTEGER;
        ALTER TABLE raw_body ADD COLUMN dropped_at INTEGER;
        CREATE INDEX revision_text ON revision (text_id);
        -- Few fingerprints have the same six bytes, so the index need not have all.
        DROP INDEX entry_fingerprint;
        CREATE INDEX entry_fingerprint ON entry (feed_id, substr(fingerprint, 1, 6));
        DROP TRIGGER IF EXISTS text_refuses_update;
        DROP TRIGGER IF EXISTS raw_body_refuses_update;
        """ + textGuard + bodyGuard

    static let lastListed = """
        -- since when no whole document has listed it; null: one does, or nobody knows
        ALTER TABLE entry ADD COLUMN unlisted_at INTEGER;
        """

    private static let frame = "x'28B52FFD'"

    /// Whether a redaction that the log has names what is changed.
    private static func isRedacted(_ named: String) -> String {
        """
        NEW.dropped_at IS OLD.dropped_at AND EXISTS (
            SELECT 1 FROM event AS redaction JOIN event_body AS said USING (sequence),
                json_each(CAST(said.body AS TEXT), '$.data.redaction.\(named)') AS named
            WHERE redaction.type = 'log.redacted' AND redaction.sequence = NEW.withheld
                AND named.value = lower(hex(OLD.hash)))
        """
    }

    /// Lets a text become a frame, be withheld, be let go of, and come back.
    private static let textGuard = """
        CREATE TRIGGER text_refuses_update BEFORE UPDATE ON text
        WHEN NEW.id IS NOT OLD.id OR NEW.hash IS NOT OLD.hash OR NOT (
            (NEW.content = '' AND OLD.packed IS NULL AND NEW.withheld IS OLD.withheld
                AND NEW.dropped_at IS OLD.dropped_at AND substr(NEW.packed, 1, 4) IS \(frame))
            OR (NEW.content = '' AND NEW.packed IS NULL AND \(isRedacted("texts")))
            OR (NEW.content = '' AND NEW.packed IS NULL AND OLD.dropped_at IS NULL
                AND NEW.dropped_at IS NOT NULL AND NEW.withheld IS NULL AND OLD.withheld IS NULL)
            OR (OLD.dropped_at IS NOT NULL AND NEW.dropped_at IS NULL
                AND NEW.withheld IS OLD.withheld))
        BEGIN SELECT RAISE(ABORT, 'texts are never changed'); END;

        """

    private static let bodyGuard = """
        CREATE TRIGGER raw_body_refuses_update BEFORE UPDATE ON raw_body
        WHEN NEW.id IS NOT OLD.id OR NEW.hash IS NOT OLD.hash OR NOT (
            (NEW.content = x'' AND \(isRedacted("bodies")))
            OR (NEW.content = x'' AND OLD.dropped_at IS NULL AND NEW.dropped_at IS NOT NULL
                AND NEW.withheld IS OLD.withheld)
            OR (OLD.dropped_at IS NOT NULL AND NEW.dropped_at IS NULL
                AND NEW.withheld IS OLD.withheld))
        BEGIN SELECT RAISE(ABORT, 'what was received is never changed'); END;

        """
}
