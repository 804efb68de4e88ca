import Foundation
import Platform
import Testing

@testable import Rejoinder

@Suite("The daemon's decisions") struct DaemonLoopTests {
    private let now = TestLedger.minute(0)

    private func loop(
        _ test: TestLedger, _ feeds: [String],
        _ change: (inout Configuration.Poll) -> Void = { _ in }
    ) async throws -> DaemonLoop {
        var configuration = Configuration()
        configuration.feeds = feeds.map { Configuration.Feed(name: $0, url: $0) }
        change(&configuration.poll)
        let session = try await Session(
            configuration, ledger: test.ledger, isColoured: false, now: now)
        return DaemonLoop(
            session: session, ledger: test.ledger, isOnce: false, pollsAll: false, now: now)
    }

    private func pages(_ numbers: some Sequence<Int64>, at host: String) -> [DuePage] {
        numbers.map {
            DuePage(entry: $0, url: "https://\(host)/\($0)", at: now, isAwaited: false)
        }
    }

    private func found(_ pages: [DuePage]) -> DaemonEvent {
        .foundPages(.success(PageList(due: pages, nextAt: nil)))
    }

    /// The looks that are to begin, feeds as 0.
    private func looks(_ work: [DaemonAction]) -> [Int64] {
        work.compactMap {
            switch $0 {
            case .poll: 0
            case .look(let page, _): page
            default: nil
            }
        }
    }

    private func isFinding(_ work: [DaemonAction]) -> Bool {
        work.contains { if case .findPages = $0 { true } else { false } }
    }

    @Test("let feeds and pages of a host wait for each other, and not for other hosts")
    func turns() async throws {
        let test = try TestLedger()
        var loop = try await loop(test, ["https://a.example/feed"]) { $0.perHost = 1 }
        loop.handle(
            found(pages(1...50, at: "a.example") + pages(51...51, at: "b.example")), now: now)
        // The host has one place, which the feed takes: it was due first.
        #expect(looks(loop.nextActions(now: now)) == [0, 51])
        #expect(looks(loop.nextActions(now: now + .seconds(60))).isEmpty)
        let outcome = Poll.Outcome(
            nextPollAt: now + .seconds(900), hostPause: nil, failure: nil, observed: 0)
        loop.handle(.polled(feed: 1, .success(outcome)), now: now + .seconds(60))
        #expect(looks(loop.nextActions(now: now + .seconds(60))) == [1])
        #expect(looks(loop.nextActions(now: now + .seconds(120))).isEmpty)
        loop.handle(.looked(page: 1, .success(PageLook.Outcome())), now: now + .seconds(120))
        #expect(looks(loop.nextActions(now: now + .seconds(120))).count == 1)
    }

