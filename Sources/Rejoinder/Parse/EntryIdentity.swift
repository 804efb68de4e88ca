import Signing

/// What identifies an entry within its feed: the second half of the ledger's key.
///
/// Rule 1 tries these, the most trusted first:
/// 1. `id:` and the id that the feed gives, if it identifies the entry: not if it repeats the
///    title, which is edited, and not if entries that link to different pages share it;
/// 2. `link:` and the link without its scheme, fragment and tracking parameters, unless entries
///    with different titles share it;
/// 3. `hash:` and a hash of the title and date as written, or of title and text; if the link is
///    shared, of link and title.
///
/// Entries that are still the same after that are repeats, and are told apart by a number. Dates
/// take no part if there is an id or a link, because dates change.
package struct EntryIdentity: Hashable, Sendable {
    /// The version of the rule that is in force.
    ///
    /// The ledger keeps with each entry the rule that named it. When the rule changes, an entry
    /// that the new rule does not find is looked up by `others` and keeps its name: a new rule does
    /// not make old entries new.
    package static let currentRule = 1

    package let value: String
    package let rule: Int
    /// Other names under which the entry may already be known, the likeliest first.
    ///
    /// It shows that an id is shared only while two entries that share it are in the document, so
    /// the same entry may have been named by its link before.
    package let others: [String]
    /// Whether an earlier entry of the document has the same name: the feed lists it twice.
    package let isRepeat: Bool

    /// The identities of a document's entries, in the same order; no two are equal.
    package static func identities(of entries: [FeedEntry]) -> [EntryIdentity] {
        // We pass indices, because an entry is large and would be copied each time.
        let compared = entries.indices.map { ComparedEntry(entries, $0) }
        let census = Census(compared)
        var seen: [String: Int] = [:]
        return entries.indices.map { index in
            let names = census.names(of: compared[index], in: entries, at: index)
            let number = seen[names.first, default: 0] + 1
            seen[names.first] = number
            return EntryIdentity(
                value: number == 1 ? names.first : "\(names.first) #\(number)", rule: currentRule,
                others: number == 1 ? names.others : [], isRepeat: number > 1)
        }
    }
}

/// The parts of an entry that are compared, in the form in which they are compared.
private struct ComparedEntry {
    let id: String?
    let title: String?
    let link: String?

    init(_ entries: [FeedEntry], _ index: Int) {
        id = entries[index].id
        title = entries[index].title?.plain
        link = entries[index].link.map(Self.key)
    }

    private static func key(_ link: String) -> String {
        let stripped = TrackingParameters.stripped(link)
        for scheme in ["https://", "http://"] where stripped.hasPrefix(scheme) {
            return String(stripped.dropFirst(scheme.count))
        }
        return stripped
    }
}

/// What the entries of a document share with one another.
private struct Census {
    /// For each id, the first link (or title) that comes with it.
    private var byID: [String: String] = [:]
    /// Ids that come with other links too, so they identify nothing.
    private var sharedIDs: Set<String> = []
    /// For each link, the first title that comes with it.
    private var byLink: [String: String] = [:]
    private var sharedLinks: Set<String> = []

    init(_ entries: [ComparedEntry]) {
        for entry in entries {
            let title = entry.title ?? ""
            if let id = entry.id {
                Self.note(entry.link ?? title, of: id, in: &byID, &sharedIDs)
            }
            if let link = entry.link { Self.note(title, of: link, in: &byLink, &sharedLinks) }
        }
    }

    private static func note(
        _ value: String, of name: String, in first: inout [String: String],
        _ shared: inout Set<String>
    ) {
        let known = first[name]
        if known == nil {
            first[name] = value
        } else if known != value {
            shared.insert(name)
        }
    }

    func names(
        of compared: ComparedEntry, in entries: [FeedEntry], at index: Int
    ) -> (first: String, others: [String]) {
        let title = compared.title ?? ""
        var names: [String] = []
        if let id = compared.id, isUsable(id, of: compared) { names.append("id:\(id)") }
        if let link = compared.link {
            names.append(sharedLinks.contains(link) ? Self.hash(link, title) : "link:\(link)")
        }
        guard let first = names.first else {
            let entry = entries[index]
            let detail = entry.published?.raw ?? entry.updated?.raw
            let text = detail ?? (entry.summary ?? entry.content)?.plain
            return (Self.hash(title, text ?? ""), [])
        }
        return (first, Array(names.dropFirst()))
    }

    private func isUsable(_ id: String, of entry: ComparedEntry) -> Bool {
        guard !sharedIDs.contains(id) else { return false }
        // Only if there is something better: a title is worse than a link, but better than nothing.
        guard entry.link != nil, let title = entry.title else { return true }
        return PlainText.collapsed(id) != title
    }

    private static func hash(_ parts: String...) -> String {
        "hash:" + Hex.string(SHA256.digest(Array(parts.joined(separator: "\n").utf8)))
    }
}
