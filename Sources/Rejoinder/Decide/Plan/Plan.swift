/// What a look comes to, decided before it is recorded: a list of effects, each with its reason.
///
/// The ledger applies all of them or none, and refuses if what the plan is based on has changed.
struct Plan: Sendable {
    struct Step: Sendable {
        let effect: Effect
        let reason: String
    }

    /// The feed that was polled, or whose page was looked at.
    let feed: Int64?
    let at: Timestamp
    private(set) var steps: [Step] = []
    var basis = Basis()
    private var newEntries: Int64 = 0

    init(feed: Int64?, at: Timestamp) {
        self.feed = feed
        self.at = at
    }

    mutating func add(_ effect: Effect, because reason: String) {
        steps.append(Step(effect: effect, reason: reason))
    }

    /// A number for a new entry within this plan, until the ledger gives it its own.
    ///
    /// It is negative, as the ledger's never are.
    mutating func numberForNewEntry() -> Int64 {
        newEntries -= 1
        return newEntries
    }
}

/// The rows that a plan rests on, each with the version in which it was read.
///
/// Only rows without which something else might have been decided belong here: many polls are
/// decided at the same time, and each that finds a row changed is decided again.
struct Basis: Hashable, Sendable {
    var feeds: [Int64: Int] = [:]
    var entries: [Int64: Int] = [:]
    /// By entry.
    var pages: [Int64: Int] = [:]
    var inquiries: [Inquiry.ID: Int] = [:]
    /// The number of the newest inquiry, if it matters that there are no others.
    var newestInquiry: Int64?
    /// A feed in which nothing is noisy, no change is unsettled, and nothing has waited for its page
    /// since before a time.
    var quiet: Quiet?

    /// The plan rests on the entry as it was in that version, or in an earlier one that was read.
    mutating func rest(onEntry entry: Int64, _ version: Int?) {
        guard let version else { return }
        entries[entry] = min(version, entries[entry] ?? version)
    }

    mutating func rest(onPage entry: Int64, _ version: Int?) {
        guard let version else { return }
        pages[entry] = min(version, pages[entry] ?? version)
    }

    struct Quiet: Hashable, Sendable {
        let feed: Int64
        let waitingBefore: Timestamp
    }
}
