extension Schema {
    /// Who takes care of an inquiry, and what they want to be reminded of.
    static let people = """
        -- a name of the configuration's people
        ALTER TABLE inquiry ADD COLUMN owner TEXT;
        CREATE TABLE reminder (
            id INTEGER PRIMARY KEY,
            inquiry_id TEXT NOT NULL REFERENCES inquiry,
            at INTEGER NOT NULL,                 -- when it comes due
            text TEXT,
            set_by TEXT NOT NULL,
            set_at INTEGER NOT NULL,
            of_open INTEGER NOT NULL,            -- whether an answer was awaited when it was set
            state TEXT NOT NULL,                 -- waiting, told, lapsed, cancelled
            ended_at INTEGER                     -- since when it no longer waits
        ) STRICT;
        CREATE INDEX reminder_waiting ON reminder (at) WHERE state = 'waiting';
        CREATE INDEX reminder_inquiry ON reminder (inquiry_id);
        """
}
