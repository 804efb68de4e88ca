import GRDB
import Testing

@testable import Rejoinder

@Suite("The events of a trial") struct TrialTests {
    @Test("come in parts, in the order of the log, each with the sinks that got it by their routes")
    func parts() async throws {
        let test = try TestLedger()
        try await test.ledger.declare(sinks: [
            Route(sink: "desk"), Route(sink: "gaps", types: ["feed.gap"]),
        ])
        try await test.ledger.write { [seal = test.ledger.seal] database in
            let writer = EventWriter(database: database, seal: seal)
            for number in 1...7 {
                try writer.append(
                    EventDraft(
                        type: number.isMultiple(of: 2) ? .feedGap : .feedMoved,
                        at: TestLedger.minute(number), feed: "news", identifiedBy: ["\(number)"],
                        data: .object([])))
            }
            // One that the sink got as the fallback of another is not its route's.
            try database.execute(
                sql: "UPDATE delivery SET origin = 'x' WHERE sink = 'gaps' AND event_sequence = 6")
        }
        var parts: [[TrialEvent]] = []
        while case let part = try await test.ledger.trialEvents(
            since: TestLedger.minute(2), after: parts.last?.last?.sequence ?? 0, limit: 4),
            !part.isEmpty
        {
            parts.append(part)
        }
        #expect(parts.map { $0.map(\.sequence) } == [[2, 3, 4, 5], [6, 7]])
        let sinks = parts.flatMap { $0 }.map(\.sinks)
        #expect(
            sinks == [
                ["desk", "gaps"], ["desk"], ["desk", "gaps"], ["desk"], ["desk"], ["desk"],
            ])
    }
}
