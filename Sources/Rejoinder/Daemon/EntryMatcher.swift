import Signing

/// Finds the entries of a document that are new or changed, and reads those.
struct EntryMatcher {
    let feed: Configuration.Feed
    let state: FeedState
    let stages: Stages

    struct Observations {
        /// Entries of the document that the ledger already has.
        let known: Set<Int64>
        /// The new and the changed entries, the oldest first.
        let new: [ObservedEntry]
    }

    func observed(in document: FeedDocument) async throws(LedgerError) -> Observations {
        let all = await listed(document)
        let listed = await withoutVariants(Array(zip(all, try await known(all))))
        var taken = Set(listed.compactMap { $0.1?.id })
        // Feeds list the newest first, but events are reported in the order of publication.
        let differing = listed.reversed().filter { entry, previous in
            // Text that was cut off is not a change of what was whole before. It is not news
            // either, unless the feed is cut off every time.
            guard entry.entry.isComplete || (previous == nil && wasCutOff) else { return false }
            return previous?.sourceHash != entry.sourceHash
        }
        var read = await texts(differing, language: document.feed.language)
        try await recogniseRenamed(&read, &taken)
        try await recogniseVariants(&read, &taken)
        read = await withDoubtfulMarked(read, among: listed)
        let old = try await stages.ledger.newestRevisions(
            entries: read.compactMap { $0.previous?.id }, source: .feed)
        return Observations(known: taken, new: await observed(read, old))
    }

    private var wasCutOff: Bool { state.succeededAt != nil && state.bodyHash == nil }

    private func known(_ listed: [Listed]) async throws(LedgerError) -> [KnownEntry?] {
        // If the feed was never seen, none of its entries is known.
        guard state.succeededAt != nil else { return listed.map { _ in nil } }
        return try await stages.ledger.knownEntries(
            feed: state.id, identities: listed.map { [$0.identity.value] + $0.identity.others })
    }

    /// Recognises entries that seem new but only have a new id from their feed.
    ///
    /// They have exactly the content of an entry that the document no longer lists.
    private func recogniseRenamed(
        _ texts: inout [Text], _ taken: inout Set<Int64>
    ) async throws(LedgerError) {
        guard state.baselineAt != nil else { return }
        for index in texts.indices where texts[index].previous == nil {
            let found = try await stages.ledger.knownEntry(
                feed: state.id, fingerprint: texts[index].fingerprint)
            if let found, taken.insert(found.id).inserted {
                texts[index].previous = found
                texts[index].isRenamed = true
            }
        }
    }
}

// MARK: - Variants

extension EntryMatcher {
    /// Drops entries that the document lists twice.
    ///
    /// Such an entry appears both under the article's address and under a variant of it.
    @concurrent
    private func withoutVariants(
        _ listed: [(Listed, KnownEntry?)]
    ) async -> [(Listed, KnownEntry?)] {
        stages.containment.reading(document, []) { Self.withoutVariants(listed) }
    }

    private static func withoutVariants(
        _ listed: [(Listed, KnownEntry?)]
    ) -> [(Listed, KnownEntry?)] {
        guard listed.contains(where: { $0.1 == nil }) else { return listed }
        var titles: [String: [Int]] = [:]
        for (index, pair) in listed.enumerated() {
            guard pair.0.entry.link != nil, let title = pair.0.entry.title?.plain else { continue }
            titles[title, default: []].append(index)
        }
        // Few titles occur twice, and comparing addresses is more expensive.
        var articles: [String: [Int]] = [:]
        for (title, indices) in titles where indices.count > 1 {
            for index in indices {
                let key = CanonicalAddress.key(listed[index].0.entry.link ?? "")
                articles[key + "\n" + title, default: []].append(index)
            }
        }
        var repeats: Set<Int> = []
        for indices in articles.values where indices.count > 1 {
            let first =
                indices.first { listed[$0].1 != nil }
                ?? indices.first { CanonicalAddress.isPlain(listed[$0].0.entry.link ?? "") }
                ?? indices[0]
            let link = listed[first].0.entry.link ?? ""
            for index in indices where index != first && listed[index].1 == nil {
                // One address under several ids stands for several entries.
                guard CanonicalAddress.areVariants(listed[index].0.entry.link ?? "", link) else {
                    continue
                }
                repeats.insert(index)
            }
        }
        return listed.enumerated().filter { !repeats.contains($0.offset) }.map(\.element)
    }

    @concurrent
    private func withDoubtfulMarked(
        _ texts: [Text], among listed: [(Listed, KnownEntry?)]
    ) async -> [Text] {
        var texts = texts
        stages.containment.reading(document, []) { Self.markDoubtful(&texts, among: listed) }
        return texts
    }

