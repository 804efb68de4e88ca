import Synchronization
import Testing

@testable import Rejoinder

/// What whoever stores the log and the deliveries has to promise, whatever it stores them in.
@Suite("A store") struct StoreContractTests {
    typealias Kind = StoreUnderContract.Kind

    private struct Refusal: Error {}

    private final class Seen: Sendable {
        let sequence = Mutex<Int64>(0)
    }

    private static func draft(
        _ name: String, feed: String = "news", level: ChangeLevel? = nil
    ) -> EventDraft {
        EventDraft(
            type: .feedGap, at: TestLedger.minute(1), feed: feed, level: level,
            identifiedBy: [name], data: .members(["name": .string(name)]))
    }

    private static func names(_ events: [Event]) throws -> [String] {
        try events.map { try JSONValue(parsing: $0.body).at("data.name")?.stringValue ?? "?" }
    }

    // MARK: The log

    @Test(
        "numbers events from 1 without a gap, whoever appends at the same moment",
        arguments: Kind.allCases)
    func gapless(kind: Kind) async throws {
        let store = try kind.make()
        await withTaskGroup { group in
            for number in 0..<50 {
                group.addTask {
                    try? await store.transact { append in
                        try append(Self.draft("\(number) a"))
                        // What is undone takes its numbers back.
                        if number % 5 == 0 { throw Refusal() }
                        try append(Self.draft("\(number) b"))
                    }
                }
            }
        }
        let events = try await store.events()
        #expect(events.map(\.sequence) == Array(1...80))
        #expect(try await store.faults() == [])
        for (first, second) in zip(events, events.dropFirst()) {
            #expect(second.previousHash == first.hash)
        }
    }

    @Test(
        "changes and removes no event",
        arguments: Kind.allCases)
    func onlyGrows(kind: Kind) async throws {
        let store = try kind.make()
        try await store.transact { append in
            for name in ["a", "b"] { try append(Self.draft(name)) }
        }
        let before = try await store.events()
        for sequence: Int64 in [1, 2] {
            await #expect(throws: (any Error).self) { try await store.rewrite(sequence) }
            await #expect(throws: (any Error).self) { try await store.remove(sequence) }
        }
        #expect(try await store.events() == before)
    }

    @Test(
        "keeps one body for one id: what is said again is not said twice",
        arguments: Kind.allCases)
    func oneBody(kind: Kind) async throws {
        let store = try kind.make()
        try await store.declareSinks([Route(sink: "desk")])
        for _ in 1...2 {
            try await store.transact { append in
                for name in ["a", "b", "a"] { try append(Self.draft(name)) }
            }
        }
        let events = try await store.events()
        #expect(try Self.names(events) == ["a", "b"])
        #expect(Set(events.map(\.id)).count == 2)
        #expect(try await store.pending("desk").map(\.event) == events)
    }

    // MARK: Transactions

    @Test(
        "does all of a transaction or nothing, and spares those that share its commit",
        arguments: Kind.allCases)
    func allOrNothing(kind: Kind) async throws {
        let store = try kind.make()
        try await store.declareSinks([Route(sink: "desk")])
        let failures = await withTaskGroup { group in
            for number in 0..<40 {
                group.addTask {
                    do {
                        try await store.transact { append in
                            try append(Self.draft("\(number) first"))
                            try append(Self.draft("\(number) second"))
                            if number % 4 == 0 { throw Refusal() }
                        }
                        return 0
                    } catch { return 1 }
                }
            }
            return await group.reduce(0, +)
        }
        #expect(failures == 10)
        let kept = Set(try Self.names(try await store.events()))
        let wanted = (0..<40).filter { $0 % 4 != 0 }.flatMap { ["\($0) first", "\($0) second"] }
        #expect(kept == Set(wanted))
        #expect(try await store.pending("desk").count == wanted.count)
    }

    @Test(
        "shows a reader nothing of a transaction until all of it is there",
        arguments: Kind.allCases)
    func isolation(kind: Kind) async throws {
        let store = try kind.make()
        try await store.transact { append in try append(Self.draft("before")) }
        let seen = Seen()
        try await store.transact { append in
            try append(Self.draft("first half"))
            let last = try store.lastSequenceElsewhere()
            seen.sequence.withLock { $0 = last }
            try append(Self.draft("second half"))
        }
        #expect(seen.sequence.withLock { $0 } == 1)
        #expect(try store.lastSequenceElsewhere() == 3)
    }

    @Test(
        "makes an event and its deliveries visible together",
        arguments: Kind.allCases)
    func withDeliveries(kind: Kind) async throws {
        let store = try kind.make()
        try await store.declareSinks([Route(sink: "desk")])
        try await withThrowingTaskGroup { group in
            for number in 0..<60 {
                group.addTask { try await store.transact { try $0(Self.draft("\(number)")) } }
            }
            group.addTask {
                for _ in 0..<30 {
                    let events = try await store.events().map(\.sequence)
                    let waiting = try await store.pending("desk").map(\.event.sequence)
                    // More may have come in between the two questions.
                    #expect(Array(waiting.prefix(events.count)) == events)
                }
            }
            try await group.waitForAll()
        }
    }

