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
            guard current.state != .open else {
                throw .wrongState("\(current.id.rawValue) is open already")
            }
            return current.due(at: dueAt ?? current.dueAt).moved(to: .open)
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
        let logID = logID
        try await write { database in
            guard let current = try Self.inquiry(id, in: database) else {
                throw LedgerError.noSuchInquiry(id.rawValue)
            }
            let inquiry = try change(current)
            try database.execute(
                sql: """
                    UPDATE inquiry SET state = ?, due_at = ?, due_told_at = NULL,
                        overdue_told_at = NULL, ended_at = iif(?1 = 'open', NULL, ?) WHERE id = ?
                    """,
                arguments: [
                    inquiry.state.rawValue, inquiry.dueAt?.milliseconds, act.at.milliseconds,
                    id.rawValue,
                ])
            if case .text(let entry) = inquiry.origin, inquiry.state == .open {
                try Self.attend(pageOf: entry, from: act.at, in: database)
            }
            if act.saysNobodyAsked {
                try Self.rule(onMentionsOf: id, isAsked: false, by: act, in: database)
            } else if inquiry.state == .open {
                try Self.withdrawDenial(ofMentionsOf: id, by: act, in: database)
            }
            try Self.announce(
                type, inquiry, at: act.at, act: act,
                events: EventWriter(database: database, logID: logID))
        }
    }

    /// Rules on the newest candidate: if confirmed, it answers; if denied, it never comes back.
    ///
    /// - Throws: `wrongState` if no candidate waits for a ruling.
    package func rule(
        isConfirmed: Bool, on inquiry: Inquiry, by act: Act
    ) async throws(LedgerError) {
        let logID = logID
        try await write { database in
            guard let inquiry = try Self.inquiry(inquiry.id, in: database) else {
                throw LedgerError.noSuchInquiry(inquiry.id.rawValue)
            }
            let ruling = isConfirmed ? "confirmed" : "denied"
            let row = try Row.fetchOne(
                database,
                sql: """
                    SELECT response.*, entry.source_id, entry.identity FROM response
                    JOIN entry ON entry.id = response.entry_id
                    WHERE inquiry_id = ? AND ruling IS NULL
                        AND (verdict = 'candidate' OR NOT ?)
                    ORDER BY response.at DESC, response.id DESC LIMIT 1
                    """, arguments: [inquiry.id.rawValue, isConfirmed])
            guard let row else {
                throw LedgerError.wrongState("\(inquiry.id.rawValue) has no response to rule on")
            }
            try database.execute(
                sql: "UPDATE response SET ruling = ? WHERE id = ?",
                arguments: [ruling, row["id"] as Int64])
            // Whoever rules on a response takes the question itself for a real one.
            try Self.rule(onMentionsOf: inquiry.id, isAsked: true, by: act, in: database)
            // A confirmed candidate answers the inquiry; denying an answer reopens it.
            let state: Inquiry.State = isConfirmed ? .answered : .open
            try database.execute(
                sql:
                    "UPDATE inquiry SET state = ?, ended_at = iif(?1 = 'open', NULL, ?) WHERE id = ?",
                arguments: [state.rawValue, act.at.milliseconds, inquiry.id.rawValue])
            let response = try JSONValue.members([
                "quote": .string(row["quote"] as String), "source": .string(row["source"]),
                "confidence": .double(row["confidence"]), "ruling": .string(ruling),
                "entry": .string(row["source_id"] as String? ?? row["identity"]),
            ])
            let type: EventType =
                isConfirmed
                ? .inquiryAnswered : inquiry.state == .open ? .inquiryDenied : .inquiryReopened
            try Self.announce(
                type, inquiry.moved(to: state), at: act.at, act: act, response: response,
                events: EventWriter(database: database, logID: logID))
        }
    }
}