    @Test("look at suspects one by one before anything else is done")
    func suspects() async throws {
        let test = try TestLedger()
        var configuration = Configuration()
        configuration.feeds = ["https://a.example/", "https://b.example/"].map {
            Configuration.Feed(name: $0, url: $0)
        }
        let feeds = try await test.ledger.declare(
            feeds: configuration.feedDeclarations, now: now)
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("suspects-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let containment = Containment(
            file: try SlotFile(path: folder), folder: folder, build: "a", trap: TestTrap(),
            suspects: [
                Suspect(subject: .entry(feed: feeds[0].id, identity: "x"), falls: 1),
                Suspect(subject: .document(feed: feeds[0].id), falls: 1),
                Suspect(subject: .page(entry: 70), falls: 1),
                Suspect(subject: .document(feed: 999), falls: 1),
            ])
        let session = try await Session(
            configuration, ledger: test.ledger, isColoured: false, containment: containment,
            now: now)
        var loop = DaemonLoop(
            session: session, ledger: test.ledger, isOnce: false, pollsAll: true, now: now)
        #expect(
            looks(loop.nextActions(now: now)) == [70], "one page or feed, and nothing beside it")
        #expect(looks(loop.nextActions(now: now)).isEmpty)
        loop.handle(.looked(page: 70, .success(PageLook.Outcome())), now: now)
        // Two subjects of one feed are one look; a feed that is not watched any more is none.
        #expect(looks(loop.nextActions(now: now)) == [0])
        #expect(containment.isRecovering)
        loop.handle(
            .polled(
                feed: feeds[0].id,
                .success(
                    Poll.Outcome(
                        nextPollAt: now + .seconds(900), hostPause: nil, failure: nil, observed: 0)
                )), now: now)
        _ = loop.nextActions(now: now)
        #expect(!containment.isRecovering)
        #expect(looks(loop.nextActions(now: now)) == [0], "the other feed")
    }

    @Test("look, with --once, at the pages that are due, and leave what is too much for its time")
    func once() async throws {
        let test = try TestLedger()
        var configuration = Configuration()
        configuration.poll.hostSpacing = .seconds(10)
        var loop = DaemonLoop(
            session: try await Session(
                configuration, ledger: test.ledger, isColoured: false, now: now),
            ledger: test.ledger, isOnce: true, pollsAll: false, pageTime: .seconds(55), now: now)
        #expect(isFinding(loop.nextActions(now: now)))
        loop.handle(
            .announced(.success(Outlook(nextDeadline: nil, attended: []))), now: now)
        var isDone = loop.isDone(now: now)
        #expect(!isDone, "the ledger has yet to say which pages are due")
        loop.handle(found(pages(1...20, at: "a.example")), now: now)
        var seen: [Int64] = []
        for second in 0...55 {
            let moment = now + .seconds(Int64(second))
            for page in looks(loop.nextActions(now: moment)) {
                seen.append(page)
                loop.handle(.looked(page: page, .success(PageLook.Outcome())), now: moment)
            }
            isDone = loop.isDone(now: moment)
            #expect(isDone == (second == 55))
        }
        #expect(seen == [1, 2, 3, 4, 5, 6])
        #expect(loop.pagesLeft == 14)
    }

    @Test("report no deadline before what was missed is looked at, or a quarter of an hour is over")
    func deadlines() async throws {
        let test = try TestLedger()
        let feeds = ["https://a.example/feed", "https://b.example/feed"]
        func tells(_ loop: inout DaemonLoop, at now: Timestamp) -> [Bool] {
            loop.nextActions(now: now).compactMap {
                if case .announce(_, let tells) = $0 { tells } else { nil }
            }
        }
        func announced() -> DaemonEvent {
            // A deadline that has passed must not make the loop ask again and again.
            .announced(.success(Outlook(nextDeadline: now - .seconds(60), attended: [])))
        }
        func polled(_ feed: Int64) -> DaemonEvent {
            .polled(
                feed: feed,
                .success(
                    Poll.Outcome(
                        nextPollAt: now + .seconds(900), hostPause: nil, failure: nil, observed: 0)
                ))
        }
        var loop = try await loop(test, feeds)
        #expect(tells(&loop, at: now) == [false])
        loop.handle(announced(), now: now)
        #expect(tells(&loop, at: now + .seconds(1)) == [])
        loop.handle(polled(1), now: now + .seconds(2))
        #expect(tells(&loop, at: now + .seconds(2)) == [])
        loop.handle(polled(2), now: now + .seconds(3))
        #expect(tells(&loop, at: now + .seconds(3)) == [true])
        var slow = try await self.loop(test, feeds)
        _ = slow.nextActions(now: now)
        slow.handle(announced(), now: now + .seconds(899))
        #expect(tells(&slow, at: now + .seconds(960)) == [true])
    }

    @Test("spend one budget on feeds and pages")
    func budget() async throws {
        let test = try TestLedger()
        var loop = try await loop(test, ["https://feed.example/"]) { $0.budget = 120 }
        let many = (1...40).map { pages($0...$0, at: "host\($0).example")[0] }
        loop.handle(found(many), now: now)
        // Five minutes' worth, less the quarter that is kept for what is urgent.
        #expect(looks(loop.nextActions(now: now)).count == 7)
    }

    @Test("leave a host alone, its feed included, where a page was answered with 429")
    func pause() async throws {
        let test = try TestLedger()
        var loop = try await loop(test, []) {
            $0.perHost = 4; $0.hostSpacing = .zero
        }
        loop.handle(found(pages(1...1, at: "a.example")), now: now)
        #expect(looks(loop.nextActions(now: now)) == [1])
        var outcome = PageLook.Outcome()
        outcome.hostPause = now + .seconds(90)
        loop.handle(.looked(page: 1, .success(outcome)), now: now)
        loop.handle(found(pages(2...3, at: "a.example") + pages(4...4, at: "b.example")), now: now)
        #expect(looks(loop.nextActions(now: now)) == [4])
        #expect(looks(loop.nextActions(now: now + .seconds(89))).isEmpty)
        #expect(Set(looks(loop.nextActions(now: now + .seconds(90)))) == [2, 3])
    }

    @Test("put a page first on which an answer has come to be awaited, and keep the others' order")
    func awaited() async throws {
        let test = try TestLedger()
        var loop = try await loop(test, []) {
            $0.perHost = 1; $0.hostSpacing = .zero
        }
        loop.handle(found(pages(1...4, at: "a.example")), now: now)
        #expect(looks(loop.nextActions(now: now)) == [1])
        let asked = DuePage(entry: 4, url: "https://a.example/4", at: now, isAwaited: true)
        // What is found again has its place already, and the one under way is not begun twice.
        loop.handle(found(pages(1...3, at: "a.example") + [asked]), now: now)
        var order: [Int64] = []
        var running: Int64 = 1
        for _ in 0..<3 {
            loop.handle(.looked(page: running, .success(PageLook.Outcome())), now: now)
            running = try #require(looks(loop.nextActions(now: now)).first)
            order.append(running)
        }
        #expect(order == [4, 2, 3])
    }

    @Test("ask which pages are due once a second at most, and when the next one is")
    func finding() async throws {
        let test = try TestLedger()
        var loop = try await loop(test, [])
        #expect(isFinding(loop.nextActions(now: now)))
        #expect(!isFinding(loop.nextActions(now: now + .seconds(5))))
        let next = now + .seconds(20)
        loop.handle(.foundPages(.success(PageList(due: [], nextAt: next))), now: now + .seconds(5))
        #expect(!isFinding(loop.nextActions(now: now + .seconds(19))))
        #expect(isFinding(loop.nextActions(now: next)))
        loop.handle(.foundPages(.success(PageList(due: [], nextAt: nil))), now: next)
        var outcome = PageLook.Outcome()
        outcome.nextLookAt = next
        loop.handle(.looked(page: 9, .success(outcome)), now: next)
        #expect(!isFinding(loop.nextActions(now: next + .milliseconds(999))))
        #expect(isFinding(loop.nextActions(now: next + .seconds(1))))
    }

    /// The sinks that are to be sent to, and whether as for the first time.
    private func deliveries(_ work: [DaemonAction]) -> [String] {
        work.compactMap {
            guard case .deliver(_, let sink, let isFresh) = $0 else { return nil }
            return sink + (isFresh ? " at once" : "")
        }
    }

    @Test("have one round at a time for a sink, over a reload too") func rounds() async throws {
        let test = try TestLedger()
        var configuration = Configuration()
        configuration.sinks = [
            Configuration.Sink(name: "desk", kind: .standardOutput(.text))
        ]
        func session() async throws -> Session {
            try await Session(configuration, ledger: test.ledger, isColoured: false, now: now)
        }
        var loop = DaemonLoop(
            session: try await session(), ledger: test.ledger, isOnce: false, pollsAll: false,
            now: now)
        #expect(deliveries(loop.nextActions(now: now)) == ["desk at once"])
        loop.handle(.reloaded(try await session()), now: now)
        #expect(deliveries(loop.nextActions(now: now)) == [])
        loop.handle(.delivered(sink: "desk", .success(Outbox.Round())), now: now)
        #expect(deliveries(loop.nextActions(now: now)) == ["desk at once"])
        var news = Outbox.Round()
        news.hasNews = true
        loop.handle(.delivered(sink: "desk", .success(news)), now: now)
        #expect(deliveries(loop.nextActions(now: now)) == ["desk"])
        // One that is no longer configured ends with its round, and one that is again begins anew.
        configuration.sinks = []
        loop.handle(.reloaded(try await session()), now: now)
        loop.handle(.delivered(sink: "desk", .success(Outbox.Round())), now: now)
        #expect(deliveries(loop.nextActions(now: now)) == [])
    }
}
