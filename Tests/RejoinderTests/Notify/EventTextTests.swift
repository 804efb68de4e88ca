import Testing

@testable import Rejoinder

@Suite("An event as people read it") struct EventTextTests {
    private static func archive(_ count: String, titles: Int) throws -> [String] {
        let entries = (0..<titles).map { #"{"title":"Title \#($0)"}"# }.joined(separator: ",")
        let data = try JSONValue(
            parsing: Array(
                #"""
                {"feed":{"name":"news"},"archive":{"count":\#(count),"from":"2019-01-01T00:00:00Z",
                "to":"2020-01-01T00:00:00Z","entries":[\#(entries)]}}
                """#.utf8))
        return EventText(isColoured: false).lines(Samples.event(.feedArchive, data: data))
    }

    @Test("names the newest of an archive's texts, and counts the others") func archive() throws {
        let lines = try Self.archive("40", titles: 7)
        #expect(
            lines[0].hasSuffix(
                "news lists 40 texts from 2019-01-01 to 2020-01-01 for the first time"))
        #expect(
            lines.dropFirst() == [
                "    Title 6", "    Title 5", "    Title 4", "    Title 3", "    Title 2",
                "    and 35 others, which are recorded",
            ])
    }

    @Test(
        "counts no others where the number makes no sense",
        arguments: [
            "-5", "0", "2", "-9223372036854775808", "1e300", "-1e300", "null", "\"many\"", "[]",
        ])
    func absurd(count: String) throws {
        let lines = try Self.archive(count, titles: 3)
        #expect(lines.dropFirst() == ["    Title 2", "    Title 1", "    Title 0"])
    }

    @Test("counts as many others as a number can say") func most() throws {
        let lines = try Self.archive("9223372036854775807", titles: 1)
        #expect(lines.last == "    and 9223372036854775806 others, which are recorded")
    }

    @Test("has a line for each type of event, even without any data")
    func bare() {
        for type in EventType.allCases {
            let lines = EventText(isColoured: false).lines(Samples.event(type))
            #expect(lines[0].contains(type.rawValue))
        }
    }
}
