/// When an entry changes too often to report each change, and when it has calmed down.
enum EntryNoise {
    /// The change that reaches this number is the last to be reported.
    ///
    /// An article that is written while events unfold changes less often; a ticker or a live blog
    /// changes more often.
    static let mostAnHour = 6
    static let mostADay = 12
    /// An entry is calm once it has had no major change for this long.
    static let calm: Duration = .seconds(6 * 3600)
    /// An entry that never calms down gets one summary in each interval of this length.
    static let longest: Duration = .seconds(86_400)
    /// The verdict on changes recorded meanwhile; a query finds them by how it begins.
    static let reason =
        "\(mark) the entry changes too often, and is told of in sum once it is calm, or after a day"
    static let mark = "held back:"

    /// A newsroom's note on its own text, or an institution's reply, is always reported.
    static let alwaysTold: Set<ChangeKind> = [.correction, .retraction, .response]

    enum End: Hashable, Sendable { case calm, tooLong }

    /// Whether the noise has ended, and how; nil while it goes on.
    static func end(since: Timestamp, lastMajorAt: Timestamp?, now: Timestamp) -> End? {
        // What is dated in the future was recorded while the clock was ahead: long ago, maybe.
        if lastMajorAt.map({ now - $0 >= calm || $0 > now + longest }) ?? true { return .calm }
        return now - since >= longest ? .tooLong : nil
    }

    /// Whether a change that was just reported is one too many.
    ///
    /// - Parameter told: when changes were reported, with that one.
    static func begins(told: [Timestamp], now: Timestamp) -> Bool {
        told.count { $0 > now - .seconds(3600) } >= mostAnHour
            || told.count { $0 > now - .seconds(86_400) } >= mostADay
    }
}

extension Judge {
    /// Whether the change is only recorded, because its entry changes too often.
    func isHeldBack(_ change: Change?, at place: Place) -> Bool {
        guard entries[place.entry]?.noisySince != nil else { return false }
        guard let change else { return true }
        return EntryNoise.alwaysTold.isDisjoint(with: change.kinds) && !touchesInquiry(change)
    }

    /// Whether a sentence that changed names somebody whose answer is awaited.
    private func touchesInquiry(_ change: Change) -> Bool {
        let open = answerable.map(\.inquiry).filter { $0.state == .open }
        guard !open.isEmpty else { return false }
        let keys = Set(open.compactMap(\.institution))
        let names = Set(open.map { $0.institutionName.caseFolded })
        return change.sentences.prefix(50).flatMap { [$0.before, $0.after] }.contains { sentence in
            guard let sentence else { return false }
            let found = detector.institution(named: sentence, language: nil)
            if let found, keys.contains(found) { return true }
            let text = sentence.caseFolded
            return names.contains { text.contains($0) }
        }
    }

    /// Marks the entry as noisy if the change that is now reported is one too many.
    ///
    /// - Returns: whether this is the last change reported for the time being.
    mutating func becomesNoisy(at place: Place) -> Bool {
        guard let entry = entries[place.entry], entry.noisySince == nil,
            EntryNoise.begins(told: entry.recentlyTold.map(\.at), now: look.at)
        else { return false }
        plan.add(
            .setNoise(entry: place.entry, since: look.at), because: "the entry changes too often")
        entries[place.entry]?.noisySince = look.at
        return true
    }
}

// MARK: - Calm again

extension Judge {
    /// Reports the outcome for each noisy entry that has been calm long enough, or noisy for a day.
    mutating func endNoise() {
        for noise in facts.noisy {
            guard
                let end = EntryNoise.end(
                    since: noise.since, lastMajorAt: noise.lastMajorAt, now: look.at)
            else { continue }
            plan.basis.rest(onEntry: noise.entry, noise.version)
            for held in noise.held { tell(held, of: noise, isCalm: end == .calm) }
            let since = end == .calm ? nil : look.at
            plan.add(
                .setNoise(entry: noise.entry, since: since),
                because: end == .calm ? "the entry is calm" : "it has been noisy for a day")
            entries[noise.entry]?.noisySince = since
        }
    }

    /// Reports once what all the changes that were held back have led to.
    private mutating func tell(_ held: NoiseFacts.HeldBack, of noise: NoiseFacts, isCalm: Bool) {
        var ignoring = look.ignoring
        if held.source == .page { ignoring.shapes = held.learntLines }
        let (old, new) = (held.old, held.new)
        guard
            let change = RevisionDiff.change(
                from: old.content, to: new.content, ignoring: ignoring),
            change.level == .major
        else { return }
        let hash = Normaliser.contentHash(of: new.content)
        let revision = EventData.revision(
            number: new.number, source: held.source, contentHash: hash, seenAt: new.seenAt,
            receipt: new.receipt)
        let subject = (noise.origin?.members ?? []) + [.init("revision", revision)]
        let summary = EventData.change(
            change, from: old.number, to: new.number, isNoisy: !isCalm, heldBack: held.changes)
        tell(
            EventDraft(
                type: .entryUpdated, at: look.at, feed: look.feed.name, entry: noise.entry,
                level: change.level,
                identifiedBy: [
                    look.feed.name, String(noise.entry), String(new.number), Hex.string(hash),
                    "calm",
                ],
                data: .object(subject + [.init("change", summary)])),
            because: "it sums up \(held.changes) changes that were held back")
        // Statements are read anew, which takes its time.
        guard !rules.watches.isEmpty, let origin = noise.origin?.origin else { return }
        watch(
            ToldChange(
                change: change, from: old.number, identity: origin.identity, contentHash: hash,
                content: new.content,
                statements: statementChanges(from: old.content, to: new.content)),
            at: Place(
                entry: noise.entry, revision: new.number, firstSeenAt: origin.firstSeenAt),
            subject)
    }
}

extension OriginFacts {
    /// The feed and the entry, as an event shows them.
    var members: [JSONValue.Member] {
        var content = current.content
        if let title { content.title = title }
        return [
            .init("feed", EventData.feed(feed)),
            .init(
                "entry",
                EventData.entry(
                    identity: origin.sourceID ?? origin.identity, content: content,
                    firstSeenAt: origin.firstSeenAt)),
        ]
    }
}
