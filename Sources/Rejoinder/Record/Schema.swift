import GRDB

/// The ledger's tables, one by one, with what each column means.
///
/// Times are milliseconds since 1970 in UTC; hashes are SHA-256; tables are STRICT, so that
/// SQLite refuses a value of the wrong type. A released migration is never edited: a change
/// is a new one at the end.
enum Schema {
    /// "Rejo", which tells a ledger from any other SQLite file (PRAGMA application_id).
    static let applicationID: Int32 = 0x5265_6A6F

    static var migrator: Migrations {
        var migrator = Migrations()
        migrator.registerMigration("1 ledger") { database in
            for table in [
                meta, feed, coverage, entry, page, pageCoverage, revision, change, statement,
                inquiry, response,
                event,
                eventGuards, sink, delivery,
            ] {
                try database.execute(sql: table)
            }
            try database.execute(sql: "PRAGMA application_id = \(applicationID)")
            // The log's own name: the chain begins with it, so two logs never share a hash.
            try database.execute(sql: "INSERT INTO meta VALUES ('log_id', randomblob(32))")
        }
        migrator.registerMigration("2 lines of pages") { database in
            try database.execute(sql: pageLine)
        }
        migrator.registerMigration("3 noisy entries") { database in
            try database.execute(sql: noisyEntries)
        }
        migrator.registerMigration("4 addresses of pages") { database in
            try database.execute(sql: pageAddresses)
        }
        migrator.registerMigration("5 waiting entries") { database in
            try database.execute(sql: "ALTER TABLE page ADD COLUMN waits_since INTEGER")
        }
        migrator.registerMigration("6 index of waiting entries") { database in
            try database.execute(sql: waitingIndex)
        }
        migrator.registerMigration("7 health of sinks") { database in
            try database.execute(sql: sinkHealth)
        }
        migrator.registerMigration("8 quarantine") { database in
            try database.execute(sql: quarantine)
        }
        migrator.registerLongMigration("9 bodies, texts, mentions and versions") {
            database, progress in
            try standApart(in: database, progress: progress)
            try database.execute(sql: versions + inquiryEntry + mention)
        }
        migrator.registerMigration("10 unconditional looks and pauses") { database in
            try database.execute(sql: looks)
        }
        migrator.registerMigration("11 unsettled changes") { database in
            try database.execute(sql: unsettledChanges)
        }
        migrator.registerMigration("12 texts that pages showed") { database in
            try database.execute(sql: seenTexts)
        }
        migrator.registerMigration("13 kinds of parties and rulings on mentions") { database in
            try database.execute(sql: mentionRulings)
        }
        migrator.registerMigration("14 answers by hand and merged inquiries") { database in
            try database.execute(sql: answersByHand)
        }
        migrator.registerMigration("15 answers beside questions, and sightings of statements") {
            database in
            try database.execute(sql: answersAndSightings)
        }
        migrator.registerMigration("16 owners of inquiries and reminders") { database in
            try database.execute(sql: people)
        }
        migrator.registerMigration("17 held deliveries, digests and fallbacks") { database in
            try database.execute(sql: holding)
        }
        migrator.registerMigration("18 signatures, heads and what is withheld") { database in
            try database.execute(sql: proof)
        }
        migrator.registerMigration("19 receipts, raw bodies, and what programs said") { database in
            try database.execute(sql: receipts)
        }
        migrator.registerMigration("20 routes to which deliveries are adapted") { database in
            try database.execute(sql: adapting)
        }
        migrator.registerMigration("21 dictionaries and frames") { database in
            try database.execute(sql: packing)
        }
        migrator.registerMigration("22 what retention has let go of") { database in
            try database.execute(sql: retention)
        }
        migrator.registerMigration("23 hashes and guards of dictionaries") { database in
            try guardDictionaries(in: database)
        }
        migrator.registerMigration("24 since when an entry is not listed") { database in
            try database.execute(sql: lastListed)
        }
        return migrator
    }
}

extension Schema {
    /// Facts about the ledger itself: `log_id`, 32 random bytes.
    fileprivate static let meta = """
        CREATE TABLE meta (
            name TEXT PRIMARY KEY,
            value ANY NOT NULL
        ) STRICT, WITHOUT ROWID;
        """

