/// What the ledger knows that is like the texts of entries that seem new.
struct Lookalikes: Sendable {
    /// The entry that has exactly that content.
    var byFingerprint: [[UInt8]: KnownEntry] = [:]
    /// The entries whose page has that address, the oldest first.
    var byAddress: [String: [Place]] = [:]
    /// Entries under the other names of those that have changed: their ids may have been passed on.
    var byName: [String: KnownEntry] = [:]
    /// The entries that the last whole document listed, and this one does not under their names.
    var departed: [KnownEntry] = []
    /// What the feed last said of all of them, and of the entries that were known by name.
    var told: [Int64: Revision] = [:]

    struct Place: Sendable {
        let entry: KnownEntry
        /// The page's address.
        let url: String
    }

    /// What has to be read for them.
    struct Request: Sendable {
        /// The fingerprints and addresses of the entries that seem new.
        var new: [(fingerprint: [UInt8], address: String?)] = []
        /// Entries that are known by name and have changed.
        var known: [Int64] = []
        /// Their other names.
        var names: [String] = []
        /// Entries of the ledger that the document lists; nil if what it does not list proves
        /// nothing.
        var listed: Set<Int64>?
    }
}
