import Foundation

extension Ledger {
    /// Fills the log with made-up events of the usual size, for measurements.
    package func appendSamples(_ count: Int) async throws(LedgerError) {
        let seal = seal
        let size = 500
        for start in stride(from: 0, to: count, by: size) {
            let end = min(start + size, count)
            try await write { database in
                let events = EventWriter(database: database, seal: seal)
                for number in start..<end { try events.append(Self.sample(number)) }
            }
        }
    }

    private static func sample(_ number: Int) -> EventDraft {
        let text = "The harbour master said on day \(number) that the port reopens on Friday. "
        return EventDraft(
            type: .entryPublished,
            at: Timestamp(seconds: 1_772_438_400 + Int64(number)), feed: "news",
            identifiedBy: ["sample", "\(number)"],
            data: .members([
                "feed": .members(["name": .string("news")]),
                "statements": .array(
                    Array(repeating: .members(["content": .string(text)]), count: 12)),
            ]))
    }
}
