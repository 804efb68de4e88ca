import Foundation
import Testing

@testable import Rejoinder

@Suite("Files of days off") struct HolidayTests {
    @Test("are read for their countries, and count for deadlines") func read() throws {
        let configuration = try Self.load(["DE.yaml": "holidays: [2026-05-14, 12-25]\n"]).get()
        #expect(configuration.inquiry.deadline == .workingDays(3))
        let calendar = configuration.calendars.calendar(institution: InstitutionKey("port"))
        let eve = try #require(Timestamp("2026-05-13T09:00:00Z"))
        #expect(calendar.after(eve, workingDays: 1).description == "2026-05-15T09:00:00Z")
        let christmas = try #require(Timestamp("2031-12-24T09:00:00Z"))
        #expect(calendar.after(christmas, workingDays: 1).description == "2031-12-26T09:00:00Z")
    }

    @Test("may name a weekend of their own") func weekend() throws {
        let configuration = try Self.load(["DE.yaml": "weekend: [sunday]\n"]).get()
        #expect(configuration.inquiry.calendars["DE"]?.weekend == [6])
    }

    @Test("tell what is wrong in them by file, line and column") func faults() throws {
        let text = "weekend: [sundy]\nholidays:\n  - 2026-02-30\n  - 13-01\nholiday: x\n"
        let error = try #require(try Self.failure(["DE.yaml": text]))
        for part in [
            "DE.yaml:1:11: weekend[]: expected one of monday",
            "did you mean \"sunday\"",
            "DE.yaml:3:5: holidays[]: expected a day such as 2026-04-03, or 12-25 for every year, "
                + "found \"2026-02-30\"", "DE.yaml:4:5: holidays[]:",
            "DE.yaml:5:1: unknown key \"holiday\"",
        ] {
            #expect(error.contains(part), "\(part) in \(error)")
        }
    }

    @Test("are named by countries") func names() throws {
        let error = try #require(try Self.failure(["germany.yaml": "holidays: []\n"]))
        #expect(error.contains("germany.yaml is not named by a country, as DE.yaml"))
    }

    private static func failure(_ files: [String: String]) throws -> String? {
        guard case .failure(let error) = try load(files) else { return nil }
        return "\(error)"
    }

    private static func load(
        _ files: [String: String]
    ) throws -> Result<Configuration, ConfigurationError> {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("holidays-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let days = folder.appendingPathComponent("holidays")
        try FileManager.default.createDirectory(at: days, withIntermediateDirectories: true)
        for (name, text) in files {
            try Data(text.utf8).write(to: days.appendingPathComponent(name))
        }
        let file = folder.appendingPathComponent("c.yaml")
        let text = """
            inquiry: {deadline: 3 working days, holidays: holidays}
            institutions:
              - {key: port, name: The Port, country: DE}
            feeds:
              - {url: "https://news.example/feed", country: FR}
            """
        try Data(text.utf8).write(to: file)
        do throws(ConfigurationError) {
            return .success(
                try ConfigurationFile.load(path: file.path, environment: [:]).configuration)
        } catch {
            return .failure(error)
        }
    }
}
