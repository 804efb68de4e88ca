/// An entry's text as a reader sees it, with what it is compared with.
struct EntryText: Sendable {
    let listed: ListedEntry
    /// The name under which the ledger knows it, or will.
    var identity: String
    let content: RevisionContent
    let contentHash: [UInt8]
    let fingerprint: [UInt8]
    /// The `CanonicalAddress.key` of its link; nil if the ledger knows the entry.
    private(set) var address: String?
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
        identity = listed.identity.value
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
        identity = listed.identity.value
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

extension EntryText {
    /// Names other than the id, the last of which only this content has.
    var otherNames: [String] {
        listed.identity.others + [EntryIdentity.ofContent(listed.entry)]
    }

    /// Takes back that it is the entry that the ledger knows under its id.
    mutating func release() {
        previous = nil
        address = content.link.map { CanonicalAddress.key($0) }
    }
}