    /// A configured source and how it is doing.
    ///
    /// A feed that left the configuration stays, inactive.
    fileprivate static let feed = """
        CREATE TABLE feed (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,           -- as configured
            url TEXT NOT NULL,                   -- as configured
            institution TEXT,                    -- whose own feed it is, if anybody's
            title TEXT,                          -- the feed's own
            tags TEXT NOT NULL DEFAULT '[]',     -- JSON: the operator's words for it
            is_active INTEGER NOT NULL DEFAULT 1,
            etag TEXT,                           -- validators, as received; only with what they
            last_modified TEXT,                  --   validated
            body_hash BLOB,                      -- of the last document that was read
            read_at INTEGER,                     -- when that was
            listed INTEGER NOT NULL DEFAULT 0,   -- entries in it
            baseline_at INTEGER,                 -- the first successful poll: a quiet one
            polled_at INTEGER,                   -- the last look, whatever came of it
            succeeded_at INTEGER,                -- the last look that saw the feed
            next_poll_at INTEGER NOT NULL DEFAULT 0,
            schedule_reason TEXT,                -- why then
            rhythm TEXT,                         -- JSON: how often it publishes, and when
            hints TEXT,                          -- JSON: what its publisher asks of polls
            failures INTEGER NOT NULL DEFAULT 0, -- in a row
            failing_since INTEGER,               -- the first of them
            is_failing INTEGER NOT NULL DEFAULT 0, -- feed.failing was said
            last_error TEXT,
            moved_to TEXT,                       -- where permanent redirects lead
            moved_since INTEGER,
            moved_polls INTEGER NOT NULL DEFAULT 0,
            moved_told INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        CREATE INDEX feed_due ON feed (next_poll_at) WHERE is_active;
        """

    /// The intervals in which a feed was looked at: one row for consecutive looks with one outcome.
    fileprivate static let coverage = """
        CREATE TABLE coverage (
            feed_id INTEGER NOT NULL REFERENCES feed,
            from_at INTEGER NOT NULL,
            to_at INTEGER NOT NULL,
            outcome TEXT NOT NULL,               -- 'seen', or the kind of failure
            looks INTEGER NOT NULL,
            PRIMARY KEY (feed_id, from_at)
        ) STRICT, WITHOUT ROWID;
        """

    /// What a feed lists, by the identity that `EntryIdentity` gives it.
    fileprivate static let entry = """
        CREATE TABLE entry (
            id INTEGER PRIMARY KEY,
            feed_id INTEGER NOT NULL REFERENCES feed,
            identity TEXT NOT NULL,
            identity_rule INTEGER NOT NULL,      -- the version of the rule that made it
            source_id TEXT,                      -- the id that the feed itself gives, if any
            first_seen_at INTEGER NOT NULL,
            revision INTEGER NOT NULL,           -- the current one's number
            source_hash BLOB NOT NULL,           -- of the entry as the feed last wrote it
            content_hash BLOB NOT NULL,          -- of the current revision, byte for byte
            fingerprint BLOB NOT NULL,           -- of the current revision, normalised
            rules INTEGER NOT NULL,              -- the version of those that read and normalised
            is_listed INTEGER NOT NULL DEFAULT 1, -- by the last whole document
            UNIQUE (feed_id, identity)
        ) STRICT;
        CREATE INDEX entry_fingerprint ON entry (feed_id, fingerprint);
        CREATE INDEX entry_listed ON entry (feed_id) WHERE is_listed;
        """

    /// Entries that change too often to report each change.
    fileprivate static let noisyEntries = """
        ALTER TABLE entry ADD COLUMN noisy_since INTEGER;
        CREATE INDEX entry_noisy ON entry (feed_id) WHERE noisy_since IS NOT NULL;
        """

    /// The document that an entry links to, and whether it is still there.
    fileprivate static let page = """
        CREATE TABLE page (
            entry_id INTEGER PRIMARY KEY REFERENCES entry,
            url TEXT NOT NULL,
            looked_at INTEGER,
            seen_at INTEGER,                     -- the last look that found it
            next_look_at INTEGER,                -- null: it rests
            changed_at INTEGER NOT NULL,         -- when it was first seen, or seen changed
            etag TEXT,                           -- validators of the page that was last read
            last_modified TEXT,
            body_hash BLOB,                      -- of its bytes
            kind TEXT,                           -- what its text was taken from: article, paywall
            confidence REAL,                     -- of that, from 0 to 1
            rules INTEGER,                       -- the version of those that read it
            held_since INTEGER,                  -- since when a reading is not believed
            held_reason TEXT,                    -- why
            gone_since INTEGER,                  -- the first look in a row that found nothing
            removed_at INTEGER                   -- when that was confirmed
        ) STRICT;
        CREATE INDEX page_due ON page (next_look_at) WHERE next_look_at IS NOT NULL;
        """

    /// Indexes the few entries that wait for the first look at their page to tell if they are new.
    fileprivate static let waitingIndex = """
        CREATE INDEX page_waits ON page (waits_since) WHERE waits_since IS NOT NULL;
        """

