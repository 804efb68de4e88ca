import Foundation
import Yams

extension ResponseTime {
    static var schema: JSONValue {
        .members(["type": .string("string"), "pattern": .string(pattern)])
    }
}

extension ValueCodec where Value == ResponseTime {
    /// A time to respond, at least a minute.
    static var responseTime: ValueCodec {
        ValueCodec.scalar(
            expected: "a duration such as 3d or 12h, or 3 working days",
            schema: ResponseTime.schema,
            parse: ResponseTime.parse
        ).checked { time in
            guard case .span(let span) = time, span < .seconds(60) else { return nil }
            return "expected at least 1m, found \"\(DurationText.write(span))\""
        }
    }
}

extension ValueCodec where Value == String {
    /// A country's two-letter code.
    static var country: ValueCodec {
        .scalar(
            expected: "a country's code of two capital letters, such as DE",
            schema: .members(["type": .string("string"), "pattern": .string("^[A-Z]{2}$")]),
            parse: { CountryCode.isValid($0) ? $0 : nil })
    }
}

enum CountryCode {
    static func isValid(_ text: some StringProtocol) -> Bool {
        text.utf8.count == 2 && text.utf8.allSatisfy { (0x41...0x5A).contains($0) }
            && Locale.Region(String(text)).isISORegion
    }
}

extension ValueCodec where Value == [String: WorkCalendar] {
    /// A folder with files of days off, one for each country.
    static var holidays: ValueCodec {
        ValueCodec(schema: ValueCodec<String>.text.schema) { node, path, reading in
            guard let folder = ValueCodec<String>.path.read(node, path, &reading) else {
                return nil
            }
            guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
                reading.fault(
                    node.mark,
                    "\(path): no folder \(VisibleText.line(folder)) that can be read")
                return nil
            }
            var calendars: [String: WorkCalendar] = [:]
            for name in names.sorted() where name.hasSuffix(".yaml") {
                let country = String(name.dropLast(5))
                guard CountryCode.isValid(country) else {
                    reading.fault(
                        node.mark,
                        "\(path): \(VisibleText.line(name, limit: 60)) is not named by a "
                            + "country, as DE.yaml")
                    continue
                }
                calendars[country] = HolidayFile.read(folder + "/" + name, country, &reading)
            }
            return calendars
        }
    }
}

/// The days off of one country.
private enum HolidayFile {
    /// Reads the file; its faults are reported under its own name.
    static func read(
        _ path: String, _ country: String, _ reading: inout ConfigurationReading
    ) -> WorkCalendar? {
        reading.inFile(path) { reading -> WorkCalendar? in
            guard let data = FileManager.default.contents(atPath: path), data.count <= 1 << 20,
                let text = String(validating: data, as: UTF8.self)
            else {
                reading.fault(nil, "cannot be read, is not text in UTF-8, or is over 1 MiB")
                return nil
            }
            var calendar = WorkCalendar(country: country)
            do throws(YAMLDocument.Fault) {
                guard let root = try YAMLDocument.read(text) else { return calendar }
                SectionSchema<WorkCalendar>.holidayFile.read(root, "", &reading, into: &calendar)
            } catch {
                reading.fault(error.mark, error.message)
            }
            return calendar
        }
    }
}

extension SectionSchema where Target == WorkCalendar {
    fileprivate static var holidayFile: SectionSchema {
        let days = ValueCodec<[DayOff]>.list(of: .dayOff)
        return SectionSchema([
            .key(
                "weekend",
                ValueCodec.list(of: ValueCodec<Weekday>.choice).map { Set($0.map(\.number)) },
                \.weekend, "The days off in every week. The default is the country's own weekend."),
            KeySchema(
                name: "holidays", about: "Days off, such as 2026-04-03, or 12-25 for every year.",
                isRequired: false, schema: days.schema
            ) { node, path, reading, calendar in
                for day in days.read(node, path, &reading) ?? [] {
                    switch day {
                    case .once(let day): calendar.holidays.insert(day)
                    case .yearly(let day): calendar.yearly.insert(day)
                    }
                }
            },
        ])
    }
}

/// A day of the week.
enum Weekday: String, CaseIterable {
    case monday, tuesday, wednesday, thursday, friday, saturday, sunday

    /// 0 is Monday.
    var number: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

private enum DayOff {
    case once(Int)
    case yearly(WorkCalendar.YearDay)
}

extension ValueCodec where Value == DayOff {
    fileprivate static var dayOff: ValueCodec {
        .scalar(
            expected: "a day such as 2026-04-03, or 12-25 for every year",
            schema: .members(["type": .string("string")])
        ) { text in
            // A leap year, so that 29 February exists.
            let isYearly = text.utf8.count == 5
            guard let read = MomentText.parse(isYearly ? "2024-" + text : text), read.isDay else {
                return nil
            }
            let number = Int(read.moment.milliseconds / 86_400_000)
            guard isYearly else { return .once(number) }
            let date = CivilDate(daysSinceEpoch: number)
            return .yearly(WorkCalendar.YearDay(month: date.month, day: date.day))
        }
    }
}

extension Configuration {
    /// Which working days count for whom.
    package var calendars: WorkCalendars {
        var calendars = WorkCalendars()
        calendars.countries = inquiry.calendars
        calendars.country = inquiry.country
        for institution in institutions {
            calendars.institutions[institution.key] = institution.country
        }
        for feed in feeds { calendars.feeds[feed.name] = feed.country }
        return calendars
    }
}
