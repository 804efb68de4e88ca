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
