extension LogKeyFiles {
    /// Where the ledger finds its key.
    ///
    /// - Throws: `Fault` if a file or credential holds none.
    package func source() throws(Fault) -> LogKeySource {
        let keys = try keys()
        return keys.isEmpty ? .beside : .given(keys)
    }
}
