import Testing

@testable import Rejoinder

@Suite("What a run left that did not end by itself") struct UncleanEndTests {
    private static let entry = ReadingSubject.entry(feed: 7, identity: "a")
    private static let page = ReadingSubject.page(entry: 12)

    /// A file as a run leaves it.
    private static func records(
        _ signal: String, slots: [(ReadingSubject, falls: Int, isAlone: Bool)],
        waiting: [Suspect] = []
    ) -> [String] {
        var records = [String](repeating: "", count: ReadingRecord.records)
        records[0] = ReadingRecord.header(build: "abc")
        records[ReadingRecord.signalRecord] = signal
        for (index, slot) in slots.enumerated() {
            records[ReadingRecord.firstSlot + index] = ReadingRecord.slot(
                Suspect(subject: slot.0, falls: slot.falls), isAlone: slot.isAlone)
        }
        for (index, suspect) in waiting.enumerated() {
            records[ReadingRecord.firstSuspect + index] = ReadingRecord.slot(
                suspect, isAlone: false)
        }
        return records
    }

    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let signal: String
        var falls = 0
        var isAlone = false
        let suspects: [ReadingSubject: Int]
        let fallen: [ReadingSubject: Int]

        init(
            _ what: String, _ signal: String, falls: Int = 0, isAlone: Bool = false,
            suspects: [ReadingSubject: Int] = [:], fallen: [ReadingSubject: Int] = [:]
        ) {
            testDescription = what
            self.signal = signal
            self.falls = falls
            self.isAlone = isAlone
            self.suspects = suspects
            self.fallen = fallen
        }
    }

    /// The entry stands in the first slot, and the page in the second.
    static let cases = [
        Case(
            "the thread that trapped says whose fault it was", "signal 04 slot 00",
            suspects: [entry: 1]),
        Case(
            "a second trap over the same text is enough", "signal 04 slot 00", falls: 1,
            fallen: [entry: 2]),
        Case(
            "the other thread's text is not blamed", "signal 04 slot 01", falls: 1,
            suspects: [page: 1]),
        Case(
            "without a thread, all that was read is suspect", "signal 06",
            suspects: [entry: 1, page: 1]),
        Case(
            "what was read beside others is not counted again", "signal 06", falls: 1,
            suspects: [entry: 1, page: 1]),
        Case("killed, all that was read is suspect", "", suspects: [entry: 1, page: 1]),
        Case("what a trap outside of any reading ends leaves nobody suspect", "signal 11 slot 63"),
    ]

    @Test("tells suspects from what it fell over", arguments: cases) func several(_ end: Case)
        throws
    {
        let records = Self.records(
            end.signal, slots: [(Self.entry, end.falls, end.isAlone), (Self.page, 0, false)])
        let found = try #require(UncleanEnd(records: records))
        #expect(found.build == "abc")
        #expect(
            Dictionary(uniqueKeysWithValues: found.suspects.map { ($0.subject, $0.falls) })
                == end.suspects)
        #expect(found.fallen == end.fallen)
    }

    static let alone = [
        Case("hanging once may be chance", "signal 06", suspects: [entry: 1]),
        Case("hanging twice, alone, is not", "signal 06", falls: 1, fallen: [entry: 2]),
        Case(
            "who kills it may do so 29 times by chance", "", falls: 28, suspects: [entry: 29]),
        Case("thirty times is no chance", "", falls: 29, fallen: [entry: 30]),
    ]

    @Test("counts what was read alone", arguments: alone) func one(_ end: Case) throws {
        let records = Self.records(end.signal, slots: [(Self.entry, end.falls, true)])
        let found = try #require(UncleanEnd(records: records))
        #expect(
            Dictionary(uniqueKeysWithValues: found.suspects.map { ($0.subject, $0.falls) })
                == end.suspects)
        #expect(found.fallen == end.fallen)
    }

    @Test("keeps those that still wait to be read again") func waiting() throws {
        let waiting = [Suspect(subject: Self.page, falls: 1)]
        let found = try #require(
            UncleanEnd(
                records: Self.records(
                    "signal 04 slot 00", slots: [(Self.entry, 1, true)], waiting: waiting)))
        #expect(found.suspects == waiting)
        #expect(found.fallen == [Self.entry: 2])
    }

    @Test("is nothing after a clean end") func clean() {
        #expect(UncleanEnd(records: []) == nil)
        #expect(UncleanEnd(records: ["", ""]) == nil)
    }

    @Test(
        "reads whatever a power cut has left",
        arguments: ["\u{FFFD}\u{FFFD}", "rejoinder-reading-1", "x y z", "rejoinder-reading-2 abc"])
    func garbage(header: String) throws {
        var records = [String](repeating: "entry 99999999999999999999 a 1 alone", count: 200)
        records[0] = header
        let found = try #require(UncleanEnd(records: records))
        #expect(found.build == "" && found.suspects.isEmpty && found.fallen.isEmpty)
    }

    @Test(
        "names what was read",
        arguments: [
            ReadingSubject.document(feed: 3), .entry(feed: 3, identity: "https://a.example/ b"),
            .page(entry: 9), .text(entry: 9),
        ])
    func subjects(_ subject: ReadingSubject) {
        #expect(ReadingSubject(subject.description) == subject)
        let slot = ReadingRecord.slot(Suspect(subject: subject, falls: 2), isAlone: true)
        #expect(slot.utf8.count < 128)
        let parsed = ReadingRecord.parse(slot)
        #expect(parsed?.suspect == Suspect(subject: subject, falls: 2) && parsed?.isAlone == true)
    }
}
