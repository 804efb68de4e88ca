extension EntryMatch {
    /// Drops entries that the document lists twice.
    ///
    /// Such an entry appears both under the article's address and under a variant of it.
    static func withoutVariants(_ pairs: [Pair]) -> [Pair] {
        guard pairs.contains(where: { $0.known == nil }) else { return pairs }
        var repeats: Set<Int> = []
        for indices in articles(in: pairs).values where indices.count > 1 {
            let first =
                indices.first { pairs[$0].known != nil }
                ?? indices.first {
                    CanonicalAddress.isPlain(pairs[$0].listed.entry.link ?? "")
                }
                ?? indices[0]
            let link = pairs[first].listed.entry.link ?? ""
            for index in indices where index != first && pairs[index].known == nil {
                // One address under several ids stands for several entries, unless the ids are that
                // address, too, and count its updates in their fragments.
                let other = pairs[index].listed.entry
                if CanonicalAddress.areVariants(other.link ?? "", link)
                    || other.hasIDOfLink && pairs[first].listed.entry.hasIDOfLink
                {
                    repeats.insert(index)
                }
            }
        }
        return pairs.enumerated().filter { !repeats.contains($0.offset) }.map(\.element)
    }

    /// The places of the entries that share a title and an address, but for variants of it.
    private static func articles(in pairs: [Pair]) -> [String: [Int]] {
        var titles: [String: [Int]] = [:]
        for (index, pair) in pairs.enumerated() {
            let entry = pair.listed.entry
            guard entry.link != nil, let title = entry.title?.plain else { continue }
            titles[title, default: []].append(index)
        }
        // Few titles occur twice, and comparing addresses is more expensive.
        var articles: [String: [Int]] = [:]
        for (title, indices) in titles where indices.count > 1 {
            for index in indices {
                let key = CanonicalAddress.key(pairs[index].listed.entry.link ?? "")
                articles[key + "\n" + title, default: []].append(index)
            }
        }
        return articles
    }

    /// Marks new entries that share a title with another that the document lists elsewhere.
    static func markDoubtful(_ texts: inout [EntryText], among listed: [Pair]) {
        guard texts.contains(where: { $0.previous == nil }) else { return }
        // Addresses by title, as sets, because a document may list one address thousands of times.
        var addresses: [String: Set<String>] = [:]
        for pair in listed where pair.known != nil {
            let entry = pair.listed.entry
            guard let title = entry.title?.plain, let link = entry.link else { continue }
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
}

extension FeedEntry {
    /// Whether the id is the link with a fragment, in which some sites count an article's updates.
    var hasIDOfLink: Bool {
        guard let id, id.utf8.contains(0x23), let link else { return false }
        return CanonicalAddress.key(id) == CanonicalAddress.key(link)
    }
}
