import GRDB

/// Puts right which question is which, and whose answer a response is.
extension Ledger {
    /// Says that two inquiries are about one question.
    ///
    /// The merged one ends, and its entries, mentions, responses and reminders count for the other,
    /// which also gets its owner if it has none.
    ///
    /// - Throws: `wrongState` if one of them is merged already.
    package func merge(
        _ inquiry: Inquiry, into other: Inquiry, by act: Act
    ) async throws(LedgerError) {
        let seal = seal
        try await write { database in
            let merged = try Self.unmerged(inquiry.id, in: database)
            var target = try Self.unmerged(other.id, in: database)
            let (old, new) = (merged.id.rawValue, target.id.rawValue)
            guard old != new else {
                throw LedgerError.wrongState("\(old) cannot be merged into itself")
            }
            try Self.hand(over: merged.id, to: target.id, in: database)
            try database.execute(
                sql: """
                    UPDATE inquiry SET merged_into = ?2 WHERE id = ?1 OR merged_into = ?1
                    """, arguments: [old, new])
            try Self.set(.closed, of: merged.id, at: act.at, in: database)
            if target.owner == nil, let owner = merged.owner {
                target = target.owned(by: owner)
                try Self.setOwner(of: target, in: database)
            }
            let state = target.state.joined(by: merged.state)
            if state != target.state {
                try Self.set(state, of: target.id, at: act.at, in: database)
            } else if state == .open {
                try Self.attend(pagesAsking: target.id, from: act.at, in: database)
            }
            try Self.announce(
                .inquiryMerged, merged.moved(to: .closed).merged(into: target.id), at: act.at,
                act: act,
                others: ["into": EventData.inquiry(target.moved(to: state))],
                events: EventWriter(database: database, seal: seal))
        }
    }

    /// Makes the question of an entry that asks for an inquiry an inquiry of its own again.
    ///
    /// - Throws: `wrongState` if the entry does not ask for the inquiry, or has opened it.
    package func split(
        _ inquiry: Inquiry, entry: Int64, by act: Act
    ) async throws(LedgerError) -> Inquiry {
        let seal = seal
        return try await write { database in
            let current = try Self.unmerged(inquiry.id, in: database)
            let id = current.id.rawValue
            guard current.origin.entry != entry else {
                throw LedgerError.wrongState(
                    "entry \(entry) has opened \(id); split off the other entries that ask")
            }
            let own = try Self.ownInquiry(of: entry, in: current, salt: seal.id, in: database)
            let moved = try Self.give(entry, of: current.id, to: own, in: database)
            let state = try Self.state(of: current, without: moved, in: database)
            if state != current.state {
                try Self.set(state, of: current.id, at: act.at, in: database)
            }
            let ended = try Self.stateByResponses(own.id, in: database)
            let split = own.moved(to: own.state.joined(by: ended))
            try Self.set(split.state, of: own.id, at: act.at, in: database)
            try Self.announce(
                .inquirySplit, split, at: act.at, act: act,
                others: ["from": EventData.inquiry(current.moved(to: state))],
                events: EventWriter(database: database, seal: seal))
            return split
        }
    }

    /// Says that a response is to another inquiry.
    ///
    /// For the inquiry to which it is none it is as if a person had denied it.
    ///
    /// - Throws: `wrongState` if the other inquiry has a response from the same revision already.
    package func move(
        response: ResponseRecord, to other: Inquiry, by act: Act
    ) async throws(LedgerError) {
        let seal = seal
        try await write { database in
            let old = try Self.existing(response.inquiry, in: database)
            let new = try Self.unmerged(other.id, in: database)
            guard old.id != new.id else {
                throw LedgerError.wrongState(
                    "response \(response.id) is one to \(new.id.rawValue) already")
            }
            try Self.copy(response, to: new.id, in: database)
            try database.execute(
                sql: "UPDATE response SET ruling = 'denied' WHERE id = ?", arguments: [response.id])
            let oldState = try Self.state(of: old, without: [response], in: database)
            if oldState != old.state {
                try Self.set(oldState, of: old.id, at: act.at, in: database)
            }
            var accepted = response
            if accepted.ruling == "denied" { accepted.ruling = nil }
            let newState = accepted.endState.map { new.state.answered(by: $0) } ?? new.state
            if newState != new.state {
                try Self.set(newState, of: new.id, at: act.at, in: database)
            }
            try Self.announce(
                .responseMoved, new.moved(to: newState), at: act.at, act: act,
                response: Self.told(response, ruling: nil, in: database),
                others: ["from": EventData.inquiry(old.moved(to: oldState))],
                events: EventWriter(database: database, seal: seal))
        }
    }
}

// MARK: - Rows

extension Ledger {
    /// The inquiry as it now stands.
    ///
    /// - Throws: `wrongState` if it is merged into another.
    private static func unmerged(_ id: Inquiry.ID, in database: Database) throws -> Inquiry {
        let current = try existing(id, in: database)
        guard let other = current.mergedInto else { return current }
        throw LedgerError.wrongState(
            "\(id.rawValue) is merged into \(other.rawValue), which stands for both")
    }

    /// Lets what belongs to an inquiry count for another; of what both have, the other keeps its own.
    private static func hand(
        over inquiry: Inquiry.ID, to other: Inquiry.ID, in database: Database
    ) throws {
        let arguments: StatementArguments = [other.rawValue, inquiry.rawValue]
        for table in ["inquiry_entry", "mention", "response", "reminder"] {
            try database.execute(
                sql: "UPDATE OR IGNORE \(table) SET inquiry_id = ? WHERE inquiry_id = ?",
                arguments: arguments)
        }
        try database.execute(
            sql: "DELETE FROM inquiry_entry WHERE inquiry_id = ?", arguments: [inquiry.rawValue])
    }

