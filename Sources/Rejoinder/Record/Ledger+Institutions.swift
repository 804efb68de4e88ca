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

extension Ledger {
    /// Every institution that was asked, those asked most often first.
    package func institutions(
        now: Timestamp, calendars: WorkCalendars = WorkCalendars()
    ) async throws(LedgerError) -> [InstitutionRecord] {
        try await read { database in
            var records: [String: InstitutionRecord] = [:]
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT *, coalesce(
                        (SELECT max(at) FROM response
                            WHERE inquiry_id = inquiry.id AND ruling = 'confirmed'),
                        ended_at) AS responded_at
                    FROM inquiry WHERE merged_into IS NULL ORDER BY opened_at, id
                    """)
            while let row = try rows.next() {
                let inquiry = try Inquiry(row: row)
                let key = inquiry.institution.map { "key \($0.rawValue)" }
                let group = key ?? "name \(inquiry.institutionName)"
                let known =
                    records[group]
                    ?? InstitutionRecord(key: inquiry.institution, name: inquiry.institutionName)
                records[group] = known.counting(
                    inquiry, respondedAt: Timestamp(column: try row["responded_at"]), now: now,
                    calendars.calendar(institution: inquiry.institution))
            }
            return records.values.map(\.inOrder).sorted {
                ($1.asked, $0.name, $0.key?.rawValue ?? "")
                    < ($0.asked, $1.name, $1.key?.rawValue ?? "")
            }
        }
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
