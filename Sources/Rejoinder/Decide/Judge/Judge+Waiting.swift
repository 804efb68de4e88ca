extension WaitingEntry {
    /// An entry is reported after this long, even if its page could not be looked at.
    static let longestWait: Duration = .seconds(1800)
}

extension Judge {
    /// Reports that an entry was published, unless its article proved to be published before.
    mutating func publish(_ waiting: WaitingEntry) {
        plan.basis.rest(onPage: waiting.entry, waiting.version)
        plan.add(
            .setWaiting(entry: waiting.entry, since: nil),
            because: "it was looked at, or has waited long enough")
        if let first = waiting.firstURL, CanonicalAddress.areVariants(first, waiting.url) { return }
        let told = waiting.first
        let hash = Normaliser.contentHash(of: told.content)
        let revision = EventData.revision(
            number: 1, source: told.source, contentHash: hash, seenAt: told.seenAt,
            receipt: told.receipt)
        tell(
            EventDraft(
                type: .entryPublished, at: look.at, feed: look.feed.name, entry: waiting.entry,
                identifiedBy: [
                    look.feed.name, waiting.origin.origin.identity, Hex.string(hash),
                ],
                data: .object(waiting.origin.members + [.init("revision", revision)])),
            because: "no other entry has proved to be the same article")
    }
}
