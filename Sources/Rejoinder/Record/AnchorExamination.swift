import Foundation
import GRDB

/// Holds the log against what somebody has kept of it: heads, events and hashes.
struct AnchorExamination {
    let log: [UInt8]
    let database: Database
    let scope: VerificationScope
    let chain: ChainExamination
    private(set) var faults: Faults
    /// How many of the faults are that what was kept is sound, and does not fit.
    private(set) var misfits = 0
    /// The last event that a head proves which somebody kept.
    private var proven: Int64 = 0

    init(
        log: [UInt8], database: Database, scope: VerificationScope, chain: ChainExamination,
        faults: Faults
    ) {
        self.log = log
        self.database = database
        self.scope = scope
        self.chain = chain
        self.faults = faults
    }

    mutating func examine() {
        do {
            for (file, head) in scope.heads { try examine(head, in: file) }
            for (file, event) in scope.events { try examine(event, in: file) }
            try examineHashes()
        } catch {
            faults.add("the hashes of events cannot be searched: \(LedgerError(error).shortText)")
        }
        examineKeys()
    }

    /// The keys from outside: those that were given, or else those that have signed what was kept.
    private var trusted: Set<LogPublicKey> {
        guard scope.keys.isEmpty else { return Set(scope.keys) }
        let heads = scope.heads.map(\.head).filter { $0.log == log }.map(\.signature.key)
        return Set(heads + scope.events.compactMap(\.event.signature?.key))
    }

    private func mayTrust(_ key: LogPublicKey) -> Bool {
        scope.keys.isEmpty || chain.signing.keys(following: trusted).contains(key)
    }

    private mutating func examine(_ head: SignedHead, in file: String) throws {
        let name = "\(file): the head of \(head.at)"
        guard head.isSigned else {
            return faults.add("\(name) is not signed by the key that it names: it was changed")
        }
        guard mayTrust(head.signature.key) else {
            return faults.add(
                "\(name) is signed with \(head.signature.key.text), which is none of your keys")
        }
        guard head.log == log else {
            misfits += 1
            return faults.add("\(name) is of another log, \(Hex.string(head.log))")
        }
        guard try fits(head.sequence, head.hash, name) else { return }
        proven = max(proven, head.sequence)
    }

    private mutating func examine(_ event: KeptEvent, in file: String) throws {
        let name = "\(file): \(event.id)"
        if let signature = event.signature {
            guard signature.isValid(for: SignedMessage.event(hash: event.hash)) else {
                return faults.add(
                    "\(name) is not rightly signed: it was changed, or this log did not send it")
            }
            guard mayTrust(signature.key) else {
                return faults.add(
                    "\(name) is signed with \(signature.key.text), which is none of your keys")
            }
        } else if !scope.keys.isEmpty {
            return faults.add("\(name) is not signed, so anybody may have written it")
        }
        guard try fits(event.sequence, event.hash, name) else { return }
        if event.signature != nil { proven = max(proven, event.sequence) }
        let row = try Row.fetchOne(
            database, sql: "SELECT * FROM event WHERE sequence = ?", arguments: [event.sequence])
        guard let row else { return }
        let there = try EventRow(row: row, in: database)
        let isSame =
            there.header.id == event.id && there.header.type == event.type
            && there.previousHash == event.previous
        let said = there.body.flatMap { try? JSONValue(parsing: $0)["data"] }
        let saysSame = event.data.flatMap { mine in said.map { $0.isSame(as: mine) } } ?? true
        guard !isSame || !saysSame else { return }
        faults.add(
            "\(name) does not say what event \(event.sequence) of the log says: it was changed",
            event: nil)
    }

    /// Whether the log has an event at that place with that hash.
    private mutating func fits(_ sequence: Int64, _ hash: [UInt8], _ name: String) throws -> Bool {
        guard sequence <= chain.last else {
            misfits += 1
            faults.add(
                "\(name) knows event \(sequence), but the log ends with event \(chain.last): its end "
                    + "was cut off, or an older copy was put back", event: chain.last + 1)
            return false
        }
        let there = try Data.fetchOne(
            database.cachedStatement(sql: "SELECT hash FROM event WHERE sequence = ?"),
            arguments: [sequence])
        guard there.map({ [UInt8]($0) }) != hash else { return true }
        misfits += 1
        faults.add(
            "\(name) knows event \(sequence) by another hash: the log was written anew, from there "
                + "or from earlier on", event: sequence)
        return false
    }

    private mutating func examineHashes() throws {
        for hash in scope.hashes {
            let isThere = try Bool.fetchOne(
                database, sql: "SELECT EXISTS (SELECT 1 FROM event WHERE hash = ?)",
                arguments: [Hex.bytes(hash).map { Data($0) }])
            guard isThere != true else { continue }
            misfits += 1
            faults.add("no event has the hash \(hash.caseFolded)")
        }
    }

    /// The newest events must be signed with a key that somebody trusts, if anybody trusts one.
    private mutating func examineKeys() {
        let trusted = trusted
        guard !trusted.isEmpty, !scope.isChainOnly, chain.count > 0 else { return }
        let covered = max(proven, chain.signing.lastEvent(signedBy: trusted))
        guard covered < chain.last else { return }
        let key = chain.signing.segments.last { $0.last > covered }?.key
        faults.add(
            "the events from \(max(covered + 1, scope.from)) on are "
                + (key.map { "signed with \($0.text), for which none of your keys vouches" }
                    ?? "not signed")
                + ": somebody without the key may have written them", event: covered + 1)
    }
}

extension JSONValue {
    /// Whether both say the same, in whatever order their members are.
    fileprivate func isSame(as other: JSONValue) -> Bool {
        switch (self, other) {
        case (.object(let mine), .object(let theirs)):
            mine.count == theirs.count
                && mine.allSatisfy { member in
                    other[member.name].map { member.value.isSame(as: $0) } ?? false
                }
        case (.array(let mine), .array(let theirs)):
            mine.count == theirs.count && zip(mine, theirs).allSatisfy { $0.isSame(as: $1) }
        default: self == other
        }
    }
}
