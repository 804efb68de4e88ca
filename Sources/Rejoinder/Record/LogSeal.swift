import Platform

/// What enters every event of a log: the log's id, and the key that signs.
struct LogSeal: Sendable {
    /// 32 random bytes that name the log: the salt of derived ids, and the root of the chain.
    let id: [UInt8]
    /// Nil if nothing is written, or if the log is not signed.
    var signer: LogSigner?
}

/// Signs the events of a log.
struct LogSigner: Sendable {
    let key: LogKey
    /// Earlier keys that can still say that this one follows them.
    var former: [LogKey] = []

    var publicKey: LogPublicKey { key.publicKey }
}

/// Where the key of a log comes from.
package enum LogKeySource: Sendable {
    /// A file beside the ledger, named like it and `.key`.
    case beside
    /// The configuration names it, or the service manager gives it: the key first, and then those
    /// that it follows.
    case given([LogKey])
}

extension LogKeySource {
    package var isBeside: Bool {
        if case .beside = self { true } else { false }
    }

    static func path(beside ledger: String) -> String { ledger + ".key" }

    /// The signer for a ledger that is opened to be written.
    ///
    /// - Parameters:
    ///   - makes: whether to make a key if there is none.
    ///   - current: the key that has signed the newest event; nil if nothing has.
    func signer(
        of ledger: String, makes: Bool, current: LogPublicKey?
    ) throws(LedgerError) -> LogSigner? {
        if case .given(let keys) = self {
            guard let key = keys.first else { return nil }
            return LogSigner(key: key, former: Array(keys.dropFirst()))
        }
        if let key = try Self.read(Self.path(beside: ledger), of: ledger) {
            // A rotation that was cut short: the log has the new key, and the file the old one.
            guard let current, key.publicKey != current,
                let next = try Self.read(Self.nextPath(of: ledger), of: ledger),
                next.publicKey == current
            else { return LogSigner(key: key) }
            try Self.write(next, of: ledger, replaces: true)
            return LogSigner(key: next)
        }
        guard makes else { return nil }
        let key = try Self.newKey()
        try Self.write(key, of: ledger, replaces: false)
        return LogSigner(key: key)
    }

    static func newKey() throws(LedgerError) -> LogKey {
        do throws(LogKeyError) { return try LogKey() } catch {
            throw .database(reason: "\(error)")
        }
    }

    /// Where a new key waits until the log has said that it follows the old one.
    static func nextPath(of ledger: String) -> String { path(beside: ledger) + ".next" }

    /// - Parameter isNext: whether it only waits to take the place of the key.
    static func write(
        _ key: LogKey, of ledger: String, replaces: Bool, isNext: Bool = false
    ) throws(LedgerError) {
        let path = isNext ? nextPath(of: ledger) : path(beside: ledger)
        do throws(PrivateFile.Failure) {
            try PrivateFile.write(
                Array(key.fileText.utf8), to: path, owner: FileFacts(path: ledger)?.owner,
                replaces: replaces)
        } catch {
            if Shortage.isOfSpace(at: LedgerPlace.folder(of: path)) { throw .diskFull }
            throw .keyUnusable(path: path, reason: error.reason)
        }
    }

    private static func read(_ path: String, of ledger: String) throws(LedgerError) -> LogKey? {
        let bytes: [UInt8]?
        do throws(PrivateFile.Failure) {
            bytes = try PrivateFile.read(path, owner: FileFacts(path: ledger)?.owner, atMost: 4096)
        } catch {
            throw .keyUnusable(path: path, reason: error.reason)
        }
        guard let bytes else { return nil }
        do throws(LogKeyError) { return try LogKey(String(decoding: bytes, as: UTF8.self)) } catch {
            throw .keyUnusable(path: path, reason: "\(error)")
        }
    }
}