    /// The address under which an article is known, and the entry of which a page is a variant.
    fileprivate static let pageAddresses = """
        ALTER TABLE page ADD COLUMN address TEXT;
        ALTER TABLE page ADD COLUMN same_as INTEGER REFERENCES entry;
        CREATE INDEX page_address ON page (address) WHERE address IS NOT NULL;
        CREATE INDEX page_same_as ON page (same_as) WHERE same_as IS NOT NULL;
        """

    /// What a page showed last, to recognise a text that stands at many addresses.
    fileprivate static let seenTexts = """
        ALTER TABLE page ADD COLUMN seen_text BLOB;
        CREATE INDEX page_seen_text ON page (seen_text) WHERE seen_text IS NOT NULL;
        """

    /// The intervals in which a page with an awaited answer was looked at, as in `coverage`.
    fileprivate static let pageCoverage = """
        CREATE TABLE page_coverage (
            entry_id INTEGER NOT NULL REFERENCES entry,
            from_at INTEGER NOT NULL,
            to_at INTEGER NOT NULL,
            outcome TEXT NOT NULL,               -- 'seen', or why it was not
            looks INTEGER NOT NULL,
            PRIMARY KEY (entry_id, from_at)
        ) STRICT, WITHOUT ROWID;
        """

    /// Lines of a page in which only the figures change from look to look.
    fileprivate static let pageLine = """
        CREATE TABLE page_line (
            entry_id INTEGER NOT NULL REFERENCES entry,
            shape TEXT NOT NULL,                 -- its words, each run of figures as #
            text TEXT NOT NULL,                  -- as it was seen last
            changes INTEGER NOT NULL,            -- looks in a row at which it had changed
            since_at INTEGER NOT NULL,           -- the first of them
            changed_at INTEGER NOT NULL,         -- the last look at which it had
            steady INTEGER NOT NULL DEFAULT 0,   -- looks in a row, since then, at which it had not
            learnt_at INTEGER,                   -- since when it counts for nothing
            PRIMARY KEY (entry_id, shape)
        ) STRICT, WITHOUT ROWID;
        """

    /// The content of an entry as seen at one time, numbered from 1 within its entry.
    fileprivate static let revision = """
        CREATE TABLE revision (
            entry_id INTEGER NOT NULL REFERENCES entry,
            number INTEGER NOT NULL,
            source TEXT NOT NULL DEFAULT 'feed', -- where it was read: feed, or page
            seen_at INTEGER NOT NULL,
            title TEXT NOT NULL,
            text TEXT NOT NULL,
            link TEXT,
            author TEXT,
            published INTEGER,                   -- the feed's claim
            updated INTEGER,                     -- the feed's claim
            language TEXT,
            content_hash BLOB NOT NULL,
            fingerprint BLOB NOT NULL,
            PRIMARY KEY (entry_id, number)
        ) STRICT;
        """

    /// The difference between two revisions, whatever its level: suppressed changes are kept, too.
    fileprivate static let change = """
        CREATE TABLE change (
            entry_id INTEGER NOT NULL,
            from_revision INTEGER NOT NULL,
            to_revision INTEGER NOT NULL,
            at INTEGER NOT NULL,
            level TEXT NOT NULL,                 -- none, minor, major
            kinds TEXT NOT NULL,                 -- separated by blanks
            verdict TEXT NOT NULL,               -- the event's type, or 'suppressed'
            reason TEXT NOT NULL,                -- the rule that gave level and verdict
            detail TEXT NOT NULL,                -- JSON: fields, sentences
            repeats INTEGER NOT NULL DEFAULT 0,  -- further changes like it that were not kept
            PRIMARY KEY (entry_id, to_revision),
            FOREIGN KEY (entry_id, to_revision) REFERENCES revision (entry_id, number)
        ) STRICT;
        """

    /// Indexes the few changes that wait before they are told: see `ChangeVerdict.Wait`.
    fileprivate static let unsettledChanges = """
        CREATE INDEX change_unsettled ON change (entry_id)
            WHERE verdict IN ('settling', 'pending');
        """

    /// Who said what, as a revision attributes it.
    fileprivate static let statement = """
        CREATE TABLE statement (
            id INTEGER PRIMARY KEY,
            entry_id INTEGER NOT NULL REFERENCES entry,
            revision INTEGER NOT NULL,
            source TEXT NOT NULL,
            cue TEXT NOT NULL,
            content TEXT NOT NULL,
            is_quoted INTEGER NOT NULL,
            institution TEXT
        ) STRICT;
        CREATE INDEX statement_entry ON statement (entry_id, revision);
        CREATE INDEX statement_institution ON statement (institution)
            WHERE institution IS NOT NULL;
        """

