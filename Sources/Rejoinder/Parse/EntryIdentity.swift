import Signing

/// What identifies an entry within its feed: the second half of the ledger's key.
///
/// Rule 2 tries these, the most trusted first:
/// 1. `id:` and the id that the feed gives, if it identifies the entry: not if it repeats the
///    title, which is edited, and not if different entries of the document share it;
/// 2. `link:` and the link without its scheme, fragment and tracking parameters, unless different
///    entries share it;
/// 3. `hash:` and a hash of link and title, if there is a link that others share; without one, of
///    the title and the date as written, or of title and text;
/// 4. `hash:` and a hash of link, title and text, if different entries share that as well; where
///    there is no text, of the date instead.
///
/// What is the same entry listed twice is a repeat: `ComparedEntry.isSame` tells. Dates take no
/// part if there is an id or a link of the entry's own, because dates change.
package struct EntryIdentity: Hashable, Sendable {
    /// The version of the rule that is in force.
    ///
    /// The ledger keeps with each entry the rule that named it. When the rule changes, an entry
    /// that the new rule does not find is looked up by `others` and keeps its name: a new rule does
    /// not make old entries new.
    package static let currentRule = 2

    package let value: String
    package let rule: Int
    /// Other names under which the entry may already be known, the likeliest first.
    ///
    /// It shows that an id is shared only while two entries that share it are in the document, so
    /// the same entry may have been named by its link before.
    package let others: [String]
    /// Whether another entry of the document is the same one: the feed lists it twice.
    package let isRepeat: Bool

    /// The identities of a document's entries, in the same order; no two are equal.
    ///
    /// Of an entry that is listed twice, the newest version has the name (RFC 4287 section 4.1.1),
    /// or else the first.
    package static func identities(of entries: [FeedEntry]) -> [EntryIdentity] {
        // We pass indices, because an entry is large and would be copied each time.
        let compared = entries.indices.map { ComparedEntry(entries, $0) }
        let census = Census(compared, entries)
        let names = compared.map { census.names(of: $0, in: entries) }
        var newest: [String: Int] = [:]
        for (index, names) in names.enumerated() {
            guard let other = newest[names.first] else {
                newest[names.first] = index
                continue
            }
            if entries[index].isUpdated(after: entries[other]) { newest[names.first] = index }
        }
        var repeats: [String: Int] = [:]
        return names.enumerated().map { index, names in
            guard newest[names.first] != index else {
                return EntryIdentity(
                    value: names.first, rule: currentRule, others: names.others, isRepeat: false)
            }
            let number = repeats[names.first, default: 1] + 1
            repeats[names.first] = number
            return EntryIdentity(
                value: "\(names.first) #\(number)", rule: currentRule, others: [], isRepeat: true)
        }
    }

    /// A name of what the feed says of the entry, for one that has no other to itself.
    ///
    /// The date takes part only where there is no text, because dates change.
    package static func ofContent(_ entry: FeedEntry) -> String {
        let text = (entry.summary ?? entry.content)?.plain ?? ""
        return hash(
            entry.link.map(ComparedEntry.key) ?? "", entry.title?.plain ?? "",
            text.isEmpty ? entry.published?.raw ?? entry.updated?.raw ?? "" : text)
    }

    fileprivate static func hash(_ parts: String...) -> String {
        "hash:" + Hex.string(SHA256.digest(Array(parts.joined(separator: "\n").utf8)))
    }
}

extension FeedEntry {
    fileprivate func isUpdated(after other: FeedEntry) -> Bool {
        guard let own = updated?.moment, let others = other.updated?.moment else { return false }
        return own > others
    }
}

/// The parts of an entry that are compared, in the form in which they are compared.
private struct ComparedEntry {
    let index: Int
    let id: String?
    let title: String
    let link: String?

    init(_ entries: [FeedEntry], _ index: Int) {
        self.index = index
        id = entries[index].id
        title = entries[index].title?.plain ?? ""
        link = entries[index].link.map(Self.key)
    }

    static func key(_ link: String) -> String {
        let stripped = TrackingParameters.stripped(link)
        for scheme in ["https://", "http://"] where stripped.hasPrefix(scheme) {
            return String(stripped.dropFirst(scheme.count))
        }
        return stripped
    }

