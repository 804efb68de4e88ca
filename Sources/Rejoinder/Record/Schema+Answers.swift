/// What a person records of answers, and which inquiries are one.
extension Schema {
    /// The responses, also those that no text has shown, and the inquiries that were merged.
    ///
    /// SQLite cannot take back that a column must have a value, so the table is made anew.
    static let answersByHand = """
        -- the inquiry that it is one with, by a person's word; it ended as closed
        ALTER TABLE inquiry ADD COLUMN merged_into TEXT REFERENCES inquiry;
        CREATE INDEX inquiry_merged ON inquiry (merged_into) WHERE merged_into IS NOT NULL;
        CREATE TABLE newer_response (
            id INTEGER PRIMARY KEY,
            inquiry_id TEXT NOT NULL REFERENCES inquiry,
            entry_id INTEGER REFERENCES entry,   -- null: a person recorded it
            revision INTEGER,
            verdict TEXT NOT NULL,               -- answered, declined, held, candidate
            proposed TEXT,                       -- of a candidate: what a person is to confirm
            confidence REAL NOT NULL,
            source TEXT,
            quote TEXT NOT NULL,
            reasons TEXT NOT NULL,               -- JSON: term by term
            suppressed TEXT,                     -- why it was not told; null: it was
            at INTEGER NOT NULL,
            ruling TEXT,                         -- confirmed, denied; null = none given
            link TEXT,                           -- where a person says that the answer is
            file TEXT,                           -- the name of the file that a person has given
            file_hash BLOB,
            UNIQUE (inquiry_id, entry_id, revision)
        ) STRICT;
        INSERT INTO newer_response (id, inquiry_id, entry_id, revision, verdict, confidence, source,
                quote, reasons, at, ruling)
            SELECT id, inquiry_id, entry_id, revision, verdict, confidence, source, quote, reasons,
                at, ruling FROM response;
        DROP TABLE response;
        ALTER TABLE newer_response RENAME TO response;
        CREATE INDEX response_entry ON response (entry_id) WHERE entry_id IS NOT NULL;
        """
}
