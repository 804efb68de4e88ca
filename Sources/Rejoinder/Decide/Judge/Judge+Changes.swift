extension Judge {
    /// - Returns: the changes of statements that are news.
    mutating func judge(
        _ change: Change, of observed: ObservedEntry, at place: Place
    ) -> [StatementChange] {
        let compared = comparison(change, of: observed, at: place)
        var circumstances = circumstances(of: compared.change, observed, at: place)
        circumstances.backToTold = compared.backToTold
        circumstances.isMovingFigure = isMovingFigure(compared, at: place)
        let verdict = ChangeVerdict(on: compared.change, circumstances)
        plan.add(
            .recordChange(
                NewChange(
                    entry: place.entry, from: compared.from, to: place.revision,
                    level: compared.change.level,
                    kinds: compared.change.kindsText, verdict: verdict,
                    detail: EventData.detail(compared.change).text)),
            because: verdict.reason)
        if let type = verdict.type {
            entries[place.entry]?.recentlyTold.append((look.at, type))
            entries[place.entry]?.lastToldAt = look.at
            let told = ToldChange(
                change: compared.change, from: compared.from, identity: observed.identity,
                contentHash: observed.contentHash, content: observed.content,
                statements: compared.statements, isNoisy: becomesNoisy(at: place))
            tell(told, as: verdict, at: place, subject(observed, at: place))
        }
        // What is told once, now or later, is told with its statements.
        let isTold = circumstances.toldBySource != nil || circumstances.backToTold != nil
        return isTold || verdict.wait != nil ? [] : compared.statements
    }

    /// A change that is reported.
    struct ToldChange {
        let change: Change
        let from: Int
        let identity: String
        let contentHash: [UInt8]
        /// The content after it.
        let content: RevisionContent
        let statements: [StatementChange]
        /// Whether this is the last change reported for the time being.
        var isNoisy = false
    }

    /// - Parameter subject: the members that every event about the entry carries.
    mutating func tell(
        _ told: ToldChange, as verdict: ChangeVerdict, at place: Place,
        _ subject: [JSONValue.Member]
    ) {
        guard let type = verdict.type else { return }
        toldNow[place.entry, default: []].append(EventData.detail(told.change).text)
        let change = EventData.change(
            told.change, from: told.from, to: place.revision, isNoisy: told.isNoisy)
        tell(
            EventDraft(
                type: type, at: look.at, feed: look.feed.name, entry: place.entry,
                level: told.change.level,
                identifiedBy: [
                    look.feed.name, told.identity, String(place.revision),
                    Hex.string(told.contentHash),
                ],
                data: .object(subject + [.init("change", change)])),
            because: verdict.reason)
        // What reads as it once did is no new text.
        if type != .entryReverted { watch(told, at: place, subject) }
    }

    /// What has become of the statements from one text of the feed to another.
    func statementChanges(
        from old: RevisionContent, to new: RevisionContent
    ) -> [StatementChange] {
        let institution = look.feed.institution
        return StatementChange.changes(
            from: detector.statements(in: old, ofFeedOf: institution),
            to: detector.statements(in: new, ofFeedOf: institution))
    }

    private mutating func circumstances(
        of change: Change, _ observed: ObservedEntry, at place: Place
    ) -> ChangeCircumstances {
        var found = ChangeCircumstances(isBaseline: isBaseline)
        // The texts are read only where it matters.
        guard change.level == .major, !isBaseline else { return found }
        if isTold(change, of: observed, at: place) { found.toldBySource = look.source.other }
        if found.toldBySource == nil {
            found.toldByVariant = variantThatTold(change, of: observed, at: place)
        }
        found.isHeldBack = isHeldBack(change, at: place)
        found.earlierAlike = entries[place.entry]?.earlierAlike
        let dayAgo = look.at - .seconds(86_400)
        found.recentReversions =
            entries[place.entry]?.recentlyTold.count {
                $0.type == .entryReverted && $0.at > dayAgo
            } ?? 0
        found.isLookedAtElsewhere = isLookedAtElsewhere(place.entry)
        return found
    }

    /// Whether the entry's other source has already reported the same change.
    ///
    /// One edit of an article may show both in the feed and on the page.
    private func isTold(_ change: Change, of observed: ObservedEntry, at place: Place) -> Bool {
        guard observed.comparedWith != nil, let entry = entries[place.entry],
            let other = entry.newest[look.source.other], !entry.toldByOther.isEmpty
        else { return false }
        return change.isSeen(
            in: other.content, as: observed.content,
            headlines: entry.toldByOther.compactMap { TitleEdit(detail: $0) })
    }
}

extension Change {
    /// Whether a text contains what the change added and no longer contains what it removed.
    ///
    /// - Parameter new: the content after the change; what is still in it was not removed.
    func isSeen(
        in content: RevisionContent, as new: RevisionContent, headlines: [TitleEdit] = []
    ) -> Bool {
        let text = Normaliser.text(content.text)
        let own = Normaliser.text(new.text)
        if let title = fields.first(where: { $0.field == .title }) {
            let edit = TitleEdit(from: title.from, to: title.to)
            guard
                edit.leads(to: content.title) || headlines.contains(where: { edit.isSame(as: $0) })
            else {
                return false
            }
        }
        return sentences.allSatisfy { sentence in
            let isThere = sentence.after.map { text.contains(Normaliser.text($0)) } ?? true
            guard isThere, let before = sentence.before, sentence.kind != .moved else {
                return isThere
            }
            let gone = Normaliser.text(before)
            return !text.contains(gone) || own.contains(gone)
        }
    }
}
