import Signing

/// An entry of a document, with its identity.
///
/// It is a class because an entry is large and gets passed on several times.
final class ListedEntry: Sendable {
    let entry: FeedEntry
    let identity: EntryIdentity
    let sourceHash: [UInt8]

    init(_ entry: FeedEntry, _ identity: EntryIdentity) {
        self.entry = entry
        self.identity = identity
        sourceHash = entry.sourceHash
    }

    /// The document's entries; one that is listed twice is still one entry.
    static func all(in entries: [FeedEntry]) -> [ListedEntry] {
        zip(entries.indices, EntryIdentity.identities(of: entries))
            .compactMap { index, identity in
                identity.isRepeat ? nil : ListedEntry(entries[index], identity)
            }
    }

    /// The names under which the ledger may know it, the likeliest first.
    var names: [String] { [identity.value] + identity.others }
}

extension FeedEntry {
    /// Title and text, as the feed writes them.
    var asWritten: [UInt8] {
        Array("\(title?.value ?? "")\n\(link ?? "")\n\n\((content ?? summary)?.value ?? "")".utf8)
    }

    /// SHA-256 over everything of the entry that is kept, as the feed writes it.
    ///
    /// If the hash has not changed, the entry need not be read again.
    fileprivate var sourceHash: [UInt8] {
        let body = content ?? summary
        var bytes: [UInt8] = []
        bytes.reserveCapacity((body?.value.utf8.count ?? 0) + 512)
        func add(_ part: String?) {
            if let part { bytes.append(contentsOf: part.utf8) }
            bytes.append(0)
        }
        add(title?.value)
        add(title?.kind.rawValue)
        add(body?.value)
        add(body?.kind.rawValue)
        add(link)
        add(published?.raw)
        add(updated?.raw)
        add(language)
        for author in authors {
            add(author.name)
            add(author.email)
        }
        return SHA256.digest(bytes)
    }
}
