extension Judge {
    /// Judges an entry that is new or changed, with the events that follow from it.
    mutating func judge(_ observed: ObservedEntry) {
        if let previous = observed.previous {
            plan.basis.rest(onEntry: previous.id, previous.version)
            plan.basis.rest(onPage: previous.id, entries[previous.id]?.page?.version)
        }
        if observed.isUnread { return judgeUnread(observed) }
        rules.reading(subject(of: observed)) { judgeRead(observed) }
    }

    private func subject(of observed: ObservedEntry) -> ReadingSubject {
        if look.source == .page, let entry = observed.previous?.id { return .page(entry: entry) }
        return .entry(feed: look.feed.id, identity: observed.identity)
    }

    private mutating func judgeRead(_ observed: ObservedEntry) {
        if observed.isRenamed, let previous = observed.previous {
            rename(previous.id, as: observed)
        }
        if look.source == .page { endNoise() }
        guard !repeatsSuppressed(observed) else { return }
        let place = place(of: observed)
        // This is the first time that the entry is analysed after a quarantine.
        if look.source == .feed, observed.previous != nil, observed.change == nil {
            addPage(of: observed, entry: place.entry)
        }
        addRevision(observed, at: place)
        var statements = observed.statementChanges
        if place.revision == 1 {
            publish(observed, at: place)
        } else if let change = observed.change {
            statements = judge(change, of: observed, at: place)
        }
        watchFirstText(of: observed, at: place)
        if isNews(observed, at: place) { publish(statements, of: observed, at: place) }
        judgeResponses(observed, at: place)
        openInquiries(observed, at: place)
    }

    /// Records a text that nothing reads, and reports the reason once.
    private mutating func judgeUnread(_ observed: ObservedEntry) {
        let place = place(of: observed)
        addRevision(observed, at: place)
        let subject = ReadingSubject.entry(feed: look.feed.id, identity: observed.identity)
        plan.add(
            .noteQuarantined(subject, entry: place.entry), because: "the program crashed on it")
        guard let quarantine = facts.quarantines[subject] else { return }
        tell(
            EventDraft(
                type: .entryQuarantined, at: look.at, feed: look.feed.name, entry: place.entry,
                identifiedBy: [
                    look.feed.name, observed.identity, "entry", quarantine.build,
                ],
                data: .object(
                    self.subject(observed, at: place) + [.init("quarantine", quarantine.json)])),
            because: quarantine.summary)
    }

    /// An entry whose feed has given it another id is known by the new id from now on.
    private mutating func rename(_ entry: Int64, as observed: ObservedEntry) {
        plan.add(
            .rename(entry: entry, observed.name),
            because: "its feed lists the same content, or the same article, under another id")
        follow(observed.content.link, for: entry)
    }

    /// Whether the observed entry is news: the entry itself is new, or its text is.
    func isNews(_ observed: ObservedEntry, at place: Place) -> Bool {
        if let change = observed.change { return change.level == .major && !isBaseline }
        if isArchived(observed) { return false }
        return look.feed.baselineAt.map { place.firstSeenAt > $0 } ?? false
    }

    /// Counts a suppressed change that repeats the one before it, and does not store it.
    ///
    /// A date or markup that changes at every look would otherwise fill the ledger: only the first
    /// such change of an entry is kept, and those that follow it in a row are counted.
    private mutating func repeatsSuppressed(_ observed: ObservedEntry) -> Bool {
        guard let previous = observed.previous, let change = observed.change,
            change.level == .none, let known = entries[previous.id],
            let last = known.lastChange, last.level == .none, last.kinds == change.kindsText
        else { return false }
        plan.add(
            .countRepeat(
                entry: previous.id, revision: known.revision,
                sourceHash: look.source == .feed ? observed.sourceHash : nil),
            because: change.reason)
        return true
    }
}

// MARK: - Entries and revisions

extension Judge {
    /// Where an observed entry stands in the ledger.
    struct Place {
        let entry: Int64
        let revision: Int
        let firstSeenAt: Timestamp
    }

    private mutating func place(of observed: ObservedEntry) -> Place {
        if let previous = observed.previous, let known = entries[previous.id] {
            return place(of: observed, after: known)
        }
        let entry = plan.numberForNewEntry()
        plan.add(
            .addEntry(entry, NewEntry(name: observed.name, hashes: observed.hashes)),
            because: "the feed lists it for the first time")
        entries[entry] = EntryFacts(
            id: entry, version: 0,
            origin: .init(
                identity: observed.identity, sourceID: observed.sourceID, firstSeenAt: look.at),
            revision: 1)
        addPage(of: observed, entry: entry)
        return Place(entry: entry, revision: 1, firstSeenAt: look.at)
    }

