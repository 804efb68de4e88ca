import Foundation
import Platform
import TestSupport
import Testing

@Suite("A file of notes") struct SlotFileTests {
    private let path = FileManager.default.temporaryDirectory
        .appendingPathComponent("notes-\(UUID().uuidString)").path

    @Test("holds what a process has written, which need not end for that") func notes() throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        let probe = try Probe(notesIn: path)
        let records = try SlotFile(path: path).records(limit: 4)
        #expect(records == ["first", "", "", ""])
        probe.begin()
        #expect(probe.line() == "alive")
        #expect(probe.end() == .exit(0))
        #expect(try SlotFile(path: path).records(limit: 4) == [])
    }

    @Test("that the disk takes away ends nobody") func bus() throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        let probe = try Probe(notesIn: path)
        // A page of a mapped file that is gone is to the process what a failing disk is: SIGBUS.
        #expect(truncate(path, 0) == 0)
        probe.begin()
        #expect(probe.line() == "alive")
        #expect(probe.end() == .exit(0))
    }

    @Test("is written where it was not mapped, too") func unmapped() throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        let file = try SlotFile(path: path)
        file.write("one", at: 0)
        file.write("two", at: 1)
        file.clear(0)
        #expect(file.records(limit: 4) == ["", "two"])
    }
}
