import Foundation
import Testing

@testable import Rejoinder

@Suite("Made-up histories") struct HistoryTests {
    /// All thousand with HISTORIES=1000.
    private static let count =
        ProcessInfo.processInfo.environment["HISTORIES"].flatMap { UInt64($0) } ?? 25

    /// In these an edit was told twice once: of two sentences that are almost the same.
    private static let further: [UInt64] = [26, 191, 536, 562, 876]

    private struct Tally: Sendable {
        var falseRemovals: [String] = []
        var falseUpdates: [String] = []
        var edits = 0
        var editsTold = 0
        var removals = 0
        var removalsTold = 0
        /// What was not told, to look into.
        var missed: [String] = []
    }

    @Test("tell no removal and no edit that was none, and hardly miss one")
    func all() async throws {
        var tally = Tally()
        for seed in Array(0..<Self.count) + Self.further { try await play(seed, &tally) }
        #expect(tally.falseRemovals == [] && tally.falseUpdates == [])
        #expect(Double(tally.editsTold) >= 0.99 * Double(tally.edits))
        #expect(tally.removalsTold == tally.removals)
        #expect(tally.edits > 10 && tally.removals > 10)
        print(
            "\(Self.count) histories: \(tally.editsTold) of \(tally.edits) edits told, "
                + "\(tally.removalsTold) of \(tally.removals) removals; missed: \(tally.missed); "
                + "wrong: \(tally.falseUpdates + tally.falseRemovals)")
    }

    private func play(_ seed: UInt64, _ tally: inout Tally) async throws {
        let history = History(seed: seed)
        let news = try await Newsroom()
        for step in history.steps {
            news.put(step.feed)
            for (id, page) in step.pages { news.put(id, page) }
            try await news.poll(at: step.minute)
            // As often as the daemon would in the time.
            for later in stride(from: 0, to: 400, by: 35) {
                try await news.look(at: step.minute + later)
                if later >= 35, step.minute + later >= history.next(after: step) { break }
            }
        }
        var updates: [String: Int] = [:]
        var removed: Set<String> = []
        for event in try await news.test.ledger.events(EventQuery()) {
            guard let data = try JSONValue(parsing: event.body)["data"],
                let link = data["entry"]?["link"]?.stringValue
            else { continue }
            let id = String(link.dropFirst(Newsroom.host.count + 1))
            switch event.type {
            case .entryUpdated, .entryCorrected, .entryReverted: updates[id, default: 0] += 1
            case .entryRemoved: removed.insert(id)
            default: break
            }
        }
        for (id, count) in updates where count > history.edits[id] ?? 0 {
            tally.falseUpdates.append("history \(seed), \(id): \(count)")
        }
        tally.falseRemovals += removed.subtracting(history.removals).map {
            "history \(seed), \($0)"
        }
        for (id, count) in history.edits {
            tally.edits += count
            tally.editsTold += min(count, updates[id] ?? 0)
            if count > updates[id] ?? 0 { tally.missed.append("history \(seed), edit of \(id)") }
        }
        tally.missed += history.removals.subtracting(removed).map {
            "history \(seed), removal of \($0)"
        }
        tally.removals += history.removals.count
        tally.removalsTold += removed.intersection(history.removals).count
    }
}

extension History {
    fileprivate func next(after step: Step) -> Int {
        steps.first { $0.minute > step.minute }?.minute ?? .max
    }
}
