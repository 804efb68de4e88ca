/// What the next request rests on, beside the document that was read last.
extension Schema {
    /// Whether a server's 304s can be trusted, and until when a server wants to be left alone.
    static let looks = """
        -- when a changed document last came under the validators of the one before
        ALTER TABLE feed ADD COLUMN caught_at INTEGER;
        -- until when its server has asked to be left alone
        ALTER TABLE feed ADD COLUMN retry_at INTEGER;
        -- when it was last received whole
        ALTER TABLE page ADD COLUMN read_at INTEGER;
        ALTER TABLE page ADD COLUMN caught_at INTEGER;
        CREATE TABLE host (
            name TEXT PRIMARY KEY,
            paused_until INTEGER NOT NULL        -- no request before that: it answered 429 or 503
        ) STRICT, WITHOUT ROWID;
        """
}
