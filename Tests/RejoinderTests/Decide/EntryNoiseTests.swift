import Testing

@testable import Rejoinder

@Suite("The noise of an entry") struct EntryNoiseTests {
    struct Beginning: CustomTestStringConvertible {
        let testDescription: String
        /// Minutes before now at which changes were told.
        let told: [Int]
        let begins: Bool

        init(_ name: String, _ told: [Int], _ begins: Bool) {
            (testDescription, self.told, self.begins) = (name, told, begins)
        }
    }

    static let beginnings = [
        Beginning("the fifth change of an hour is told as ever", Array(0..<5), false),
        Beginning("the sixth is the last", Array(0..<6), true),
        Beginning(
            "six within an hour and a minute are not too many", [0, 12, 24, 36, 48, 60], false),
        Beginning("twelve within a day are", (0..<12).map { $0 * 119 }, true),
        Beginning("eleven are not", (0..<11).map { $0 * 119 }, false),
        Beginning("twelve over more than a day are not", (0..<12).map { $0 * 131 }, false),
    ]

    @Test("begins with one change too many", arguments: beginnings) func begins(_ named: Beginning)
    {
        let now = TestLedger.minute(5000)
        let told = named.told.map { TestLedger.minute(5000 - $0) }
        #expect(EntryNoise.begins(told: told, now: now) == named.begins)
    }

    struct Ending: CustomTestStringConvertible {
        let testDescription: String
        let since: Int
        let last: Int?
        let end: EntryNoise.End?

        init(_ name: String, since: Int, last: Int?, _ end: EntryNoise.End?) {
            (testDescription, self.since, self.last, self.end) = (name, since, last, end)
        }
    }

    static let endings = [
        Ending("it goes on while the entry changes", since: 300, last: 10, nil),
        Ending("it goes on for six hours after the last change", since: 500, last: 359, nil),
        Ending("then the entry is calm", since: 500, last: 360, .calm),
        Ending("an entry without a change is calm", since: 5, last: nil, .calm),
        Ending("after a day it is summed up", since: 1440, last: 1, .tooLong),
        Ending("unless it is calm by then", since: 1440, last: 400, .calm),
    ]

    @Test("ends when the entry is calm, or after a day", arguments: endings)
    func ends(_ named: Ending) {
        let now = TestLedger.minute(5000)
        let end = EntryNoise.end(
            since: TestLedger.minute(5000 - named.since),
            lastMajorAt: named.last.map { TestLedger.minute(5000 - $0) }, now: now)
        #expect(end == named.end)
    }
}