    private mutating func place(of observed: ObservedEntry, after known: EntryFacts) -> Place {
        let place = Place(
            entry: known.id, revision: known.revision + 1, firstSeenAt: known.origin.firstSeenAt)
        if look.source == .feed {
            plan.add(
                .noteSource(entry: known.id, observed.hashes),
                because: "the feed writes it differently")
            follow(observed.content.link, for: known.id)
            plan.add(
                .lookSoon(entry: known.id), because: "its page may have changed with the feed")
        }
        entries[known.id]?.revision = place.revision
        return place
    }

    /// Starts to watch the page that a new entry links to.
    private mutating func addPage(of observed: ObservedEntry, entry: Int64) {
        guard look.followsPages, !observed.isUnread, let url = observed.content.link else { return }
        // An entry that was published long before we saw it has been unchanged for that long.
        let since = min(observed.content.published ?? look.at, look.at)
        let next = firstLook(at: url, of: observed, since: since)
        plan.add(
            .addPage(
                NewPage(
                    entry: entry, url: url, next: next.at, changedAt: since,
                    address: observed.address ?? CanonicalAddress.key(url))),
            because: next.reason)
        if entries[entry]?.page == nil {
            entries[entry]?.page = .init(url: url, version: 0)
        }
    }

    /// When to look at a page for the first time; nil: only if something points to it.
    private func firstLook(
        at url: String, of observed: ObservedEntry, since: Timestamp
    ) -> (at: Timestamp?, reason: String) {
        guard isBaseline || isArchived(observed) else {
            return (look.at, "a feed seldom has all of a new entry's text")
        }
        // Its full text may ask somebody, and every hour counts then.
        let room = look.opensWithin - (look.at - since)
        if !isArchived(observed), room >= .zero {
            // All are due now, the youngest first.
            return (look.at - room / 100_000, "it is young enough to open an inquiry")
        }
        let ladder = PageLadder.next(after: look.at, lastChange: since, page: url)
        return (ladder?.at, ladder?.reason ?? "it has not changed for two months")
    }

    private mutating func addRevision(_ observed: ObservedEntry, at place: Place) {
        let source = source(of: observed)
        let revision = Revision(
            number: place.revision, source: source, seenAt: look.at, content: observed.content,
            receipt: look.receipt?.hash)
        keepReceipt(of: place.entry, because: "a revision was read from that answer")
        plan.add(
            .addRevision(
                NewRevision(
                    entry: place.entry, revision: revision, contentHash: observed.contentHash,
                    fingerprint: observed.fingerprint,
                    statements: observed.reading.statements,
                    mentions: observed.reading.parties)),
            because: observed.change?.reason ?? "nothing is known from there yet")
        entries[place.entry]?.newest[source] = revision
        entries[place.entry]?.said.formUnion(observed.reading.statements.map(\.content))
    }

    private func source(of observed: ObservedEntry) -> RevisionSource {
        observed.isUnread ? .unread : look.source
    }

    /// The members that every event about an entry carries: feed, entry and revision.
    func subject(_ observed: ObservedEntry, at place: Place) -> [JSONValue.Member] {
        var content = observed.content
        content.title = observed.title
        return [
            .init("feed", EventData.feed(look.feed)),
            .init(
                "entry",
                EventData.entry(
                    identity: observed.sourceID ?? observed.identity, content: content,
                    firstSeenAt: place.firstSeenAt)),
            .init(
                "revision",
                EventData.revision(
                    number: place.revision, source: source(of: observed),
                    contentHash: observed.contentHash, seenAt: look.at,
                    receipt: look.receipt?.hash)),
        ]
    }
}

// MARK: - What is published

extension Judge {
    private mutating func publish(_ observed: ObservedEntry, at place: Place) {
        guard !isBaseline, !isArchived(observed) else { return }
        if observed.mayBeVariant, entries[place.entry]?.page != nil {
            return plan.add(
                .setWaiting(entry: place.entry, since: look.at),
                because: "another entry has its title: their pages will show whether they are one")
        }
        tell(
            EventDraft(
                type: .entryPublished, at: look.at, feed: look.feed.name, entry: place.entry,
                identifiedBy: [
                    look.feed.name, observed.identity, Hex.string(observed.contentHash),
                ],
                data: .object(subject(observed, at: place))),
            because: "it is new since the feed's first poll")
    }
}

extension Change {
    var kindsText: String { kinds.map(\.rawValue).joined(separator: " ") }
}