    /// The inquiry that the entry once opened and that was merged, or else a new one.
    private static func ownInquiry(
        of entry: Int64, in inquiry: Inquiry, salt: [UInt8], in database: Database
    ) throws -> Inquiry {
        let id = inquiry.id.rawValue
        let merged = try Row.fetchOne(
            database, sql: "SELECT * FROM inquiry WHERE merged_into = ? AND origin_entry = ?",
            arguments: [id, entry]
        ).map(Inquiry.init(row:))
        if let merged {
            try database.execute(
                sql: "UPDATE inquiry SET merged_into = NULL WHERE id = ?",
                arguments: [merged.id.rawValue])
            return merged.moved(to: .open).merged(into: nil)
        }
        let mention = try Int64.fetchOne(
            database,
            sql: "SELECT max(id) FROM mention WHERE inquiry_id = ? AND entry_id = ?",
            arguments: [id, entry])
        guard let mention,
            let own = try newInquiry(
                from: Self.mention(mention, in: database), splitFrom: inquiry, salt: salt,
                in: database)
        else { throw LedgerError.wrongState("entry \(entry) does not ask for \(id)") }
        guard try Self.inquiry(own.id, in: database) == nil else {
            throw LedgerError.wrongState(
                "\(own.id.rawValue) is about the question of entry \(entry) already")
        }
        try insert(own, entry: entry, feeds: nil, in: database)
        return own
    }

    private static func newInquiry(
        from mention: MentionRecord, splitFrom inquiry: Inquiry, salt: [UInt8],
        in database: Database
    ) throws -> Inquiry? {
        guard let origin = try origin(of: mention.entry, in: database) else { return nil }
        let joinedAt = try Int64.fetchOne(
            database,
            sql: "SELECT joined_at FROM inquiry_entry WHERE inquiry_id = ? AND entry_id = ?",
            arguments: [inquiry.id.rawValue, mention.entry])
        return Inquiry(
            id: DerivedID.inquiry(
                salt: salt, feed: origin.feed.name, identity: origin.origin.identity,
                institution: mention.institution, name: mention.party),
            institution: mention.institution, institutionName: mention.party,
            origin: .text(entry: mention.entry), subject: origin.title ?? mention.title,
            evidence: mention.evidence, topic: mention.topic,
            openedAt: Timestamp(column: joinedAt) ?? inquiry.openedAt, dueAt: inquiry.dueAt,
            state: mention.state == "declined" ? .declined : .open, owner: inquiry.owner)
    }

    /// Lets an entry ask for another inquiry, with its mentions and what it has answered.
    private static func give(
        _ entry: Int64, of inquiry: Inquiry.ID, to other: Inquiry, in database: Database
    ) throws -> [ResponseRecord] {
        let from: StatementArguments = [inquiry.rawValue, entry]
        let responses = try Row.fetchAll(
            database, sql: "SELECT * FROM response WHERE inquiry_id = ? AND entry_id = ?",
            arguments: from
        ).map(ResponseRecord.init(row:))
        for table in ["inquiry_entry", "mention", "response"] {
            try database.execute(
                sql: """
                    UPDATE OR IGNORE \(table) SET inquiry_id = ?
                    WHERE inquiry_id = ? AND entry_id = ?
                    """, arguments: [other.id.rawValue] + from)
        }
        return responses
    }

    private static func copy(
        _ response: ResponseRecord, to inquiry: Inquiry.ID, in database: Database
    ) throws {
        let isKnown = try Bool.fetchOne(
            database,
            sql: """
                SELECT EXISTS (SELECT 1 FROM response
                    WHERE inquiry_id = ? AND entry_id = ? AND revision = ?)
                """, arguments: [inquiry.rawValue, response.entry, response.revision])
        guard isKnown != true else {
            throw LedgerError.wrongState(
                "\(inquiry.rawValue) has a response from the same revision already")
        }
        try database.execute(
            sql: """
                INSERT INTO response (inquiry_id, entry_id, revision, verdict, proposed, confidence,
                    source, quote, reasons, at, ruling, link, file, file_hash)
                SELECT ?, entry_id, revision, verdict, proposed, confidence, source, quote, reasons,
                    at, nullif(ruling, 'denied'), link, file, file_hash
                FROM response WHERE id = ?
                """, arguments: [inquiry.rawValue, response.id])
    }

    /// The state of an inquiry once it has lost those responses.
    private static func state(
        of inquiry: Inquiry, without responses: [ResponseRecord], in database: Database
    ) throws -> Inquiry.State {
        guard responses.contains(where: { $0.endState == inquiry.state }) else {
            return inquiry.state
        }
        return try stateByResponses(inquiry.id, in: database)
    }
}

extension Inquiry.State {
    /// The state of a question once what came of it elsewhere counts, too.
    fileprivate func joined(by other: Inquiry.State) -> Inquiry.State {
        switch (self, other) {
        case (.closed, _), (.answered, _), (_, .open), (_, .closed): self
        case (.open, _), (.declined, _): other
        }
    }

    /// The state once that has come, even if nobody waited for it any more.
    fileprivate func answered(by end: Inquiry.State) -> Inquiry.State {
        self == .answered ? self : end
    }
}
