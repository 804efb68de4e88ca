import Signing

/// Tells which entries of a document are new or changed, and reads those.
struct Sighter {
    let feed: Configuration.Feed
    let state: FeedState
    let stages: Stages

    struct Sightings {
        /// Entries of the document that the ledger has already.
        let known: Set<Int64>
        /// The new and the changed ones, the oldest first.
        let new: [Sighting]
    }

    func sightings(in document: FeedDocument) async throws(LedgerError) -> Sightings {
        let listed = await Self.listed(document)
        let known = try await stages.ledger.knownEntries(
            feed: state.id, identities: listed.map { [$0.identity.value] + $0.identity.others })
        var taken = Set(known.compactMap { $0?.id })
        var sightings: [Sighting] = []
        // Feeds list the newest first; what is told is told in the order of its making.
        for (entry, previous) in zip(listed, known).reversed() {
            guard previous?.sourceHash != entry.sourceHash else { continue }
            // Text that was cut off is no change of what was whole before.
            guard entry.entry.isComplete || previous == nil else { continue }
            let text = await Self.text(of: entry.entry, feed, document.feed.language)
            var previous = previous
            if previous == nil, state.baselineAt != nil {
                previous = try await stages.ledger.knownEntry(
                    feed: state.id, fingerprint: text.fingerprint)
                if let found = previous, !taken.insert(found.id).inserted { previous = nil }
            }
            sightings.append(try await sighting(entry, text, previous))
        }
        return Sightings(known: taken, new: sightings)
    }

    private func sighting(
        _ entry: Listed, _ text: Text, _ previous: KnownEntry?
    ) async throws(LedgerError) -> Sighting {
        var old: Revision?
        if let previous { old = try await stages.ledger.revision(entry: previous.id) }
        let read = await Self.read(
            text.content, old?.content, detector: stages.detector, feed: feed)
        let isReread = previous.map { $0.rules != Sighting.rules } ?? false
        return Sighting(
            identity: entry.identity.value, identityRule: entry.identity.rule,
            sourceID: entry.entry.id, content: text.content, contentHash: text.contentHash,
            fingerprint: text.fingerprint, sourceHash: entry.sourceHash, rules: Sighting.rules,
            previous: previous, change: isReread ? read.change?.asRereading : read.change,
            reading: read.reading, statementChanges: read.statementChanges)
    }
}

extension Sighter {
    /// An entry of a document, with what it is known by.
    private struct Listed: Sendable {
        let entry: FeedEntry
        let identity: EntryIdentity
        let sourceHash: [UInt8]
    }

    @concurrent
    private static func listed(_ document: FeedDocument) async -> [Listed] {
        zip(document.entries, EntryIdentity.identities(of: document.entries))
            .compactMap { entry, identity in
                // What is listed twice is one entry.
                guard !identity.isRepeat else { return nil }
                return Listed(entry: entry, identity: identity, sourceHash: entry.sourceHash)
            }
    }

    /// What a reader would read of an entry.
    private struct Text: Sendable {
        let content: RevisionContent
        let contentHash: [UInt8]
        let fingerprint: [UInt8]
    }

    @concurrent
    private static func text(
        of entry: FeedEntry, _ feed: Configuration.Feed, _ language: String?
    ) async -> Text {
        var content = entry.revisionContent(language: language)
        content.language = feed.language ?? content.language
        return Text(
            content: content, contentHash: Normaliser.contentHash(of: content),
            fingerprint: Normaliser.fingerprint(of: content))
    }

    private struct Read: Sendable {
        let change: Change?
        let reading: Reading
        let statementChanges: [StatementChange]
    }

    @concurrent
    private static func read(
        _ content: RevisionContent, _ old: RevisionContent?, detector: Detector,
        feed: Configuration.Feed
    ) async -> Read {
        let change = old.map { RevisionDiff.change(from: $0, to: content) ?? .ofMarkup }
        let parties =
            feed.openFromText
            ? detector.parties(
                title: content.title, text: content.text, language: content.language) : []
        let statements = detector.statements(in: content)
        return Read(
            change: change, reading: Reading(statements: statements, parties: parties),
            statementChanges: StatementChange.changes(
                from: old.map(detector.statements(in:)) ?? [], to: statements))
    }
}

extension FeedEntry {
    /// SHA-256 of all that is kept of the entry, as the feed writes it: the same bytes need not be
    /// read again.
    fileprivate var sourceHash: [UInt8] {
        let body = content ?? summary
        var bytes: [UInt8] = []
        for part in [
            title?.value, title?.kind.rawValue, body?.value, body?.kind.rawValue, link,
            published?.raw, updated?.raw, language,
        ] + authors.flatMap({ [$0.name, $0.email] }) {
            bytes += Array((part ?? "").utf8)
            bytes.append(0)
        }
        return SHA256.digest(bytes)
    }
}

extension Sighting {
    /// The versions of the rules that turn a document into what is compared.
    ///
    /// A revision that other rules read is compared with care: what differs then need not be
    /// anybody's edit.
    package static var rules: Int { Normaliser.version * 1000 + PlainText.version }
}

extension Change {
    /// The source differs, and what a reader reads of it does not.
    fileprivate static let ofMarkup = Change(
        level: .none, kinds: [.markup], fields: [], sentences: [],
        reason: "only the markup or the spacing of the source differs", isStealth: false)

    /// The same difference, found by other rules than those that read the text before.
    fileprivate var asRereading: Change {
        Change(
            level: .none, kinds: kinds, fields: fields, sentences: sentences,
            reason: "the rules that read texts have changed since: a new baseline, and no news",
            isStealth: false)
    }
}
