/// Takes a document's entries through match, diff and detect, and notes what is being read.
struct ListingReader: Sendable {
    let feed: FeedState
    let rules: FeedRules
    let recording: Recording
    /// Whether the document lists only what is new (RFC 3229).
    var isDelta = false

    /// Which entry of a document is which, and what the changed ones are compared with.
    struct Matched: Sendable {
        /// Entries of the document that the ledger already has.
        let known: Set<Int64>
        /// The new and the changed entries, the oldest first.
        let texts: [EntryText]
        /// What the feed last said of the changed ones.
        let old: [Int64: Revision]
    }

    private var containment: Containment { recording.containment }
    /// The subject to note when several entries are read at once.
    private var document: ReadingSubject { .document(feed: feed.id) }

    func match(_ document: FeedDocument) async throws(LedgerError) -> Matched {
        let listed = await listed(document)
        let pairs = await pairs(listed, try await known(listed))
        let taken = Set(pairs.compactMap { $0.known?.id })
        let wasCutOff = feed.succeededAt != nil && feed.bodyHash == nil
        let texts = await read(
            EntryMatch.differing(pairs, wasCutOff: wasCutOff), language: document.feed.language)
        // A feed that was never seen has nothing that its entries could be like.
        guard feed.succeededAt != nil else {
            return Matched(known: taken, texts: texts, old: [:])
        }
        let lookalikes = try await lookalikes(of: texts, in: document, taken)
        let found = await recognised(texts, taken: taken, lookalikes, among: pairs)
        return Matched(known: found.taken, texts: found.texts, old: lookalikes.told)
    }

    @concurrent
    func diffAndDetect(_ matched: Matched, isBaseline: Bool) async -> [ObservedEntry] {
        let comparison = EntryComparison(
            rules: rules, detector: recording.detector, isBaseline: isBaseline)
        return await matched.texts.mapInTurns { text in
            guard !text.isUnread else { return ObservedEntry(unread: text) }
            return containment.reading(subject(of: text.listed), text.listed.entry.asWritten) {
                comparison.observed(text, text.previous.flatMap { matched.old[$0.id] })
            }
        }
    }

    private func subject(of listed: ListedEntry) -> ReadingSubject {
        .entry(feed: feed.id, identity: listed.identity.value)
    }
}

// MARK: - Steps of the match

extension ListingReader {
    @concurrent
    private func listed(_ document: FeedDocument) async -> [ListedEntry] {
        let entries = document.entries
        return containment.reading(self.document, []) { ListedEntry.all(in: entries) }
    }

    private func known(_ listed: [ListedEntry]) async throws(LedgerError) -> [KnownEntry?] {
        // If the feed was never seen, none of its entries is known.
        guard feed.succeededAt != nil else { return listed.map { _ in nil } }
        let names = listed.map(\.names)
        return EntryMatch.known(
            names, among: try await recording.ledger.entries(of: feed.id, named: names))
    }

    @concurrent
    private func pairs(_ listed: [ListedEntry], _ known: [KnownEntry?]) async -> [EntryMatch.Pair] {
        let pairs = zip(listed, known).map { EntryMatch.Pair(listed: $0, known: $1) }
        return containment.reading(document, []) { EntryMatch.withoutVariants(pairs) }
    }

    @concurrent
    private func read(_ pairs: [EntryMatch.Pair], language: String?) async -> [EntryText] {
        await pairs.mapInTurns { pair in
            let subject = subject(of: pair.listed)
            guard !containment.isQuarantined(subject) else { return EntryText(unread: pair) }
            return containment.reading(subject, pair.listed.entry.asWritten) {
                EntryText(pair, rules: rules, documentLanguage: language)
            }
        }
    }

    private func lookalikes(
        of texts: [EntryText], in document: FeedDocument, _ taken: Set<Int64>
    ) async throws(LedgerError) -> Lookalikes {
        guard !texts.isEmpty else { return Lookalikes() }
        var request = Lookalikes.Request()
        for text in texts where !text.isUnread {
            if let known = text.previous {
                request.known.append(known.id)
                request.names += text.otherNames
            } else {
                request.new.append((text.fingerprint, text.address))
            }
        }
        if document.isComplete, !isDelta { request.listed = taken }
        return try await recording.ledger.lookalikes(feed: feed.id, request)
    }

    @concurrent
    private func recognised(
        _ texts: [EntryText], taken: Set<Int64>, _ lookalikes: Lookalikes,
        among pairs: [EntryMatch.Pair]
    ) async -> EntryMatch.Recognised {
        containment.reading(document, []) {
            var found = EntryMatch.recognised(
                texts, taken: taken, among: lookalikes, in: pairs)
            EntryMatch.markDoubtful(&found.texts, among: pairs)
            return found
        }
    }
}