    /// Marks new entries that share a title with another that the document lists elsewhere.
    private static func markDoubtful(
        _ texts: inout [Text], among listed: [(Listed, KnownEntry?)]
    ) {
        guard texts.contains(where: { $0.previous == nil }) else { return }
        // Addresses by title, as sets, because a document may list one address thousands of times.
        var addresses: [String: Set<String>] = [:]
        for (listed, known) in listed where known != nil {
            guard let title = listed.entry.title?.plain, let link = listed.entry.link else {
                continue
            }
            addresses[title, default: []].insert(CanonicalAddress.plain(link))
        }
        for index in texts.indices where texts[index].previous == nil {
            let entry = texts[index].listed.entry
            guard let title = entry.title?.plain, let link = entry.link else { continue }
            let address = CanonicalAddress.plain(link)
            // The first of them is new, whatever the others are.
            addresses[title, default: []].insert(address)
            texts[index].mayBeVariant = addresses[title, default: []].count > 1
        }
    }

    /// Recognises entries that seem new but are another form of a known article.
    ///
    /// They have the title of an entry, and their address is a variant of its page's.
    private func recogniseVariants(
        _ texts: inout [Text], _ taken: inout Set<Int64>
    ) async throws(LedgerError) {
        guard state.baselineAt != nil else { return }
        var repeats: Set<Int> = []
        for index in texts.indices where texts[index].previous == nil && !texts[index].isUnread {
            let content = texts[index].content
            guard let link = content.link,
                let found = try await stages.ledger.variant(
                    feed: state.id, link: link, title: content.title)
            else { continue }
            if taken.insert(found.id).inserted {
                texts[index].previous = found
                texts[index].isRenamed = true
            } else {
                repeats.insert(index)
            }
        }
        texts = texts.enumerated().filter { !repeats.contains($0.offset) }.map(\.element)
    }
}

extension EntryMatcher {
    /// An entry of a document, with its identity.
    ///
    /// It is a class because an entry is large and gets passed on several times.
    private final class Listed: Sendable {
        let entry: FeedEntry
        let identity: EntryIdentity
        let sourceHash: [UInt8]

        init(_ entry: FeedEntry, _ identity: EntryIdentity) {
            self.entry = entry
            self.identity = identity
            sourceHash = entry.sourceHash
        }
    }

    /// The subject to note when several entries are read at once.
    private var document: ReadingSubject { .document(feed: state.id) }

    @concurrent
    private func listed(_ document: FeedDocument) async -> [Listed] {
        let entries = document.entries
        return stages.containment.reading(self.document, []) {
            zip(entries.indices, EntryIdentity.identities(of: entries))
                .compactMap { index, identity in
                    // An entry that is listed twice is still one entry.
                    identity.isRepeat ? nil : Listed(entries[index], identity)
                }
        }
    }

    /// An entry's text as a reader sees it.
    private struct Text: Sendable {
        let listed: Listed
        let subject: ReadingSubject
        let content: RevisionContent
        let contentHash: [UInt8]
        let fingerprint: [UInt8]
        /// What the entry is compared with; nil if it is new.
        var previous: KnownEntry?
        /// Whether its feed has given it another id.
        var isRenamed = false
        var mayBeVariant = false
        /// Whether the entry is quarantined: then this is what the feed wrote.
        var isUnread = false
    }

    @concurrent
    private func texts(
        _ entries: [(Listed, KnownEntry?)], language: String?
    ) async -> [Text] {
        await entries.mapInTurns { listed, previous in
            let subject = ReadingSubject.entry(
                feed: state.id, identity: listed.identity.value)
            guard !stages.containment.isQuarantined(subject) else {
                return unread(listed, subject, previous)
            }
            return stages.containment.reading(subject, listed.entry.asWritten) {
                var content = listed.entry.revisionContent(language: language)
                content.language = feed.language ?? content.language
                return Text(
                    listed: listed, subject: subject, content: content,
                    contentHash: Normaliser.contentHash(of: content),
                    fingerprint: Normaliser.fingerprint(of: content), previous: previous)
            }
        }
    }

    /// The entry exactly as the feed wrote it: it is kept, and nothing reads it.
    private func unread(
        _ listed: Listed, _ subject: ReadingSubject, _ previous: KnownEntry?
    ) -> Text {
        let entry = listed.entry
        let content = RevisionContent(
            title: entry.title?.value ?? "", text: (entry.content ?? entry.summary)?.value ?? "",
            link: entry.link)
        var text = Text(
            listed: listed, subject: subject, content: content,
            contentHash: Normaliser.contentHash(of: content), fingerprint: listed.sourceHash,
            previous: previous)
        text.isUnread = true
        return text
    }

