import Testing

@testable import Rejoinder

/// What was recorded while the clock was a year ahead, once it is right again.
@Suite("A clock that was ahead") struct WrongClockTests {
    private static let year = 365 * 1440
    private static let ahead = TestLedger.minute(year)
    private static let now = TestLedger.minute(10)

    private static func session(_ test: TestLedger, at now: Timestamp) async throws -> Session {
        var configuration = Configuration()
        configuration.feeds = [
            Configuration.Feed(name: "news", url: "https://news.example/feed")
        ]
        return try await Session(
            configuration, ledger: test.ledger, isColoured: false, now: now)
    }

    @Test("keeps no feed waiting after the next start") func feed() async throws {
        let test = try TestLedger()
        try await test.watch(at: Self.year)
        try await test.poll(at: Self.year + 5, .unchanged)
        var loop = DaemonLoop(
            session: try await Self.session(test, at: Self.now), ledger: test.ledger,
            isOnce: false, pollsAll: false, now: Self.now)
        let polls = loop.nextActions(now: Self.now).count {
            if case .poll = $0 { true } else { false }
        }
        #expect(polls == 1)
    }

    @Test("hides no plan of a clock that was right") func right() async throws {
        let test = try TestLedger()
        try await test.watch()
        try await test.poll(at: 5, .unchanged)
        let session = try await Self.session(test, at: Self.now)
        #expect(session.feeds.values.map(\.nextPollAt) == [TestLedger.minute(20)])
    }

