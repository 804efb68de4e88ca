/// One record of the log: something that happened once, at a certain time.
package struct Event: Hashable, Sendable {
    /// The event's place in the log; the first is 1, and there are no gaps.
    package let sequence: Int64
    /// `evt_…`, derived from what the event says, so that a repeated poll makes the same event.
    package let id: String
    package let type: EventType
    package let at: Timestamp
    /// The configured name of the feed that it came from, if it came from one.
    package let feed: String?
    /// The JSON that is hashed and kept, and never encoded again: `{"id", "type", "at", "data"}`.
    package let body: [UInt8]
    /// The hash of the previous event; for the first event, the log's id.
    package let previousHash: [UInt8]
    /// This event's hash: see `HashChain`.
    package let hash: [UInt8]
    /// The log's signature of the hash; nil if the event was made before the log was signed.
    package let signature: LogSignature?
    /// Why there is no body: what is in its place has no `data`.
    package let withheld: Withheld?

    package init(
        sequence: Int64, id: String, type: EventType, at: Timestamp, feed: String?,
        body: [UInt8], previousHash: [UInt8], hash: [UInt8], signature: LogSignature? = nil,
        withheld: Withheld? = nil
    ) {
        self.sequence = sequence
        self.id = id
        self.type = type
        self.at = at
        self.feed = feed
        self.body = body
        self.previousHash = previousHash
        self.hash = hash
        self.signature = signature
        self.withheld = withheld
    }
}

/// One event on its way to one sink.
package struct Delivery: Hashable, Sendable {
    package enum State: String, Sendable, CaseIterable {
        /// The delivery is waiting for its turn.
        case pending
        /// The sink accepts others but not this one, which is retried alone on its own schedule.
        case parked
        /// It waits for the end of quiet hours, for its digest, or for the next hour.
        case held
        case delivered
        /// Every attempt of the schedule failed.
        case dead
    }

    package let event: Event
    /// The sink's configured name.
    package let sink: String
    package let state: State
    /// Attempts made so far.
    package let attempts: Int
    package let nextAttemptAt: Timestamp
    /// What the last attempt came to, in one line, if it failed.
    package let lastError: String?
    /// Until when it is or was held; nil if it never was.
    package let heldUntil: Timestamp?
    /// The place in the log of the first event of the digest that it is part of.
    ///
    /// All deliveries of a digest are tried together, and have the same state.
    package let digest: Int64?

    package init(
        event: Event, sink: String, state: State, attempts: Int, nextAttemptAt: Timestamp,
        lastError: String?, heldUntil: Timestamp? = nil, digest: Int64? = nil
    ) {
        self.event = event
        self.sink = sink
        self.state = state
        self.attempts = attempts
        self.nextAttemptAt = nextAttemptAt
        self.lastError = lastError
        self.heldUntil = heldUntil
        self.digest = digest
    }
}