    @concurrent
    private func observed(_ texts: [Text], _ old: [Int64: Revision]) async -> [ObservedEntry] {
        await texts.mapInTurns { text in
            guard !text.isUnread else { return observed(unread: text) }
            return stages.containment.reading(text.subject, text.listed.entry.asWritten) {
                observed(text, text.previous.flatMap { old[$0.id] })
            }
        }
    }

    private func observed(unread text: Text) -> ObservedEntry {
        ObservedEntry(
            identity: text.listed.identity.value, identityRule: text.listed.identity.rule,
            sourceID: text.listed.entry.id, content: text.content, contentHash: text.contentHash,
            fingerprint: text.fingerprint, sourceHash: text.listed.sourceHash,
            rules: text.previous?.rules ?? ObservedEntry.rules, previous: text.previous,
            isRenamed: text.isRenamed, isUnread: true, change: nil, reading: .nothing,
            statementChanges: [])
    }

    private func observed(_ text: Text, _ old: Revision?) -> ObservedEntry {
        let content = text.content
        let change = old.map { old in
            RevisionDiff.change(from: old.content, to: content, ignoring: feed.ignoredLines)
                ?? .ofMarkup
        }
        let isReread = text.previous.map { $0.rules != ObservedEntry.rules } ?? false
        let statements = statements(in: content)
        return ObservedEntry(
            identity: text.listed.identity.value, identityRule: text.listed.identity.rule,
            sourceID: text.listed.entry.id, content: content, contentHash: text.contentHash,
            fingerprint: text.fingerprint, sourceHash: text.listed.sourceHash,
            rules: ObservedEntry.rules, previous: text.previous, isRenamed: text.isRenamed,
            mayBeVariant: text.mayBeVariant, comparedWith: old?.number,
            change: isReread ? change?.asRereading : change,
            reading: TextFindings(
                statements: statements, parties: stages.detector.parties(in: content, of: feed)),
            statementChanges: StatementChange.changes(
                from: old.map { self.statements(in: $0.content) } ?? [], to: statements))
    }

    /// The statements in the content; the first poll reports none, so it need not find any.
    private func statements(in content: RevisionContent) -> [Statement] {
        state.baselineAt == nil ? [] : stages.detector.statements(in: content)
    }
}

extension Detector {
    /// The parties that were asked, if texts of this feed may open inquiries.
    ///
    /// This holds from the first poll on, because a question stays open however late we find it.
    func parties(in content: RevisionContent, of feed: Configuration.Feed) -> [AskedParty] {
        feed.openFromText && mayTellOfQuestion(content) ? parties(in: content) : []
    }
}

extension Configuration.Feed {
    var ignoredElements: [HTMLSelector] {
        ignore.compactMap { if case .selector(let selector) = $0 { selector } else { nil } }
    }

    var ignoredLines: IgnoredLines {
        IgnoredLines(
            literals: ignore.compactMap { if case .literal(let text) = $0 { text } else { nil } },
            patterns: ignore.compactMap { if case .pattern(let text) = $0 { text } else { nil } })
    }
}

extension FeedEntry {
    /// Title and text, as the feed writes them.
    fileprivate var asWritten: [UInt8] {
        Array("\(title?.value ?? "")\n\(link ?? "")\n\n\((content ?? summary)?.value ?? "")".utf8)
    }

    /// SHA-256 over everything of the entry that is kept, as the feed writes it.
    ///
    /// If the hash has not changed, the entry need not be read again.
    fileprivate var sourceHash: [UInt8] {
        let body = content ?? summary
        var bytes: [UInt8] = []
        bytes.reserveCapacity((body?.value.utf8.count ?? 0) + 512)
        func add(_ part: String?) {
            if let part { bytes.append(contentsOf: part.utf8) }
            bytes.append(0)
        }
        add(title?.value)
        add(title?.kind.rawValue)
        add(body?.value)
        add(body?.kind.rawValue)
        add(link)
        add(published?.raw)
        add(updated?.raw)
        add(language)
        for author in authors {
            add(author.name)
            add(author.email)
        }
        return SHA256.digest(bytes)
    }
}

extension ObservedEntry {
    /// The versions of the rules that turn a document into comparable content.
    ///
    /// A revision that was read by other rules is compared with care: a difference then need not be
    /// anybody's edit.
    package static var rules: Int { Normaliser.version * 1000 + PlainText.version }
}

extension Change {
    /// A change of the source that makes no difference to what a reader sees.
    static let ofMarkup = Change(
        level: .none, kinds: [.markup], fields: [], sentences: [],
        reason: "only the markup or the spacing of the source differs", isStealth: false)

    /// The same difference, but caused by new rules rather than by an edit.
    var asRereading: Change {
        Change(
            level: .none, kinds: kinds, fields: fields, sentences: sentences,
            reason: "the rules that read texts have changed since: a new baseline, and no news",
            isStealth: false)
    }
}
