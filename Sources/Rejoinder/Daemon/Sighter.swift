/// Tells which entries of a document are new or changed, and reads those.
struct Sighter {
    let feed: Configuration.Feed
    let state: FeedState
    let stages: Stages

    struct Sightings {
        /// Entries of the document that the ledger has already.
        let known: Int
        /// The new and the changed ones, the oldest first.
        let new: [Sighting]
    }

    func sightings(in document: FeedDocument) async throws(LedgerError) -> Sightings {
        let drafts = await Self.drafts(document, feed: feed)
        let known = try await stages.ledger.knownEntries(
            feed: state.id,
            drafts.map {
                .init(
                    identities: [$0.identity.value] + $0.identity.others,
                    fingerprint: $0.fingerprint)
            })
        var sightings: [Sighting] = []
        var count = 0
        // Feeds list the newest first; what is told is told in the order of its making.
        for (draft, previous) in zip(drafts, known).reversed() {
            if previous != nil { count += 1 }
            guard previous?.contentHash != draft.contentHash else { continue }
            // Text that was cut off is no change of what was whole before.
            guard draft.isComplete || previous == nil else { continue }
            sightings.append(try await sighting(draft, previous))
        }
        return Sightings(known: count, new: sightings)
    }

    private func sighting(
        _ draft: Draft, _ previous: KnownEntry?
    ) async throws(LedgerError) -> Sighting {
        var old: Revision?
        if let previous { old = try await stages.ledger.revision(entry: previous.id) }
        let read = await Self.read(
            draft.content, old?.content, detector: stages.detector, feed: feed)
        let isReread = previous.map { $0.rules != Sighting.rules } ?? false
        return Sighting(
            identity: draft.identity.value, identityRule: draft.identity.rule,
            sourceID: draft.sourceID, content: draft.content, contentHash: draft.contentHash,
            fingerprint: draft.fingerprint, rules: Sighting.rules, previous: previous,
            change: isReread ? read.change.map(\.asRereading) : read.change,
            reading: read.reading, newStatements: read.newStatements)
    }
}

extension Sighter {
    /// An entry of a document in the form in which it is compared.
    struct Draft: Sendable {
        let identity: EntryIdentity
        let sourceID: String?
        let content: RevisionContent
        let contentHash: [UInt8]
        let fingerprint: [UInt8]
        let isComplete: Bool
    }

    @concurrent
    private static func drafts(
        _ document: FeedDocument, feed: Configuration.Feed
    ) async -> [Draft] {
        zip(document.entries, EntryIdentity.identities(of: document.entries))
            .compactMap { entry, identity in
                // What is listed twice is one entry.
                guard !identity.isRepeat else { return nil }
                var content = entry.revisionContent(language: document.feed.language)
                content.language = feed.language ?? content.language
                return Draft(
                    identity: identity, sourceID: entry.id, content: content,
                    contentHash: Normaliser.contentHash(of: content),
                    fingerprint: Normaliser.fingerprint(of: content),
                    isComplete: entry.isComplete)
            }
    }

    private struct Read: Sendable {
        let change: Change?
        let reading: Reading
        let newStatements: [Statement]
    }

    @concurrent
    private static func read(
        _ content: RevisionContent, _ old: RevisionContent?, detector: Detector,
        feed: Configuration.Feed
    ) async -> Read {
        let change = old.flatMap { RevisionDiff.change(from: $0, to: content) }
        let parties =
            feed.openFromText
            ? detector.parties(
                title: content.title, text: content.text, language: content.language) : []
        return Read(
            change: change, reading: Reading(statements: [], parties: parties), newStatements: [])
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
    /// The same difference, found by other rules than those that read the text before.
    var asRereading: Change {
        Change(
            level: .none, kinds: kinds, fields: fields, sentences: sentences,
            reason: "the rules that read texts have changed since: a new baseline, and no news",
            isStealth: false)
    }
}