    /// Whether two entries that share a name are one that the document lists twice.
    ///
    /// They are two versions of one if they were updated at different times and read alike.
    /// Otherwise they must have the same link and title, and the same date or text.
    func isSame(as other: ComparedEntry, in entries: [FeedEntry]) -> Bool {
        let (a, b) = (entries[index], entries[other.index])
        if let mine = a.updated?.raw, let its = b.updated?.raw, mine != its,
            a.published?.raw == b.published?.raw
        {
            return title == other.title || Self.areAlike(a, b)
        }
        guard link == other.link, title == other.title else { return false }
        if a.published?.raw == b.published?.raw, a.updated?.raw == b.updated?.raw {
            return Self.areAlike(a, b)
        }
        let text = Self.text(a)
        return !text.isEmpty && text == Self.text(b)
    }

    /// Whether most of what the shorter text says is in the other; so are texts where one is empty.
    private static func areAlike(_ a: FeedEntry, _ b: FeedEntry) -> Bool {
        let (a, b) = (text(a), text(b))
        let (short, long) = a.utf8.count < b.utf8.count ? (a, b) : (b, a)
        return short == long || WordRuns(long).share(of: short) >= WordRuns.leastAlike
    }

    private static func text(_ entry: FeedEntry) -> String {
        (entry.content ?? entry.summary)?.plain ?? ""
    }
}

/// What the entries of a document share with one another.
private struct Census {
    /// Ids that different entries have, so they identify nothing.
    private var sharedIDs: Set<String> = []
    private var sharedLinks: Set<String> = []
    /// Hashes that different entries have.
    private var sharedHashes: Set<String> = []

    init(_ compared: [ComparedEntry], _ entries: [FeedEntry]) {
        sharedIDs = Self.shared(compared, entries) { $0.id }
        sharedLinks = Self.shared(compared, entries) { $0.link }
        // Few entries have neither an id nor a link of their own.
        let nameless = compared.filter { ownNames(of: $0, in: entries).isEmpty }
        sharedHashes = Self.shared(nameless, entries) { Self.hash(of: $0, in: entries) }
    }

    /// The names that entries share that are not the same.
    private static func shared(
        _ compared: [ComparedEntry], _ entries: [FeedEntry],
        by name: (ComparedEntry) -> String?
    ) -> Set<String> {
        var first: [String: ComparedEntry] = [:]
        var shared: Set<String> = []
        for entry in compared {
            guard let name = name(entry), !shared.contains(name) else { continue }
            guard let other = first[name] else {
                first[name] = entry
                continue
            }
            if !entry.isSame(as: other, in: entries) { shared.insert(name) }
        }
        return shared
    }

    func names(
        of compared: ComparedEntry, in entries: [FeedEntry]
    ) -> (first: String, others: [String]) {
        var names = ownNames(of: compared, in: entries)
        if names.isEmpty || compared.link.map(sharedLinks.contains) ?? false {
            let hash = Self.hash(of: compared, in: entries)
            names.append(
                sharedHashes.contains(hash)
                    ? EntryIdentity.ofContent(entries[compared.index]) : hash)
        }
        return (names[0], Array(names.dropFirst()))
    }

    /// The id and the link, as far as the entry has them to itself.
    private func ownNames(of compared: ComparedEntry, in entries: [FeedEntry]) -> [String] {
        var names: [String] = []
        if let id = compared.id, isUsable(id, of: compared) { names.append("id:\(id)") }
        if let link = compared.link, !sharedLinks.contains(link) { names.append("link:\(link)") }
        return names
    }

    private func isUsable(_ id: String, of entry: ComparedEntry) -> Bool {
        guard !sharedIDs.contains(id) else { return false }
        // Only if there is something better: a title is worse than a link, but better than nothing.
        guard entry.link != nil, !entry.title.isEmpty else { return true }
        return PlainText.collapsed(id) != entry.title
    }

    private static func hash(of compared: ComparedEntry, in entries: [FeedEntry]) -> String {
        if let link = compared.link { return EntryIdentity.hash(link, compared.title) }
        let entry = entries[compared.index]
        let detail = entry.published?.raw ?? entry.updated?.raw
        return EntryIdentity.hash(
            compared.title, detail ?? (entry.summary ?? entry.content)?.plain ?? "")
    }
}
