import Signing

/// What an entry is known by within its feed: the second half of the ledger's key.
///
/// Rule 1, in the order of trust:
/// 1. `id:` and the id that the feed gives, if it names the entry: not if it repeats the title,
///    which is edited, and not if entries that lead to different pages share it;
/// 2. `link:` and the link without its scheme, fragment and tracking parameters, unless entries
///    with different titles share it;
/// 3. `hash:` and a hash of title and date as written, or of title and text; with a shared link, of
///    link and title.
///
/// What is still the same after that is a repeat, and is told apart by its number. Dates take no
/// part where there is an id or a link: dates change.
package struct EntryIdentity: Hashable, Sendable {
    /// The version of the rule that is in force.
    ///
    /// The ledger keeps with each entry the rule that named it. When the rule changes, an entry that
    /// the new rule does not find is looked for by `others` and keeps its name: a change of rule
    /// makes nothing new.
    package static let currentRule = 1

    package let value: String
    package let rule: Int
    /// Further names under which the entry may be known already, the likeliest first.
    ///
    /// Whether an id is shared shows only while two entries that share it are in the document: the
    /// same entry may have been named by its link before.
    package let others: [String]
    /// An earlier entry of the document has the same name: the feed lists it twice.
    package let isRepeat: Bool

    /// The identities of a document's entries, in their order; no two are equal.
    package static func identities(of entries: [FeedEntry]) -> [EntryIdentity] {
        let census = Census(entries)
        var seen: [String: Int] = [:]
        return entries.map { entry in
            let names = census.names(of: entry)
            let number = seen[names.first, default: 0] + 1
            seen[names.first] = number
            return EntryIdentity(
                value: number == 1 ? names.first : "\(names.first) #\(number)", rule: currentRule,
                others: number == 1 ? names.others : [], isRepeat: number > 1)
        }
    }
}

/// What the entries of a document share.
private struct Census {
    /// By id, the links (or titles) that go with it; more than one: the id names nothing.
    private var byID: [String: Set<String>] = [:]
    /// By link, the titles that go with it.
    private var byLink: [String: Set<String>] = [:]

    init(_ entries: [FeedEntry]) {
        for entry in entries {
            let title = entry.title?.plain ?? ""
            let link = entry.link.map { Self.key($0) }
            if let id = entry.id { byID[id, default: []].insert(link ?? title) }
            if let link { byLink[link, default: []].insert(title) }
        }
    }

    func names(of entry: FeedEntry) -> (first: String, others: [String]) {
        var names: [String] = []
        if let id = entry.id, isUsable(id, of: entry) { names.append("id:\(id)") }
        if let link = entry.link.map({ Self.key($0) }) {
            let isShared = (byLink[link]?.count ?? 0) > 1
            names.append(
                isShared ? Self.hash(link, entry.title?.plain ?? "") : "link:\(link)")
        }
        guard let first = names.first else {
            let detail = entry.published?.raw ?? entry.updated?.raw
            let text = (entry.summary ?? entry.content)?.plain
            return (Self.hash(entry.title?.plain ?? "", detail ?? text ?? ""), [])
        }
        return (first, Array(names.dropFirst()))
    }

    private func isUsable(_ id: String, of entry: FeedEntry) -> Bool {
        guard (byID[id]?.count ?? 0) < 2 else { return false }
        // Only where something better is at hand: a title is worse than a link, not than nothing.
        guard entry.link != nil, let title = entry.title else { return true }
        return PlainText.collapsed(id) != title.plain
    }

    /// A link as it is compared.
    private static func key(_ link: String) -> String {
        let stripped = TrackingParameters.stripped(link)
        for scheme in ["https://", "http://"] where stripped.hasPrefix(scheme) {
            return String(stripped.dropFirst(scheme.count))
        }
        return stripped
    }

    private static func hash(_ parts: String...) -> String {
        "hash:" + Hex.string(SHA256.digest(Array(parts.joined(separator: "\n").utf8)))
    }
}
