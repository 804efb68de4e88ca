import Foundation
import GRDB

/// An answer that no feed has shown: it came by phone, by mail, or where nobody looks.
package struct HandAnswer: Hashable, Sendable {
    package let quote: String?
    /// Where it can be read.
    package let link: String?
    package let file: KeptFile?

    package init(quote: String? = nil, link: String? = nil, file: KeptFile? = nil) {
        self.quote = quote
        self.link = link
        self.file = file
    }

    fileprivate var json: JSONValue {
        .members([
            "origin": .string("hand"), "quote": .string(quote), "link": .string(link),
            "file": file?.json,
        ])
    }
}

extension Ledger {
    /// Whether a candidate waits for a person to rule on it.
    package func hasCandidate(_ inquiry: Inquiry.ID) async throws(LedgerError) -> Bool {
        try await read { database in
            try Self.responseToRuleOn(isConfirmed: true, inquiry, in: database) != nil
        }
    }

    /// Records an answer that a person has got.
    ///
    /// - Throws: `wrongState` if nobody waits for one.
    package func answer(
        _ inquiry: Inquiry, with answer: HandAnswer, by act: Act
    ) async throws(LedgerError) {
        let seal = seal
        try await write { database in
            let current = try Self.existing(inquiry.id, in: database)
            let id = current.id.rawValue
            switch current.state {
            case .open, .declined: break
            case .answered:
                throw LedgerError.wrongState(
                    "\(id) is answered already; deny that answer if it is none")
            case .closed:
                throw LedgerError.wrongState("\(id) is closed; reopen it to wait on")
            }
            try database.execute(
                sql: """
                    INSERT INTO response (inquiry_id, verdict, confidence, source, quote, reasons,
                        at, ruling, link, file, file_hash)
                    VALUES (?, 'answered', 1, ?, ?, ?, ?, 'confirmed', ?, ?, ?)
                    """,
                arguments: [
                    id, act.by, answer.quote ?? act.reason ?? "",
                    JSONColumn.text(["a person has recorded it"]), act.at.milliseconds,
                    answer.link, answer.file?.name, answer.file.map { Data($0.hash) },
                ])
            try Self.rule(onMentionsOf: current.id, isAsked: true, by: act, in: database)
            try Self.set(.answered, of: current.id, at: act.at, in: database)
            try Self.announce(
                .inquiryAnswered, current.moved(to: .answered), at: act.at, act: act,
                response: answer.json, events: EventWriter(database: database, seal: seal))
        }
    }

    /// Rules on a response: confirms the newest candidate, or denies the newest response.
    ///
    /// What is confirmed is what the candidate was proposed as, or else the answer. What is denied
    /// never comes back, and if it had ended the waiting, the inquiry waits again.
    ///
    /// - Throws: `wrongState` if there is no response to rule on.
    package func rule(
        isConfirmed: Bool, on inquiry: Inquiry, by act: Act
    ) async throws(LedgerError) {
        let seal = seal
        try await write { database in
            let current = try Self.existing(inquiry.id, in: database)
            let response = try Self.responseToRuleOn(
                isConfirmed: isConfirmed, current.id, in: database)
            guard let response else {
                throw LedgerError.wrongState("\(current.id.rawValue) has no response to rule on")
            }
            let ruling = isConfirmed ? "confirmed" : "denied"
            try database.execute(
                sql: "UPDATE response SET ruling = ? WHERE id = ?",
                arguments: [ruling, response.id])
            // Whoever rules on a response takes the question itself for a real one.
            try Self.rule(onMentionsOf: current.id, isAsked: true, by: act, in: database)
            var (type, state) = (EventType.inquiryDenied, current.state)
            if isConfirmed {
                (type, state) = response.confirmation(of: current.state)
            } else if response.endState == current.state {
                state = try Self.stateByResponses(current.id, in: database)
            }
            if state != current.state {
                try Self.set(state, of: current.id, at: act.at, in: database)
            }
            try Self.announce(
                type, current.moved(to: state), at: act.at, act: act,
                response: Self.told(response, ruling: ruling, in: database),
                events: EventWriter(database: database, seal: seal))
        }
    }

    static func existing(_ id: Inquiry.ID, in database: Database) throws -> Inquiry {
        guard let current = try inquiry(id, in: database) else {
            throw LedgerError.noSuchInquiry(id.rawValue)
        }
        return current
    }

    /// Moves an inquiry to a state, and looks closely again if an answer is awaited from now on.
    static func set(
        _ state: Inquiry.State, of inquiry: Inquiry.ID, at moment: Timestamp,
        in database: Database
    ) throws {
        try database.execute(
            sql: "UPDATE inquiry SET state = ?, ended_at = iif(?1 = 'open', NULL, ?) WHERE id = ?",
            arguments: [state.rawValue, moment.milliseconds, inquiry.rawValue])
        if state == .open { try attend(pagesAsking: inquiry, from: moment, in: database) }
    }

    /// The state to which the responses lead that nobody has denied.
    static func stateByResponses(
        _ inquiry: Inquiry.ID, in database: Database
    ) throws -> Inquiry.State {
        let states = try Row.fetchAll(
            database, sql: "SELECT * FROM response WHERE inquiry_id = ?",
            arguments: [inquiry.rawValue]
        ).compactMap { try ResponseRecord(row: $0).endState }
        return states.contains(.answered)
            ? .answered : states.contains(.declined) ? .declined : .open
    }

    /// The response that a ruling is about: the newest that was told and that it may change.
    private static func responseToRuleOn(
        isConfirmed: Bool, _ inquiry: Inquiry.ID, in database: Database
    ) throws -> ResponseRecord? {
        let condition =
            isConfirmed
            ? "verdict = 'candidate' AND ruling IS NULL"
            : """
            ruling IS NOT 'denied' AND ((SELECT state FROM inquiry WHERE id = ?1) <> 'answered'
                OR ruling = 'confirmed' OR verdict = 'answered')
            """
        return try Row.fetchOne(
            database,
            sql: """
                SELECT * FROM response WHERE inquiry_id = ?1 AND suppressed IS NULL
                    AND \(condition)
                ORDER BY at DESC, id DESC LIMIT 1
                """, arguments: [inquiry.rawValue]
        ).map(ResponseRecord.init(row:))
    }

    /// A response as events of a person's act show it.
    static func told(
        _ response: ResponseRecord, ruling: String?, in database: Database
    ) throws -> JSONValue {
        let entry = try String.fetchOne(
            database, sql: "SELECT coalesce(source_id, identity) FROM entry WHERE id = ?",
            arguments: [response.entry])
        return .members([
            "origin": response.isByHand ? .string("hand") : nil,
            "quote": .string(response.quote), "source": .string(response.source),
            "confidence": .double(response.confidence), "ruling": .string(ruling),
            "entry": .string(entry), "link": .string(response.link), "file": response.file?.json,
        ])
    }
}

extension ResponseRecord {
    /// The state in which it ends the waiting; nil if it does not, or if a person has denied it.
    var endState: Inquiry.State? {
        if ruling == "denied" { return nil }
        switch ruling == "confirmed" ? proposed ?? "answered" : verdict {
        case "answered": return .answered
        case "declined": return .declined
        default: return nil
        }
    }

    /// What it comes to that a person confirms it.
    fileprivate func confirmation(of state: Inquiry.State) -> (EventType, Inquiry.State) {
        switch proposed {
        case "declined": (.inquiryDeclined, state == .answered ? state : .declined)
        case "held": (.inquiryHeld, state)
        default: (.inquiryAnswered, .answered)
        }
    }
}
