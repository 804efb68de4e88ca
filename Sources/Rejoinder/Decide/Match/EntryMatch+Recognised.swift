extension EntryMatch {
    /// The entries of a document that were read, and those of the ledger that are among them.
    struct Recognised: Sendable {
        var texts: [EntryText]
        var taken: Set<Int64>
    }

    /// Recognises entries that seem new but are known under another id or address.
    ///
    /// An id that the feed has given to another entry is taken back from the old one first.
    ///
    /// - Parameters:
    ///   - taken: the entries of the ledger that the document lists under their own names.
    ///   - listed: all that the document lists.
    static func recognised(
        _ texts: [EntryText], taken: Set<Int64>, among lookalikes: Lookalikes,
        in listed: [Pair]
    ) -> Recognised {
        guard !lookalikes.isEmpty else { return Recognised(texts: texts, taken: taken) }
        var pairing = EntryPairing(texts, taken, lookalikes, listed)
        pairing.releaseReusedIDs()
        pairing.pairSameContent()
        pairing.pairByEvidence()
        pairing.pairVariants()
        return pairing.found
    }
}

extension Lookalikes {
    fileprivate var isEmpty: Bool {
        told.isEmpty && byFingerprint.isEmpty && byAddress.isEmpty && byName.isEmpty
    }
}

extension EntryPairing {
    /// Pairs entries that have exactly the content of one that is not listed under its own name.
    mutating func pairSameContent() {
        let hasKnown = !found.taken.isEmpty
        for index in found.texts.indices where isNew(index) {
            let text = found.texts[index]
            guard let known = lookalikes.byFingerprint[text.fingerprint] else { continue }
            // The same words under a new id and with another date are news ("All is well again"),
            // and so they are at an address for everything.
            let isOtherDate = told[known.id].map { sides[index].hasSameDate(as: $0) } == false
            if isOtherDate, !isOwn(sides[index].address) || (hasKnown && sides[index].id != nil) {
                continue
            }
            pair(index, with: known)
        }
    }

    /// Recognises entries that are another form of a known article.
    ///
    /// They have the title of an entry, and their address is a variant of its page's.
    mutating func pairVariants() {
        var repeats: Set<Int> = []
        for index in found.texts.indices where isNew(index) {
            guard let known = variant(of: index) else { continue }
            if !pair(index, with: known) { repeats.insert(index) }
        }
        found.texts = found.texts.enumerated().filter { !repeats.contains($0.offset) }
            .map(\.element)
    }

    private func variant(of index: Int) -> KnownEntry? {
        let title = sides[index].title
        guard let link = found.texts[index].content.link, !title.isEmpty,
            let places = found.texts[index].address.flatMap({ lookalikes.byAddress[$0] })
        else { return nil }
        return places.first { place in
            guard told[place.entry.id]?.title == title else { return false }
            let toldLink = lookalikes.told[place.entry.id]?.content.link
            // The same address under another id of the feed is another entry.
            return [place.url, toldLink ?? place.url].contains {
                CanonicalAddress.areVariants($0, link)
            }
        }?.entry
    }
}
