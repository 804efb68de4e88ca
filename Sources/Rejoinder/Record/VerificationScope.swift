/// What an examination of the ledger covers, and what it is held against.
package struct VerificationScope: Sendable {
    /// The first event to examine; the one before is taken as it is.
    package var from: Int64 = 1
    /// Whether to examine the chain of hashes alone: no signatures, no texts, not the file.
    package var isChainOnly = false
    /// Hashes in hexadecimal that somebody kept; an event must have each.
    package var hashes: [String] = []
    /// The public keys that somebody trusts.
    package var keys: [LogPublicKey] = []
    /// Heads that somebody kept, each with the name of its file.
    package var heads: [(file: String, head: SignedHead)] = []
    /// Events that receivers kept, each with the name of its file.
    package var events: [(file: String, event: KeptEvent)] = []

    package init() {}

    /// Whether anything from outside tells what the log was.
    var hasAnchors: Bool { !heads.isEmpty || !events.isEmpty || !hashes.isEmpty }
}

/// What an examination of the ledger found.
package struct Verification: Hashable, Sendable {
    /// How many events were examined.
    package var events = 0
    /// The last event's place in the log, and its hash.
    package var last: Int64 = 0
    package var lastHash: [UInt8] = []
    /// What is wrong, in sentences, faults of the log itself first; empty if nothing is.
    package var faults: [String] = []
    /// The first event with which something is wrong.
    package var firstBadEvent: Int64?
    /// How many of the faults are that what somebody kept does not fit, although it is sound.
    package var misfits = 0
    /// How many bodies of events are withheld by law.
    package var withheld = 0
    /// How many texts retention has let go of.
    package var dropped = 0
    /// The key that signs the newest events; nil if they are not signed, or were not examined.
    package var key: LogPublicKey?

    package init() {}
}

/// Collects faults, but not without end: a badly damaged file has as many as it has rows.
struct Faults {
    private var kept: [String] = []
    private var omitted = 0
    private(set) var firstBadEvent: Int64?
    private static let most = 100

    /// - Parameter event: the event with which something is wrong, if it is one.
    mutating func add(_ fault: String, event: Int64? = nil) {
        if kept.count < Self.most { kept.append(fault) } else { omitted += 1 }
        guard let event else { return }
        firstBadEvent = min(firstBadEvent ?? event, event)
    }

    var told: [String] { omitted == 0 ? kept : kept + ["and \(omitted) more"] }
}
