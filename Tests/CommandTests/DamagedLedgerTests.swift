import Foundation
import GRDB
import Testing

@testable import Rejoinder

@Suite("Commands over a damaged ledger") struct DamagedLedgerTests {
    struct Damage: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let change: @Sendable (inout Data) -> Void

        init(_ what: String, _ change: @escaping @Sendable (inout Data) -> Void) {
            (testDescription, self.change) = (what, change)
        }
    }

    static let damages =
        [50, 700, 1500, 3000, 4096, 20_000].map { count in
            Damage("\(count) bytes are cut off") { $0.removeLast(min(count, $0.count)) }
        } + [
            Damage("its first bytes are zero") {
                $0.replaceSubrange(0..<100, with: Data(count: 100))
            },
            Damage("it is noise") { bytes in
                var state: UInt32 = 7
                for place in bytes.indices {
                    state = state &* 1_664_525 &+ 1_013_904_223
                    bytes[place] = UInt8(truncatingIfNeeded: state >> 24)
                }
            },
        ]
        // A page each is lost, from the second on: tables, indices, the log.
        + stride(from: 2, through: 40, by: 3).map { page in
            Damage("page \(page) is zero") { bytes in
                let place = (page - 1) * 4096
                guard place + 4096 <= bytes.count else { return }
                bytes.replaceSubrange(place..<place + 4096, with: Data(count: 4096))
            }
        }

    @Test("say what is wrong and never end by a trap", arguments: damages)
    func says(damage: Damage) async throws {
        let story = try await StoryLedger()
        var bytes = try Data(contentsOf: URL(fileURLWithPath: story.path))
        let whole = bytes
        damage.change(&bytes)
        try bytes.write(to: URL(fileURLWithPath: story.path))
        let verified = try RealCommand.run(["verify", "--ledger", story.path])
        #expect(verified.code == (bytes == whole ? 0 : 3), "\(verified.problems)")
        if bytes != whole { #expect(!verified.lines.isEmpty) }
        for command in [
            ["log", "--limit", "0"], ["export"], ["deliveries", "--state", "all"], ["inquiries"],
            ["feeds"], ["show", "1"], ["institutions"],
        ] {
            let outcome = try RealCommand.run(command + ["--ledger", story.path])
            #expect([0, 1].contains(outcome.code), "\(command): \(outcome.problems)")
            if outcome.code == 1 { #expect(outcome.problems.hasPrefix("Error: ")) }
        }
    }

    @Test("name the first bad event, and end with 3") func names() async throws {
        let story = try await StoryLedger()
        let ledger = try Ledger(existing: story.path)
        _ = try await ledger.write { database in
            try database.execute(sql: "DROP TRIGGER event_refuses_update")
            try database.execute(sql: "UPDATE event SET level = 'minor' WHERE sequence = 1")
        }
        await ledger.close()
        let outcome = try RealCommand.run(["verify", "--ledger", story.path])
        #expect(outcome.code == 3)
        #expect(outcome.lines.first == "event 1 does not match its hash: it was changed")
        #expect(
            outcome.problems
                == "the ledger is not what was written; stop the daemon and restore a backup\n")
    }
}
