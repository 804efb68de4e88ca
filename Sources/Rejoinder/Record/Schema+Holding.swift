/// Deliveries that wait by the rules of their sink, digests, and what another sink did not take.
extension Schema {
    /// From this migration on, deliveries may also be `held`.
    static let holding = """
        -- until when it is or was held; null: it never was
        ALTER TABLE delivery ADD COLUMN held_until INTEGER;
        ALTER TABLE delivery ADD COLUMN held_by TEXT;        -- quiet, working_hours, digest, limit
        ALTER TABLE delivery ADD COLUMN digest INTEGER;      -- the first event of its digest
        ALTER TABLE delivery ADD COLUMN origin TEXT;         -- the sink that had not taken it
        -- when it goes to the sink's fallback too; null: never, or it has gone there
        ALTER TABLE delivery ADD COLUMN fallback_at INTEGER;
        CREATE INDEX delivery_held ON delivery (sink, held_until) WHERE state = 'held';
        CREATE INDEX delivery_digest ON delivery (sink, digest, event_sequence)
            WHERE digest IS NOT NULL;
        CREATE INDEX delivery_fallback ON delivery (sink, fallback_at)
            WHERE fallback_at IS NOT NULL;
        ALTER TABLE sink ADD COLUMN hour_from INTEGER;       -- the hour of its limit began then
        ALTER TABLE sink ADD COLUMN hour_count INTEGER NOT NULL DEFAULT 0; -- messages in it
        """

    /// How far what waits has been adapted to a route that has changed: see `Ledger.Adapting`.
    static let adapting = """
        ALTER TABLE sink ADD COLUMN adapting TEXT;           -- the state of what is next; null: none
        ALTER TABLE sink ADD COLUMN adapted INTEGER NOT NULL DEFAULT 0; -- the last one in that state
        """
}
