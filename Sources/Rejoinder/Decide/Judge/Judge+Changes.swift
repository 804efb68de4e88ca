extension Judge {
    mutating func judge(_ change: Change, of observed: ObservedEntry, at place: Place) {
        let verdict = ChangeVerdict(on: change, circumstances(of: change, observed, at: place))
        let from = observed.comparedWith ?? place.revision - 1
        plan.add(
            .recordChange(
                NewChange(
                    entry: place.entry, from: from, to: place.revision, level: change.level,
                    kinds: change.kindsText, verdict: verdict,
                    detail: EventData.detail(change).text)),
            because: verdict.reason)
        guard let type = verdict.type else { return }
        entries[place.entry]?.recentlyTold.append((look.at, type))
        entries[place.entry]?.lastToldAt = look.at
        let isLast = becomesNoisy(at: place)
        let data =
            subject(observed, at: place) + [
                .init(
                    "change",
                    EventData.change(change, from: from, to: place.revision, isNoisy: isLast))
            ]
        tell(
            EventDraft(
                type: type, at: look.at, feed: look.feed.name, entry: place.entry,
                level: change.level,
                identifiedBy: [
                    look.feed.name, observed.identity, String(place.revision),
                    Hex.string(observed.contentHash),
                ],
                data: .object(data)),
            because: verdict.reason)
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
