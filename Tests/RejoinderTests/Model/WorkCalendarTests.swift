import Testing

@testable import Rejoinder

@Suite("Working days") struct WorkCalendarTests {
    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let start: String
        let days: Int
        let end: String
        var calendar = WorkCalendar()

        init(
            _ what: String, _ start: String, _ days: Int, _ end: String,
            _ calendar: WorkCalendar = WorkCalendar()
        ) {
            testDescription = what
            self.start = start
            self.days = days
            self.end = end
            self.calendar = calendar
        }
    }

    private static let labourDay = WorkCalendar(yearly: [.init(month: 5, day: 1)])
    private static let bridge = WorkCalendar(holidays: [
        CivilDate(year: 2026, month: 5, day: 14).daysSinceEpoch,
        CivilDate(year: 2026, month: 5, day: 15).daysSinceEpoch,
    ])

    // 2026-05-01 is a Friday.
    static let cases = [
        Case("within a week", "2026-05-05T10:00:00Z", 3, "2026-05-08T10:00:00Z"),
        Case("over a weekend", "2026-05-07T10:00:00Z", 3, "2026-05-12T10:00:00Z"),
        Case("from a Saturday", "2026-05-09T10:00:00Z", 1, "2026-05-11T10:00:00Z"),
        Case(
            "over a holiday of every year", "2026-04-30T10:00:00Z", 1, "2026-05-04T10:00:00Z",
            labourDay),
        Case(
            "over holidays of one year", "2026-05-13T10:00:00Z", 1, "2026-05-18T10:00:00Z", bridge),
        Case(
            "where Friday and Saturday are off", "2026-05-07T10:00:00Z", 1, "2026-05-10T10:00:00Z",
            WorkCalendar(country: "EG")),
        Case(
            "where Friday alone is off", "2026-05-07T10:00:00Z", 1, "2026-05-09T10:00:00Z",
            WorkCalendar(country: "DJ")),
    ]

    @Test("are counted to the same time of a later day", arguments: cases)
    func deadline(_ given: Case) throws {
        let start = try #require(Timestamp(given.start))
        #expect(given.calendar.after(start, workingDays: given.days).description == given.end)
    }

    @Test("come to an end where no day is one") func noWorkingDay() {
        let never = WorkCalendar(weekend: [0, 1, 2, 3, 4, 5, 6])
        #expect(never.after(Timestamp(seconds: 0), workingDays: 999) > Timestamp(seconds: 0))
        #expect(
            never.workingDays(from: Timestamp(seconds: 0), to: Timestamp(seconds: 1 << 40)) == 0)
    }

    @Test("between two times count parts of days, and none of days off") func between() throws {
        let friday = try #require(Timestamp("2026-05-08T12:00:00Z"))
        let monday = try #require(Timestamp("2026-05-11T06:00:00Z"))
        #expect(WorkCalendar().workingDays(from: friday, to: monday) == 0.75)
        #expect(WorkCalendar().workingDays(from: monday, to: friday) == 0)
    }

    @Test("are those of the institution, else of the feed, else of the configuration")
    func whose() {
        var calendars = WorkCalendars()
        calendars.countries = ["DE": Self.labourDay]
        calendars.institutions = [InstitutionKey("harbour"): "EG"]
        calendars.feeds = ["news": "NP"]
        calendars.country = "DE"
        func weekend(_ key: String?, _ feed: String? = nil) -> WorkCalendar {
            calendars.calendar(institution: key.map { InstitutionKey($0) }, feed: feed)
        }
        #expect(weekend("harbour", "news") == WorkCalendar(country: "EG"))
        #expect(weekend(nil, "news") == WorkCalendar(country: "NP"))
        #expect(weekend("de-mfa", "news") == Self.labourDay)
        #expect(weekend("eu-commission") == Self.labourDay)
        #expect(weekend(nil) == Self.labourDay)
    }

    @Test(
        "are written as people write them",
        arguments: [("3 working days", 3), ("1 working day", 1), ("12 working days", 12)])
    func written(_ text: String, _ days: Int) {
        #expect(ResponseTime.parse(text) == .workingDays(days))
        #expect(ResponseTime.write(.workingDays(days)) == text)
    }

    @Test(
        "are not read out of anything else",
        arguments: [
            "0 working days", "3  working days", "-1 working days", "3 days", "1000 working days",
        ]
    )
    func unwritten(_ text: String) { #expect(ResponseTime.parse(text) == nil) }
}
