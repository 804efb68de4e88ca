extension Judge {
    /// Follows the article to where the feed links to now.
    ///
    /// Of two forms of one address, only the plainer is followed, or the encrypted one.
    mutating func follow(_ link: String?, for entry: Int64) {
        guard let link, let old = entries[entry]?.page?.url, old != link else { return }
        let isSamePlace = CanonicalAddress.key(old) == CanonicalAddress.key(link)
        let becomesPlain =
            isSamePlace && CanonicalAddress.isPlain(link) && !CanonicalAddress.isPlain(old)
        guard !isSamePlace || becomesPlain || link == "https" + old.dropFirst("http".utf8.count)
        else { return }
        plan.add(
            .followAddress(
                entry: entry, url: link, address: CanonicalAddress.key(link),
                isOtherForm: becomesPlain),
            because: becomesPlain
                ? "the feed links to the article's plain address now"
                : "the feed links to the article there now")
        entries[entry]?.page?.url = link
    }

    /// The entry of the same article, at another address, whose same change was already reported.
    mutating func variantThatTold(
        _ change: Change, of observed: ObservedEntry, at place: Place
    ) -> Int64? {
        guard observed.comparedWith != nil, let entry = entries[place.entry],
            let since = entry.comparedAt
        else { return nil }
        rest(on: entry.variants)
        return entry.variants.first { variant in
            guard let other = entries[variant], let told = other.lastToldAt, told >= since else {
                return false
            }
            return [look.source, look.source.other].contains { source in
                guard let shown = other.newest[source] else { return false }
                return change.isSeen(in: shown.content, as: observed.content)
            }
        }
    }

    /// Whether another entry of the same article has already reported this statement.
    ///
    /// For a new or changed statement, that is so if the other entry had the same words first. A
    /// withdrawal is reported only by the article's first entry.
    mutating func isToldByVariant(_ change: StatementChange, at place: Place) -> Bool {
        guard let variants = entries[place.entry]?.variants, !variants.isEmpty else { return false }
        guard let words = change.words else { return variants.contains { $0 < place.entry } }
        rest(on: variants)
        let isOwn = facts.entries[place.entry]?.said.contains(words) ?? false
        return !isOwn && variants.contains { entries[$0]?.said.contains(words) ?? false }
    }

    private mutating func rest(on variants: [Int64]) {
        for variant in variants {
            plan.basis.rest(onEntry: variant, facts.entries[variant]?.version)
        }
    }
}
