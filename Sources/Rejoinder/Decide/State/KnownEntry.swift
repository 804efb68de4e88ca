/// What the ledger knows about an entry, as far as needed to tell new from changed.
package struct KnownEntry: Hashable, Sendable {
    package let id: Int64
    package let revision: Int
    /// The hash of the current revision's content, byte for byte.
    package let contentHash: [UInt8]
    /// The hash of the entry as the feed last wrote it.
    package let sourceHash: [UInt8]
    /// The version of the rules that normalised it.
    package let rules: Int
    /// Counts the changes of the entry's row.
    package let version: Int

    package init(
        id: Int64, revision: Int, contentHash: [UInt8], sourceHash: [UInt8], rules: Int,
        version: Int = 0
    ) {
        self.id = id
        self.revision = revision
        self.sourceHash = sourceHash
        self.contentHash = contentHash
        self.rules = rules
        self.version = version
    }
}
