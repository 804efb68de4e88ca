extension Schema {
    /// Where events are sent, as last configured; every process routes by this table.
    static let sink = """
        CREATE TABLE sink (
            name TEXT PRIMARY KEY,
            route TEXT NOT NULL,                 -- JSON: which events it gets
            is_active INTEGER NOT NULL DEFAULT 1,
            disabled_at INTEGER,                 -- the receiver said 410 Gone
            disabled_reason TEXT
        ) STRICT, WITHOUT ROWID;
        """

    /// How a sink is doing (`SinkHealth`), and indexes of the few deliveries that are not done.
    ///
    /// From this migration on, deliveries may also be `parked`.
    static let sinkHealth = """
        ALTER TABLE sink ADD COLUMN failures INTEGER NOT NULL DEFAULT 0; -- in a row
        ALTER TABLE sink ADD COLUMN out_of_reach_since INTEGER;
        ALTER TABLE sink ADD COLUMN next_attempt_at INTEGER;
        ALTER TABLE sink ADD COLUMN paused_until INTEGER;    -- the receiver's wish (Retry-After)
        ALTER TABLE sink ADD COLUMN last_error TEXT;
        ALTER TABLE sink ADD COLUMN failing_since INTEGER;   -- the other sinks were told
        CREATE INDEX delivery_parked ON delivery (sink, next_attempt_at) WHERE state = 'parked';
        CREATE INDEX delivery_dead ON delivery (sink, event_sequence) WHERE state = 'dead';
        CREATE INDEX inquiry_declined ON inquiry (ended_at) WHERE state = 'declined';
        """

    /// One event on its way to one sink.
    static let delivery = """
        CREATE TABLE delivery (
            event_sequence INTEGER NOT NULL REFERENCES event,
            sink TEXT NOT NULL,
            state TEXT NOT NULL,                 -- pending, delivered, dead
            attempts INTEGER NOT NULL DEFAULT 0,
            next_attempt_at INTEGER NOT NULL,
            last_error TEXT,
            ended_at INTEGER,
            PRIMARY KEY (sink, event_sequence)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX delivery_pending ON delivery (sink, event_sequence) WHERE state = 'pending';
        """
}
