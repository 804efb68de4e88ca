/// Counts terms in the ledger's newest entries, now and then.
///
/// Nothing is written for it, and a look that finds nothing new costs nothing.
actor TermCensus {
    private let ledger: Ledger
    private let detector: Detector
    private let reading: ReadingGuard
    private var counts = TermCounts()
    private var newest: Int64 = 0
    private var entries = 0
    private var countedAt: Timestamp?

    /// Enough to tell a term that one text in five hundred has from a rarer one.
    private static let sample = 2000
    /// How many bytes of a text are read: its topic shows at the beginning.
    private static let prefix = 4000
    /// Common terms change slowly, so many entries that come at once are counted with the next.
    private static let pause: Duration = .seconds(600)

    /// - Parameter reading: guards the reading of each text.
    init(
        ledger: Ledger, detector: Detector,
        reading: @escaping ReadingGuard = { _, stage in stage() }
    ) {
        self.ledger = ledger
        self.detector = detector
        self.reading = reading
    }

    /// The counts, which may be out of date by a quarter of what they count, or by ten minutes.
    func counts(at now: Timestamp) async throws(LedgerError) -> TermCounts {
        // The clock may have been set back.
        let isFresh = countedAt.map { $0 <= now && now - $0 < Self.pause } ?? false
        guard entries < Self.sample || !isFresh else { return counts }
        let last = try await ledger.newestEntry()
        guard last - newest >= max(1, entries / 4) else { return counts }
        // Callers that ask meanwhile get the previous counts.
        if entries > 0 { (newest, countedAt) = (last, now) }
        let texts = try await ledger.newestTexts(Self.sample, prefix: Self.prefix)
        var fresh = TermCounts()
        for text in texts {
            reading(.text(entry: text.entry)) {
                detector.count(
                    title: text.title, text: text.text, language: text.language,
                    of: text.institution, seenAt: text.firstSeenAt, in: &fresh)
            }
        }
        (counts, newest, entries, countedAt) = (fresh, last, texts.count, now)
        return fresh
    }
}