    @Test(
        "has made durable what it has acknowledged, with its deliveries",
        arguments: Kind.allCases)
    func durable(kind: Kind) async throws {
        let store = try kind.make()
        try await store.declareSinks([Route(sink: "desk")])
        for number in 1...3 {
            try await store.transact { append in try append(Self.draft("\(number)")) }
            let found = try await store.afterCrash()
            #expect(try await found.events() == store.events())
            #expect(try await found.pending("desk").count == number)
            #expect(try await found.faults() == [])
        }
        let first = try #require(try await store.pending("desk").first)
        try await store.accept(first)
        #expect(try await store.afterCrash().pending("desk").map(\.event.sequence) == [2, 3])
    }

    // MARK: Deliveries

    @Test(
        "hands each sink its events in the order of the log",
        arguments: Kind.allCases)
    func inOrder(kind: Kind) async throws {
        let store = try kind.make()
        try await store.declareSinks([
            Route(sink: "all"), Route(sink: "radio only", feeds: ["radio"]),
            Route(sink: "major only", minimumLevel: .major),
        ])
        try await withThrowingTaskGroup { group in
            for number in 0..<30 {
                group.addTask {
                    try await store.transact { append in
                        try append(Self.draft("\(number) news", level: .minor))
                        try append(Self.draft("\(number) radio", feed: "radio", level: .major))
                    }
                }
            }
            try await group.waitForAll()
        }
        let events = try await store.events()
        let ofRadio = events.filter { $0.feed == "radio" }
        #expect(try await store.pending("all").map(\.event) == events)
        #expect(try await store.pending("radio only").map(\.event) == ofRadio)
        #expect(try await store.pending("major only").map(\.event) == ofRadio)
        for expected in ofRadio {
            let next = try #require(try await store.pending("radio only").first)
            #expect(next.event == expected)
            try await store.accept(next)
        }
        #expect(try await store.pending("radio only").isEmpty)
        #expect(try await store.pending("all").count == 60, "one sink's progress is its own")
    }

    @Test(
        "owes a new sink nothing of what was said before, and forgets nothing of an absent one",
        arguments: Kind.allCases)
    func sinksComeAndGo(kind: Kind) async throws {
        let store = try kind.make()
        try await store.declareSinks([Route(sink: "old")])
        try await store.transact { append in try append(Self.draft("a")) }
        try await store.declareSinks([Route(sink: "new")])
        try await store.transact { append in try append(Self.draft("b")) }
        try await store.declareSinks([Route(sink: "new"), Route(sink: "old")])
        try await store.transact { append in try append(Self.draft("c")) }
        let (new, old) = (try await store.pending("new"), try await store.pending("old"))
        #expect(try Self.names(new.map(\.event)) == ["b", "c"])
        #expect(try Self.names(old.map(\.event)) == ["a", "c"])
    }

    // MARK: Looks

    @Test(
        "records a look that is taken again after a crash once",
        arguments: Kind.allCases)
    func again(kind: Kind) async throws {
        let store = try kind.make()
        try await store.declareSinks([Route(sink: "desk")])
        try await store.watch()
        let entries = [Told(id: "a", text: "Open."), Told(id: "b", text: "Shut.")]
        try await store.poll(15, entries)
        let found = try await store.afterCrash()
        try await found.poll(15, entries)
        try await found.poll(30, entries)
        #expect(try await found.events() == store.events())
        #expect(try await found.pending("desk").count == 2)
        #expect(try await found.texts() == ["Open.", "Shut."])
    }

    @Test(
        "refuses a plan whose facts have changed, without a trace, and takes one made anew",
        arguments: Kind.allCases)
    func stale(kind: Kind) async throws {
        let store = try kind.make()
        try await store.watch()
        try await store.poll(15, [Told(text: "Open.")])
        let old = try await store.plan(45, [Told(text: "Shut.")])
        try await store.poll(30, [Told(text: "Open on Monday.")])
        let before = try await store.events()
        #expect(try await old() == false)
        #expect(try await store.events() == before)
        #expect(try await store.texts() == ["Open on Monday."])
        let new = try await store.plan(45, [Told(text: "Shut.")])
        #expect(try await new())
        #expect(try await store.texts() == ["Shut."])
        #expect(try await new() == false, "it has been carried out")
        #expect(try await store.faults() == [])
    }

    @Test(
        "gives what is seen again the same id, where the first look was lost",
        arguments: Kind.allCases)
    func sameNames(kind: Kind) async throws {
        let store = try kind.make()
        try await store.watch()
        let before = try await store.afterCrash()
        let entries = [Told(id: "a", asked: [TestLedger.harbour]), Told(id: "b")]
        try await store.poll(15, entries)
        try await before.poll(20, entries)
        let (first, second) = (try await store.events(), try await before.events())
        #expect(first.map(\.id) == second.map(\.id) && first.count == 3)
        #expect(first.map(\.at) != second.map(\.at))
    }
}
