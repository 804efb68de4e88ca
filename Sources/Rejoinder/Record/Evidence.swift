/// What the evidence is to be of.
package enum EvidenceSubject: Sendable {
    /// A question, with the texts that ask and answer.
    case inquiry(Inquiry)
    /// An entry, with all that it has said.
    case entry(EntryRecord)
}

/// All that the ledger has of a matter, read at one moment.
package struct Evidence: Sendable {
    /// An event that concerns the matter.
    package struct Entry: Sendable {
        package let logged: LoggedEvent
        /// What is hashed of its row.
        package let header: [UInt8]
    }

    package struct Text: Sendable {
        package let entry: EntryRecord
        package let revision: Revision
        package let hash: [UInt8]
    }

    /// What a program said that archived an event.
    package struct Archived: Sendable {
        package let event: String
        package let delivery: DeliveryRecord
    }

    /// An inquiry with what was asked and what came of it.
    package struct Question: Sendable {
        package let inquiry: Inquiry
        package let endedAt: Timestamp?
        package let mentions: [MentionRecord]
        package let responses: [ResponseRecord]
    }

    /// The id of the log.
    package let log: [UInt8]
    package let subject: EvidenceSubject
    /// The moment of the newest thing that the ledger knows; up to then it has been looked.
    package let until: Timestamp
    /// The inquiry, and those that were merged into it.
    package internal(set) var questions: [Question] = []
    package internal(set) var entries: [EntryRecord] = []
    package internal(set) var events: [Entry] = []
    package internal(set) var texts: [Text] = []
    /// By their hashes.
    package internal(set) var receipts: [[UInt8]: ReceiptRecord] = [:]
    package internal(set) var archived: [Archived] = []
    package internal(set) var coverage: [Coverage] = []
    package internal(set) var heads: [SignedHead] = []
    package internal(set) var keys: [LogPublicKey] = []
    /// The events that bind the matter to the newest head: from its first event to that.
    package internal(set) var range: ClosedRange<Int64> = 1...1
    /// The hash that the first of them continues.
    package internal(set) var previous: [UInt8] = []

    /// The newest signed head; nil if it does not cover all events of the matter.
    package var newestHead: SignedHead? {
        heads.last.flatMap { head in
            head.sequence >= (events.last?.logged.event.sequence ?? 0) ? head : nil
        }
    }
}

/// One event of the chain, as far as it is needed to recompute it.
package struct ChainLink: Hashable, Sendable {
    package let sequence: Int64
    package let format: Int
    package let headerHash: [UInt8]
    package let bodyHash: [UInt8]
    package let hash: [UInt8]
}
