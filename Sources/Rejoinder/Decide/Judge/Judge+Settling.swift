// Changes that wait before they are reported: texts that swing, and edits that both sources show.
extension Judge {
    /// A change as it is reported: from the last text that readers know of.
    struct Comparison {
        var change: Change
        var from: Int
        var statements: [StatementChange]
        /// Whether a change that was still settling has given way to this one.
        var isSwinging = false
        /// The revision that readers know of, if the text reads like it again.
        var backToTold: Int?
    }

    /// What the observed text is compared with, if a change before it was not reported yet.
    mutating func comparison(
        _ change: Change, of observed: ObservedEntry, at place: Place
    ) -> Comparison {
        var compared = Comparison(
            change: change, from: observed.comparedWith ?? place.revision - 1,
            statements: observed.statementChanges)
        guard change.level == .major,
            let index = unsettled.firstIndex(where: {
                $0.entry == place.entry && $0.source == look.source
            })
        else { return compared }
        let waiting = unsettled.remove(at: index)
        // What comes next is another edit, and each is told.
        guard waiting.wait == .settling else {
            decide(waiting)
            return compared
        }
        settle(waiting, ChangeVerdict(type: nil, reason: "it did not stand"))
        compared.isSwinging = true
        entries[place.entry]?.toldByOther = waiting.toldByOther
        entries[place.entry]?.comparedAt = waiting.told.seenAt
        if let other = waiting.other { entries[place.entry]?.newest[other.source] = other }
        guard let since = majorChange(from: waiting.told, to: observed.content, waiting) else {
            compared.backToTold = waiting.told.number
            return compared
        }
        (compared.change, compared.from) = (since, waiting.told.number)
        compared.statements = StatementChange.changes(
            from: detector.statements(in: waiting.told.content, ofFeedOf: look.feed.institution),
            to: observed.reading.statements)
        return compared
    }

    /// Whether only a figure of the title changed, as it did before within a day, or as it did at
    /// once in most of what the feed lists.
    func isMovingFigure(_ compared: Comparison, at place: Place) -> Bool {
        guard let figure = compared.change.titleFigure else { return false }
        if compared.isSwinging || countsInTitles { return true }
        return entries[place.entry]?.recentHeadlines.contains { figure.isSame(inDetail: $0) }
            ?? false
    }

    /// Whether the entry's other source is just about to be looked at, or is being looked at now.
    func isLookedAtElsewhere(_ entry: Int64) -> Bool {
        // An edit of an article with several entries is told for the first that shows it.
        guard let known = entries[entry], known.hasOtherSource, known.variants.isEmpty else {
            return false
        }
        guard look.source == .page else { return look.followsPages }
        // A time that has long passed is that of a feed that nobody polls.
        let untilPoll = look.feed.nextPollAt - look.at
        return untilPoll <= Settling.closePoll && untilPoll > .seconds(-60)
    }

    /// Reports the changes that have waited long enough.
    ///
    /// - Parameter isSeen: whether the look has seen the texts, and not only failed to.
    mutating func settle(isSeen: Bool) {
        for waiting in unsettled where isDue(waiting, isSeen: isSeen) { decide(waiting) }
    }

    private func isDue(_ waiting: UnsettledChange, isSeen: Bool) -> Bool {
        // What seems to lie ahead was recorded while the clock was wrong.
        let age = waiting.at > look.at ? Settling.longSpan : look.at - waiting.at
        switch waiting.wait {
        case .settling:
            return isSeen && waiting.source == look.source
                && age >= Settling.span(recentReversions: waiting.recentReversions)
        case .pending: return waiting.source != look.source || age >= Settling.longestPending
        }
    }

    private mutating func decide(_ waiting: UnsettledChange) {
        plan.basis.rest(onEntry: waiting.entry, waiting.version)
        guard let change = majorChange(from: waiting.told, to: waiting.new.content, waiting) else {
            let reason = "it reads like revision \(waiting.told.number), which was told last"
            return settle(waiting, ChangeVerdict(type: nil, reason: reason))
        }
        guard !isTold(change, waiting) else {
            return settle(waiting, .toldAlready(by: waiting.source.other))
        }
        if let variant = variantThatTold(change, waiting) {
            return settle(waiting, .toldAlready(of: variant))
        }
        let verdict = ChangeVerdict.settled(change, earlierAlike: waiting.earlierAlike)
        settle(waiting, verdict)
        report(change, of: waiting, as: verdict)
    }

    private mutating func settle(_ waiting: UnsettledChange, _ verdict: ChangeVerdict) {
        plan.basis.rest(onEntry: waiting.entry, waiting.version)
        plan.add(
            .settle(entry: waiting.entry, revision: waiting.new.number, verdict),
            because: verdict.reason)
    }

    private mutating func report(
        _ change: Change, of waiting: UnsettledChange, as verdict: ChangeVerdict
    ) {
        guard let origin = waiting.origin else { return }
        let new = waiting.new
        let hash = Normaliser.contentHash(of: new.content)
        let place = Place(
            entry: waiting.entry, revision: new.number, firstSeenAt: origin.origin.firstSeenAt)
        let revision = EventData.revision(
            number: new.number, source: waiting.source, contentHash: hash, seenAt: new.seenAt,
            receipt: new.receipt)
        let subject = origin.members + [.init("revision", revision)]
        let statements = statementChanges(from: waiting.told.content, to: new.content)
        tell(
            ToldChange(
                change: change, from: waiting.told.number, identity: origin.origin.identity,
                contentHash: hash, content: new.content, statements: statements),
            as: verdict, at: place, subject)
        publish(
            statements, identity: origin.origin.identity, at: place, subject,
            known: waiting.entry)
    }

    /// Whether the other source has reported the change, before or in this plan.
    private func isTold(_ change: Change, _ waiting: UnsettledChange) -> Bool {
        let isOther = waiting.source != look.source
        let told = waiting.toldByOther + (isOther ? toldNow[waiting.entry] ?? [] : [])
        let newest = isOther ? entries[waiting.entry]?.newest[look.source] : nil
        guard !told.isEmpty, let other = newest ?? waiting.other else { return false }
        return change.isSeen(
            in: other.content, as: waiting.new.content,
            headlines: told.compactMap { TitleEdit(detail: $0) })
    }

    private mutating func variantThatTold(_ change: Change, _ waiting: UnsettledChange) -> Int64? {
        let variant = waiting.variants.first { variant in
            let isSince = variant.lastToldAt.map { $0 >= waiting.told.seenAt } ?? false
            return (isSince || toldNow[variant.entry] != nil)
                && change.isSeen(in: variant.newest.content, as: waiting.new.content)
        }
        guard let variant else { return nil }
        plan.basis.rest(onEntry: variant.entry, variant.version)
        return variant.entry
    }

    /// The major change between two texts of the source; nil if there is none.
    private func majorChange(
        from told: Revision, to content: RevisionContent, _ waiting: UnsettledChange
    ) -> Change? {
        var ignoring = look.ignoring
        var old = told.content
        if waiting.source == .page {
            ignoring.shapes = waiting.learntLines
            // The feed decides who wrote the article and where it is.
            (old.author, old.link) = (content.author, content.link)
        }
        let change = RevisionDiff.change(from: old, to: content, ignoring: ignoring)
        return change?.level == .major ? change : nil
    }
}