    /// A question put to an institution whose response is awaited.
    fileprivate static let inquiry = """
        CREATE TABLE inquiry (
            id TEXT PRIMARY KEY,
            institution TEXT,                    -- key; null where only a name is known
            institution_name TEXT NOT NULL,
            origin TEXT NOT NULL,                -- configuration, hand, text
            origin_user TEXT,                    -- of hand
            origin_entry INTEGER REFERENCES entry, -- of text
            subject TEXT NOT NULL,
            evidence TEXT,                       -- the sentence that says that it was asked
            topic TEXT NOT NULL,                 -- JSON: the words a response should share
            feeds TEXT,                          -- JSON: only these feeds may answer; null = any
            opened_at INTEGER NOT NULL,
            due_at INTEGER,
            due_told_at INTEGER,
            overdue_told_at INTEGER,
            overdue_told INTEGER NOT NULL DEFAULT 0, -- times
            state TEXT NOT NULL,                 -- open, answered, declined, closed
            ended_at INTEGER
        ) STRICT;
        CREATE INDEX inquiry_open ON inquiry (due_at) WHERE state = 'open';
        CREATE INDEX inquiry_origin ON inquiry (origin_entry);
        CREATE INDEX inquiry_opened ON inquiry (opened_at);
        """

    /// Texts that made the program crash and that nothing reads, and the runs that ended that way.
    fileprivate static let quarantine = """
        CREATE TABLE quarantine (
            subject TEXT PRIMARY KEY,            -- document FEED, entry FEED KEY, page or text ENTRY
            feed_id INTEGER NOT NULL REFERENCES feed,
            entry_id INTEGER REFERENCES entry,   -- null while the entry itself is not recorded
            build TEXT NOT NULL,                 -- the one that crashed; another tries again
            falls INTEGER NOT NULL,
            signal TEXT,                         -- that ended it: SIGILL; null: it was killed
            since_at INTEGER NOT NULL,
            file TEXT NOT NULL                   -- that keeps the text, beside the ledger
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE unclean_end (
            at INTEGER PRIMARY KEY,              -- about when the run ended
            signal TEXT                          -- null: it was killed, or the machine stopped
        ) STRICT;
        """

    /// What may end the waiting, with the verdict and, once a person has given one, the ruling.
    fileprivate static let response = """
        CREATE TABLE response (
            id INTEGER PRIMARY KEY,
            inquiry_id TEXT NOT NULL REFERENCES inquiry,
            entry_id INTEGER NOT NULL REFERENCES entry,
            revision INTEGER NOT NULL,
            verdict TEXT NOT NULL,               -- answered, declined, held, candidate
            confidence REAL NOT NULL,
            source TEXT,
            quote TEXT NOT NULL,
            reasons TEXT NOT NULL,               -- JSON: term by term
            at INTEGER NOT NULL,
            ruling TEXT,                         -- confirmed, denied; null = none given
            UNIQUE (inquiry_id, entry_id, revision)
        ) STRICT;
        """

    /// The log, which only grows: see `eventGuards` and `HashChain`.
    fileprivate static let event = """
        CREATE TABLE event (
            sequence INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            type TEXT NOT NULL,
            at INTEGER NOT NULL,
            feed TEXT,                           -- name
            entry_id INTEGER REFERENCES entry,
            inquiry_id TEXT REFERENCES inquiry,
            level TEXT,                          -- of entry.updated and its like
            body BLOB NOT NULL,                  -- JSON, stored as it was hashed
            previous_hash BLOB NOT NULL,
            hash BLOB NOT NULL UNIQUE
        ) STRICT;
        CREATE INDEX event_entry ON event (entry_id) WHERE entry_id IS NOT NULL;
        CREATE INDEX event_inquiry ON event (inquiry_id) WHERE inquiry_id IS NOT NULL;
        """

    /// Guards against a slip; only the chain is proof.
    static let eventGuards = """
        CREATE TRIGGER event_refuses_update BEFORE UPDATE ON event
        BEGIN SELECT RAISE(ABORT, 'the log only grows: events are never changed'); END;
        CREATE TRIGGER event_refuses_delete BEFORE DELETE ON event
        BEGIN SELECT RAISE(ABORT, 'the log only grows: events are never deleted'); END;
        CREATE TRIGGER event_continues_chain BEFORE INSERT ON event
        WHEN NEW.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM event)
            OR NEW.previous_hash IS NOT coalesce(
                (SELECT hash FROM event ORDER BY sequence DESC LIMIT 1),
                (SELECT value FROM meta WHERE name = 'log_id'))
            -- REPLACE would delete the other row, and no trigger for deletes would run.
            OR EXISTS (SELECT 1 FROM event WHERE id = NEW.id OR hash = NEW.hash)
        BEGIN SELECT RAISE(ABORT, 'an event must continue the chain'); END;
        """
}