    @Test("keeps no page waiting for longer than an hour") func page() async throws {
        let news = try await Newsroom()
        for id in ["a", "b"] { news.put(id, PageLookTests.article) }
        news.list(("a", "Port to reopen", "Ships return."))
        try await news.poll(at: Self.year)
        try await news.look(at: Self.year)
        #expect(try await news.test.ledger.nextPageLook().map { $0 > Self.ahead } == true)
        try await news.test.ledger.mendPlans(now: Self.now)
        #expect(
            try await news.test.ledger.duePages(now: Self.now + .seconds(3600)).map(\.entry) == [1])
        // A plan that may be true is left alone.
        try await news.look(at: 70)
        let next = try await news.test.ledger.nextPageLook()
        try await news.test.ledger.mendPlans(now: TestLedger.minute(71))
        #expect(try await news.test.ledger.nextPageLook() == next)
    }

    @Test("leaves no page held or missing for ever") func pageState() {
        let page = PageState(
            entry: 4, feed: 1, feedName: "news", url: "https://news.example/a", validators: .none,
            bodyHash: nil, kind: nil, confidence: 0, rules: nil,
            held: UnconfirmedPage(since: Self.ahead, reason: "shrunk"), changedAt: Self.ahead,
            goneSince: Self.ahead, isRemoved: false, address: nil, sameAs: nil, isWaiting: false,
            attention: nil, version: 1, readAt: Self.ahead
        ).asOf(Self.now)
        #expect(page.held?.since == Self.now && page.goneSince == Self.now)
        #expect(page.changedAt == Self.now && page.readAt == nil, "it is read as a whole again")
    }

    @Test("silences no institution whose feed was first seen then") func statements() async throws {
        let news = try await Newsroom { $0.follow = .never }
        news.list(("old", "Old news", "Nothing new."))
        try await news.poll(at: Self.year)
        news.list(
            ("a", "Port to reopen", "The port opens on Monday, the Harbour Authority said."),
            ("old", "Old news", "Nothing new."))
        try await news.poll(at: 10)
        #expect(try await news.test.types() == [.entryPublished, .statementPublished])
    }

    @Test("keeps no redirect from being believed, and no failure from its age") func feedState() {
        let feed = FeedState.sample(
            baselineAt: Self.ahead, failingSince: Self.ahead, movedTo: "https://new.example/",
            movedSince: Self.ahead
        ).asOf(Self.now)
        #expect(feed.movedSince == Self.now && feed.failingSince == Self.now)
        #expect(feed.baselineAt.map { $0 < Self.now } == true)
        let right = FeedState.sample()
        #expect(right.asOf(TestLedger.minute(60)) == right)
    }

    @Test("leaves later looks in the coverage") func coverage() async throws {
        let test = try TestLedger()
        try await test.watch(at: Self.year)
        for minute in [10, 20, 30] { try await test.poll(at: minute, .unchanged) }
        try await test.poll(at: 40, .failed(kind: "dns", message: "no such host"))
        try await test.poll(at: 50, .unchanged)
        let coverage = try await test.ledger.read { database in
            try Ledger.coverage(
                feeds: [1], from: TestLedger.minute(5), to: TestLedger.minute(60), in: database)
        }
        #expect(coverage.looks == 4)
        #expect(coverage.gaps.map(\.from) == [TestLedger.minute(30)])
    }

    @Test("parks no event for a year, and counts the attempts") func delivery() {
        func delivery(_ state: Delivery.State, next: Timestamp) -> Delivery {
            Delivery(
                event: Samples.event(), sink: "desk", state: state, attempts: 2,
                nextAttemptAt: next, lastError: nil)
        }
        func queue(_ next: Timestamp) -> SinkQueue {
            SinkQueue(
                health: SinkHealth(), route: Route(sink: "desk"), waiting: [],
                parked: delivery(.parked, next: next))
        }
        #expect(queue(Self.ahead).due(now: Self.now, isFresh: false) != nil)
        #expect(queue(Self.ahead).nextTime(now: Self.now) == Self.now)
        let tomorrow = Self.now + .seconds(86_400)
        #expect(queue(tomorrow).due(now: Self.now, isFresh: false) == nil)
        #expect(queue(tomorrow).nextTime(now: Self.now) == tomorrow)
        let attempt = DeliveryAttempt(
            delivery(.pending, next: Self.ahead), startedAt: Self.now, endedAt: Self.now,
            outcome: .retry(after: nil, reason: "HTTP 500"))
        let step = SinkHealth().after(attempt, retries: DeliverySchedule.retries)
        guard case .waits(let next, let isCounted) = step.result else {
            Issue.record("\(step.result)")
            return
        }
        #expect(isCounted && next < Self.ahead)
    }

    @Test("silences no answer to a question that a text put then") func answer() {
        func plan(_ origin: Inquiry.Origin) -> Plan {
            var situation = Situation()
            situation.look = EntryLook(
                feed: .sample(institution: TestLedger.harbour.key), at: TestLedger.minute(60),
                source: .feed)
            situation.facts.answerable = [
                OpenInquiry(
                    inquiry: .sample(origin: origin, openedAt: Self.ahead, dueAt: nil), feeds: nil)
            ]
            let content = RevisionContent.sample(
                text: "The port is shut because pilots and ferries need repairs, the Harbour "
                    + "Authority said in a statement on the port.")
            return situation.plan(.sample("answer", content))
        }
        #expect(plan(.text(entry: 9)).effects.contains("recordResponse"))
        // The configuration may name a day that is yet to come.
        #expect(!plan(.configuration).effects.contains("recordResponse"))
    }

    @Test("keeps no document in quarantine, and no entry noisy") func waits() {
        let quarantine = Quarantine(
            subject: .document(feed: 1), feed: 1, entry: nil, build: "a", falls: 2, signal: nil,
            since: Self.ahead, file: "x")
        #expect(quarantine.isOver(at: Self.now))
        #expect(!quarantine.isOver(at: Self.ahead + .seconds(60)))
        #expect(quarantine.isOver(at: Self.ahead + .seconds(86_400)))
        #expect(EntryNoise.end(since: Self.ahead, lastMajorAt: Self.ahead, now: Self.now) == .calm)
    }

    @Test("keeps no line of a page from counting again") func lines() {
        let line = VolatileLine(
            shape: "tide #", text: "Tide 7", changes: 9, since: Self.ahead, changedAt: Self.ahead,
            learntAt: Self.ahead
        ).asOf(Self.now)
        #expect([line.since, line.changedAt, line.learntAt] == [Self.now, Self.now, Self.now])
    }

    @Test("has its plans mended when it is set back while the daemon runs") func running()
        async throws
    {
        let test = try TestLedger()
        var loop = DaemonLoop(
            session: try await Self.session(test, at: Self.now), ledger: test.ledger,
            isOnce: false, pollsAll: false, now: Self.now)
        func mends(at now: Timestamp) -> Bool {
            loop.nextActions(now: now).contains { if case .mendPlans = $0 { true } else { false } }
        }
        #expect(!mends(at: Self.now))
        loop.shift(by: .seconds(30 * 86_400))
        #expect(!mends(at: Self.now + .seconds(30 * 86_400)))
        loop.shift(by: .seconds(-30 * 86_400))
        #expect(mends(at: Self.now))
        #expect(!mends(at: Self.now), "once")
    }
}
