/// What decisions are made from: versions of the rows that were read, mentions, and who asked.
extension Schema {
    /// Counts the changes of each row from which decisions are made.
    ///
    /// A decision is made outside of the transaction that records it. If a row has another version
    /// by then, it was changed meanwhile, and the decision is made again. Triggers count, so that
    /// no statement can forget to. The update that counts must not be counted, even where somebody
    /// has set `recursive_triggers`.
    static let versions = [
        ("feed", "id"), ("entry", "id"), ("page", "entry_id"), ("inquiry", "id"),
    ]
    .map { table, key in
        """
        ALTER TABLE \(table) ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
        CREATE TRIGGER \(table)_counts_versions AFTER UPDATE ON \(table)
        WHEN NEW.version = OLD.version
        BEGIN UPDATE \(table) SET version = OLD.version + 1 WHERE \(key) = NEW.\(key); END;
        """
    }.joined(separator: "\n")

    /// The entries whose texts ask for an inquiry: the one from which it was opened comes first.
    static let inquiryEntry = """
        CREATE TABLE inquiry_entry (
            inquiry_id TEXT NOT NULL REFERENCES inquiry,
            entry_id INTEGER NOT NULL REFERENCES entry,
            revision INTEGER NOT NULL,           -- the first that asks
            joined_at INTEGER NOT NULL,
            reason TEXT NOT NULL,                -- why it is taken for the same question
            PRIMARY KEY (inquiry_id, entry_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX inquiry_entry_entry ON inquiry_entry (entry_id);
        -- An inquiry is opened at the look that finds the revision that asks.
        INSERT INTO inquiry_entry
        SELECT id, origin_entry, coalesce((
                SELECT max(number) FROM revision
                WHERE entry_id = origin_entry AND seen_at <= opened_at), 1),
            opened_at, '\(openingReason)'
        FROM inquiry WHERE origin_entry IS NOT NULL;
        """

    /// Why the first entry of an inquiry belongs to it.
    static let openingReason = "the inquiry was opened from its text"

    /// Who a text says was asked, or has refused, whether or not that opened an inquiry.
    static let mention = """
        CREATE TABLE mention (
            id INTEGER PRIMARY KEY,
            entry_id INTEGER NOT NULL REFERENCES entry,
            revision INTEGER NOT NULL,
            party TEXT NOT NULL,                 -- the institution's name, or else as in the text
            wording TEXT NOT NULL,               -- the name as in the text
            institution TEXT,                    -- key; null where only a name is known
            state TEXT NOT NULL,                 -- awaiting, declined, responded
            asker TEXT,                          -- outlet; null: somebody else, or nobody knows
            evidence TEXT NOT NULL,              -- the sentence that says so
            topic TEXT NOT NULL,                 -- JSON: the words a response should share
            confidence REAL,                     -- from 0 to 1; null where none is measured
            is_doubtful INTEGER NOT NULL DEFAULT 0, -- shown, but nothing follows from it
            inquiry_id TEXT REFERENCES inquiry   -- that it opened or joined
        ) STRICT;
        CREATE INDEX mention_entry ON mention (entry_id, revision);
        CREATE INDEX mention_party ON mention (party);
        CREATE INDEX mention_institution ON mention (institution) WHERE institution IS NOT NULL;
        CREATE INDEX mention_inquiry ON mention (inquiry_id) WHERE inquiry_id IS NOT NULL;
        """

    /// What became of a mention, and what a person has said of it.
    static let mentionRulings = """
        -- person, organisation, official_body; null where an earlier version has read the text
        ALTER TABLE mention ADD COLUMN kind TEXT;
        -- why no inquiry opened; null where one did, or where none could
        ALTER TABLE mention ADD COLUMN reason TEXT;
        -- a person: confirmed, the party was asked; denied, nobody was
        ALTER TABLE mention ADD COLUMN ruling TEXT;
        ALTER TABLE mention ADD COLUMN ruled_by TEXT;
        ALTER TABLE mention ADD COLUMN ruled_at INTEGER;
        CREATE INDEX mention_ruling ON mention (ruling) WHERE ruling IS NOT NULL;
        """

    /// Which question a mention answers, and why a statement was not told.
    static let answersAndSightings = """
        -- of an answer: the sentence that tells of the press's question, if one does
        ALTER TABLE mention ADD COLUMN question TEXT;
        -- a hash of the words of an institution's statement; null of few words, and of others
        ALTER TABLE statement ADD COLUMN words INTEGER;
        -- why an institution's statement was not told; null where it was, or where nothing is
        ALTER TABLE statement ADD COLUMN reason TEXT;
        CREATE INDEX statement_words ON statement (institution, words) WHERE words IS NOT NULL;
        """
}
