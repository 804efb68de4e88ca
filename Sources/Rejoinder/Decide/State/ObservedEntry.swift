/// An entry that is new, or whose content has changed.
package struct ObservedEntry: Sendable {
    package let identity: String
    package let identityRule: Int
    /// The id that the feed itself gives.
    package let sourceID: String?
    package let content: RevisionContent
    /// The `CanonicalAddress.key` of its link, where that was needed already.
    let address: String?
    /// What the feed calls the entry, if the content was read elsewhere.
    package let feedTitle: String?
    package let contentHash: [UInt8]
    package let fingerprint: [UInt8]
    /// The hash of the entry as the feed writes it.
    package let sourceHash: [UInt8]
    /// The version of the rules that read and normalised it.
    package let rules: Int
    /// The entry as the ledger knows it; nil for a new one.
    package let previous: KnownEntry?
    /// Whether its feed has given it another id, by which it is known from now on.
    package let isRenamed: Bool
    /// Whether another entry of the document has the same title.
    ///
    /// Their pages will show whether the two are one.
    package let mayBeVariant: Bool
    /// Whether no stage has read it: it is quarantined, and its content is what the feed wrote.
    package let isUnread: Bool
    /// The number of the revision that it is compared with, from the same source.
    ///
    /// Nil for the first revision from that source.
    package let comparedWith: Int?
    package let change: Change?
    package let reading: TextFindings
    /// How the statements differ from those of the previous revision; in a new entry all are new.
    package let statementChanges: [StatementChange]

    package init(
        identity: String, identityRule: Int, sourceID: String?, content: RevisionContent,
        address: String? = nil, feedTitle: String? = nil, contentHash: [UInt8],
        fingerprint: [UInt8], sourceHash: [UInt8],
        rules: Int,
        previous: KnownEntry?, isRenamed: Bool = false, mayBeVariant: Bool = false,
        isUnread: Bool = false, comparedWith: Int? = nil,
        change: Change?, reading: TextFindings, statementChanges: [StatementChange]
    ) {
        self.identity = identity
        self.identityRule = identityRule
        self.sourceID = sourceID
        self.content = content
        self.address = address
        self.feedTitle = feedTitle
        self.contentHash = contentHash
        self.fingerprint = fingerprint
        self.sourceHash = sourceHash
        self.rules = rules
        self.previous = previous
        self.isRenamed = isRenamed
        self.mayBeVariant = mayBeVariant
        self.isUnread = isUnread
        self.comparedWith = comparedWith ?? previous?.revision
        self.change = change
        self.reading = reading
        self.statementChanges = statementChanges
    }

    /// The entry's title: the feed's, even if another stands above the article.
    var title: String { feedTitle ?? content.title }
}

extension ObservedEntry {
    /// The versions of the rules that turn a document into comparable content.
    ///
    /// A revision that was read by other rules is compared with care: a difference then need not be
    /// anybody's edit.
    package static var rules: Int { Normaliser.version * 1000 + PlainText.version }

    init(
        _ text: EntryText, comparedWith: Int?, change: Change?, reading: TextFindings,
        statementChanges: [StatementChange]
    ) {
        self.init(
            identity: text.identity, identityRule: text.listed.identity.rule,
            sourceID: text.listed.entry.id, content: text.content, address: text.address,
            contentHash: text.contentHash, fingerprint: text.fingerprint,
            sourceHash: text.listed.sourceHash,
            rules: text.isUnread ? text.previous?.rules ?? Self.rules : Self.rules,
            previous: text.previous, isRenamed: text.isRenamed, mayBeVariant: text.mayBeVariant,
            isUnread: text.isUnread, comparedWith: comparedWith, change: change, reading: reading,
            statementChanges: statementChanges)
    }

    /// An entry that nothing reads.
    init(unread text: EntryText) {
        self.init(
            text, comparedWith: nil, change: nil, reading: .nothing, statementChanges: [])
    }

    var name: EntryName {
        EntryName(identity: identity, rule: identityRule, sourceID: sourceID)
    }

    var hashes: SourceHashes {
        SourceHashes(
            content: contentHash, fingerprint: fingerprint, source: sourceHash, rules: rules)
    }
}
