import GRDB

/// How an institution has dealt with the questions put to it.
package struct InstitutionRecord: Hashable, Sendable {
    /// Nil if the institution is known only by a name that appears in a text.
    package let key: InstitutionKey?
    package let name: String
    package var asked = 0
    package var open = 0
    package var overdue = 0
    package var answered = 0
    package var declined = 0
    package var closed = 0
    /// The time from each question to its answer, the shortest first.
    package var waits: [Duration] = []
    /// The same waits in working days of the institution's country, the shortest first.
    package var workingDays: [Double] = []

    /// The middle wait; of an even number, the mean of the two in the middle.
    package var medianWait: Duration? {
        guard !waits.isEmpty else { return nil }
        return (waits[(waits.count - 1) / 2] + waits[waits.count / 2]) / 2
    }

    /// The shortest wait that nine in ten do not exceed.
    package var ninetiethWait: Duration? {
        guard !waits.isEmpty else { return nil }
        return waits[(waits.count * 9 + 9) / 10 - 1]
    }

    package var medianWorkingDays: Double? {
        guard !workingDays.isEmpty else { return nil }
        return (workingDays[(workingDays.count - 1) / 2] + workingDays[workingDays.count / 2]) / 2
    }

    package var ninetiethWorkingDays: Double? {
        guard !workingDays.isEmpty else { return nil }
        return workingDays[(workingDays.count * 9 + 9) / 10 - 1]
    }
}

/// An inquiry, and when the answer came that counts.
package struct AskedInquiry: Hashable, Sendable {
    package let inquiry: Inquiry
    /// When a person has confirmed an answer, or else when the waiting ended; nil while it lasts.
    package let respondedAt: Timestamp?
}

extension Ledger {
    /// Every institution that was asked, those asked most often first.
    package func institutions(
        now: Timestamp, calendars: WorkCalendars = WorkCalendars()
    ) async throws(LedgerError) -> [InstitutionRecord] {
        try await read { database in
            InstitutionRecord.records(of: try Self.asked(in: database), now: now, calendars)
        }
    }

    /// What was asked in a period, the oldest first; what is merged into another is that other.
    ///
    /// - Parameter institution: the key of the only one that counts, or its name if it has none.
    static func asked(
        from: Timestamp? = nil, before end: Timestamp? = nil, of institution: String? = nil,
        in database: Database
    ) throws -> [AskedInquiry] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT *, coalesce(
                    (SELECT max(at) FROM response
                        WHERE inquiry_id = inquiry.id AND ruling = 'confirmed'),
                    ended_at) AS responded_at
                FROM inquiry WHERE merged_into IS NULL
                    AND opened_at >= coalesce(?1, opened_at)
                    AND opened_at <= coalesce(?2 - 1, opened_at)
                    AND coalesce(institution, institution_name)
                        = coalesce(?3, institution, institution_name)
                ORDER BY opened_at, id
                """, arguments: [from?.milliseconds, end?.milliseconds, institution]
        ).map { row in
            AskedInquiry(
                inquiry: try Inquiry(row: row),
                respondedAt: Timestamp(column: try row["responded_at"]))
        }
    }
}

extension InstitutionRecord {
    /// How each institution has dealt with these questions, those asked most often first.
    static func records(
        of asked: [AskedInquiry], now: Timestamp, _ calendars: WorkCalendars
    ) -> [InstitutionRecord] {
        var records: [String: InstitutionRecord] = [:]
        for question in asked {
            let inquiry = question.inquiry
            let key = inquiry.institution.map { "key \($0.rawValue)" }
            let group = key ?? "name \(inquiry.institutionName)"
            let known =
                records[group]
                ?? InstitutionRecord(key: inquiry.institution, name: inquiry.institutionName)
            records[group] = known.counting(
                inquiry, respondedAt: question.respondedAt, now: now,
                calendars.calendar(institution: inquiry.institution))
        }
        return records.values.map(\.inOrder).sorted {
            ($1.asked, $0.name, $0.key?.rawValue ?? "")
                < ($0.asked, $1.name, $1.key?.rawValue ?? "")
        }
    }

    /// All of these questions, whoever was asked.
    static func total(
        of asked: [AskedInquiry], now: Timestamp, _ calendars: WorkCalendars
    ) -> InstitutionRecord {
        asked.reduce(InstitutionRecord(key: nil, name: "")) { sum, question in
            sum.counting(
                question.inquiry, respondedAt: question.respondedAt, now: now,
                calendars.calendar(institution: question.inquiry.institution))
        }.inOrder
    }
}

extension InstitutionRecord {
    fileprivate func counting(
        _ inquiry: Inquiry, respondedAt: Timestamp?, now: Timestamp, _ calendar: WorkCalendar
    ) -> InstitutionRecord {
        var record = self
        record.asked += 1
        switch inquiry.state {
        case .open:
            record.open += 1
            if let dueAt = inquiry.dueAt, dueAt <= now { record.overdue += 1 }
        case .answered:
            record.answered += 1
            if let respondedAt {
                record.waits.append(max(.zero, respondedAt - inquiry.openedAt))
                record.workingDays.append(
                    calendar.workingDays(from: inquiry.openedAt, to: respondedAt))
            }
        case .declined: record.declined += 1
        case .closed: record.closed += 1
        }
        return record
    }

    fileprivate var inOrder: InstitutionRecord {
        var record = self
        record.waits.sort()
        record.workingDays.sort()
        return record
    }
}
