/// Finds out which entry of a document is which entry of the ledger.
enum EntryMatch {
    /// An entry of the document, and the entry as which the ledger knows it, if it does.
    struct Pair: Sendable {
        let listed: ListedEntry
        var known: KnownEntry?
    }

    /// What the ledger knows under the possible names of each entry of a document.
    ///
    /// Two entries of a document are never the same entry of the ledger, and one that has an
    /// identity of its own keeps it.
    ///
    /// - Parameter names: of each entry, the most likely first.
    static func known(
        _ names: [[String]], among entries: [String: KnownEntry]
    ) -> [KnownEntry?] {
        var found = names.map { $0.first.flatMap { entries[$0] } }
        var taken = Set(found.compactMap { $0?.id })
        for (index, names) in names.enumerated() where found[index] == nil {
            let other = names.dropFirst().lazy.compactMap { entries[$0] }.first
            if let other, taken.insert(other.id).inserted { found[index] = other }
        }
        return found
    }

    /// The entries that are new or written differently, the oldest first.
    ///
    /// Feeds list the newest first, but events are reported in the order of publication.
    ///
    /// - Parameter wasCutOff: whether the feed's last document was cut off, too.
    static func differing(_ pairs: [Pair], wasCutOff: Bool) -> [Pair] {
        pairs.reversed().filter { pair in
            // Text that was cut off is not a change of what was whole before. It is not news
            // either, unless the feed is cut off every time.
            guard pair.listed.entry.isComplete || (pair.known == nil && wasCutOff) else {
                return false
            }
            return pair.known?.sourceHash != pair.listed.sourceHash
        }
    }
}

/// What the ledger knows that is like the texts of entries that seem new.
struct Lookalikes: Sendable {
    /// The entry that has exactly that content.
    var byFingerprint: [[UInt8]: KnownEntry] = [:]
    /// The entries whose page has that address, the oldest first.
    var byAddress: [String: [Place]] = [:]
    /// What the feed last said of each of them, and of the entries that were known by name.
    var told: [Int64: Revision] = [:]

    struct Place: Sendable {
        let entry: KnownEntry
        /// The page's address.
        let url: String
    }
}

extension EntryMatch {
    /// The entries of a document that were read, and those of the ledger that are among them.
    struct Recognised: Sendable {
        var texts: [EntryText]
        var taken: Set<Int64>
    }

    /// Recognises entries that seem new but are known under another id or address.
    ///
    /// - Parameter taken: the entries of the ledger that the document lists under their own names.
    static func recognised(
        _ texts: [EntryText], taken: Set<Int64>, among lookalikes: Lookalikes
    ) -> Recognised {
        var found = Recognised(texts: texts, taken: taken)
        found.recogniseRenamed(lookalikes)
        found.recogniseVariants(lookalikes)
        return found
    }
}

extension EntryMatch.Recognised {
    /// Recognises entries that have exactly the content of one that is no longer listed.
    fileprivate mutating func recogniseRenamed(_ lookalikes: Lookalikes) {
        for index in texts.indices where texts[index].previous == nil {
            guard let found = lookalikes.byFingerprint[texts[index].fingerprint] else { continue }
            recognise(index, as: found)
        }
    }

    /// Recognises entries that are another form of a known article.
    ///
    /// They have the title of an entry, and their address is a variant of its page's.
    fileprivate mutating func recogniseVariants(_ lookalikes: Lookalikes) {
        var repeats: Set<Int> = []
        for index in texts.indices where texts[index].previous == nil && !texts[index].isUnread {
            guard let found = variant(of: texts[index], lookalikes) else { continue }
            if !recognise(index, as: found) { repeats.insert(index) }
        }
        texts = texts.enumerated().filter { !repeats.contains($0.offset) }.map(\.element)
    }

    /// - Returns: false if another entry of the document is that entry.
    @discardableResult
    private mutating func recognise(_ index: Int, as known: KnownEntry) -> Bool {
        guard taken.insert(known.id).inserted else { return false }
        texts[index].previous = known
        texts[index].isRenamed = true
        return true
    }

    private func variant(of text: EntryText, _ lookalikes: Lookalikes) -> KnownEntry? {
        guard let link = text.content.link, let address = text.address,
            let places = lookalikes.byAddress[address]
        else { return nil }
        let name = Normaliser.text(text.content.title)
        guard !name.isEmpty else { return nil }
        return places.first { place in
            guard let told = lookalikes.told[place.entry.id],
                Normaliser.text(told.content.title) == name
            else { return false }
            // The same address under another id of the feed is another entry.
            return [place.url, told.content.link ?? place.url].contains {
                CanonicalAddress.areVariants($0, link)
            }
        }?.entry
    }
}
