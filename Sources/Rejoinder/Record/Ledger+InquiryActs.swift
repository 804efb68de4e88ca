import GRDB

/// What a person did to an inquiry; who, when and why go into the log.
package struct Act: Hashable, Sendable {
    package let by: String
    package let at: Timestamp
    package let reason: String?
    /// Whether the person says that nobody was asked, although a text was taken to say so.
    package var saysNobodyAsked = false

    package init(by: String, at: Timestamp, reason: String?) {
        self.by = by
        self.at = at
        self.reason = reason
    }

    var json: JSONValue {
        .members([
            "by": .string(by), "reason": .string(reason),
            "not_asked": saysNobodyAsked ? .bool(true) : nil,
        ])
    }
}

extension Ledger {
    /// Closes an inquiry that need not wait any longer.
    ///
    /// One that should never have been opened may also be closed once it has ended otherwise.
    package func close(_ inquiry: Inquiry, by act: Act) async throws(LedgerError) {
        try await move(inquiry.id, as: .inquiryClosed, by: act) { current throws(LedgerError) in
            let id = current.id.rawValue
            if act.saysNobodyAsked {
                guard case .text = current.origin else {
                    throw .wrongState(
                        "\(id) was not opened from a text; close it without --not-asked")
                }
            }
            guard current.state == .open || act.saysNobodyAsked && current.state != .closed else {
                throw .wrongState("\(id) is \(current.state.rawValue) already")
            }
            return current.moved(to: .closed)
        }
    }

    /// Reopens an inquiry that has ended, with a new deadline if one is given.
    package func reopen(
        _ inquiry: Inquiry, dueAt: Timestamp?, by act: Act
    ) async throws(LedgerError) {
        try await move(inquiry.id, as: .inquiryReopened, by: act) { current throws(LedgerError) in
            let id = current.id.rawValue
            guard current.state != .open else { throw .wrongState("\(id) is open already") }
            // Its entry asks for the other one. What was opened by hand has none.
            if let other = current.mergedInto, current.origin.entry != nil {
                throw .wrongState(
                    "\(id) is merged into \(other.rawValue); split its entry from there to wait on")
            }
            return current.due(at: dueAt ?? current.dueAt).moved(to: .open).merged(into: nil)
        }
    }

    /// Gives an open inquiry another deadline.
    package func extend(
        _ inquiry: Inquiry, dueAt: Timestamp, by act: Act
    ) async throws(LedgerError) {
        try await move(inquiry.id, as: .inquiryExtended, by: act) { current throws(LedgerError) in
            guard current.state == .open else {
                throw .wrongState(
                    "\(current.id.rawValue) is \(current.state.rawValue); reopen it to wait on")
            }
            return current.due(at: dueAt)
        }
    }

    /// Changes the inquiry as it now stands: the daemon or somebody else may have got there first.
    private func move(
        _ id: Inquiry.ID, as type: EventType, by act: Act,
        to change: @escaping @Sendable (Inquiry) throws(LedgerError) -> Inquiry
    ) async throws(LedgerError) {
        let seal = seal
        try await write { database in
            guard let current = try Self.inquiry(id, in: database) else {
                throw LedgerError.noSuchInquiry(id.rawValue)
            }
            let inquiry = try change(current)
            try database.execute(
                sql: """
                    UPDATE inquiry SET state = ?, due_at = ?, due_told_at = NULL,
                        overdue_told_at = NULL, ended_at = iif(?1 = 'open', NULL, ?),
                        merged_into = iif(?1 = 'open', NULL, merged_into) WHERE id = ?
                    """,
                arguments: [
                    inquiry.state.rawValue, inquiry.dueAt?.milliseconds, act.at.milliseconds,
                    id.rawValue,
                ])
            if inquiry.state == .open {
                try Self.attend(pagesAsking: id, from: act.at, in: database)
            }
            if act.saysNobodyAsked {
                try Self.rule(onMentionsOf: id, isAsked: false, by: act, in: database)
            } else if inquiry.state == .open {
                try Self.withdrawDenial(ofMentionsOf: id, by: act, in: database)
            }
            try Self.announce(
                type, inquiry, at: act.at, act: act,
                events: EventWriter(database: database, seal: seal))
        }
    }
}
