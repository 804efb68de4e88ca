/// An entry's text as a reader sees it, with what it is compared with.
struct EntryText: Sendable {
    let listed: ListedEntry
    let content: RevisionContent
    let contentHash: [UInt8]
    let fingerprint: [UInt8]
    /// The `CanonicalAddress.key` of its link; nil if the ledger knows the entry.
    let address: String?
    /// The entry as the ledger knows it; nil if it is new.
    var previous: KnownEntry?
    /// Whether its feed has given it another id.
    var isRenamed = false
    var mayBeVariant = false
    /// Whether the entry is quarantined: then this is what the feed wrote.
    let isUnread: Bool

    /// Reads the entry.
    init(_ pair: EntryMatch.Pair, rules: FeedRules, documentLanguage: String?) {
        listed = pair.listed
        previous = pair.known
        var content = listed.entry.revisionContent(language: documentLanguage)
        content.language = rules.language ?? content.language
        self.content = content
        contentHash = Normaliser.contentHash(of: content)
        fingerprint = Normaliser.fingerprint(of: content)
        address = pair.known == nil ? content.link.map { CanonicalAddress.key($0) } : nil
        isUnread = false
    }

    /// Takes the entry exactly as the feed wrote it: it is kept, and nothing reads it.
    init(unread pair: EntryMatch.Pair) {
        listed = pair.listed
        previous = pair.known
        let entry = listed.entry
        content = RevisionContent(
            title: entry.title?.value ?? "", text: (entry.content ?? entry.summary)?.value ?? "",
            link: entry.link)
        contentHash = Normaliser.contentHash(of: content)
        fingerprint = listed.sourceHash
        address = nil
        isUnread = true
    }
}
