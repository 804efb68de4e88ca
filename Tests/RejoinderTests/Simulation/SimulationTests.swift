import Testing

@testable import Rejoinder

@Suite("A simulation of polling") struct SimulationTests {
    private let pace = PollPace(
        interval: .seconds(3600), minimum: .seconds(60), maximum: .seconds(86_400), jitter: 0.1)

    private func madeUp(
        seed: UInt64 = 1, feeds: Int = 60, hasDays: Bool = true
    ) -> [PublicationHistory] {
        var recipe = PublicationHistory.Recipe()
        recipe.feeds = feeds
        recipe.days = 14
        recipe.seed = seed
        recipe.hasDays = hasDays
        return PublicationHistory.made(by: recipe)
    }

    @Test("finds every entry once, at half the interval on average")
    func fixed() {
        let histories = madeUp(feeds: 20)
        let result = Simulation(histories).run(.fixed(.seconds(3600)))
        let toFind = histories.reduce(0) { sum, history in
            sum + history.moments.filter { $0 > history.start }.count
        }
        #expect(result.delays.count == toFind)
        #expect(result.delays.allSatisfy { $0 >= 0 && $0 <= 3600 })
        #expect(result.mean > 1600 && result.mean < 2000)
        #expect(result.requests >= 20 * 14 * 24 && result.requests <= 20 * (14 * 24 + 1))
        #expect(result.quantile(0.95) > 3200 && result.quantile(1) <= 3600)
    }

    @Test("is the same for the same seed, and another for another")
    func seeds() {
        #expect(madeUp(seed: 3, feeds: 5) == madeUp(seed: 3, feeds: 5))
        #expect(madeUp(seed: 3, feeds: 5) != madeUp(seed: 4, feeds: 5))
    }

    @Test(
        "finds the rhythm's delay at most 0.6 of a fixed interval's, 0.85 of entry frequency's",
        arguments: [(1, true), (2, true), (3, false)] as [(UInt64, Bool)])
    func bars(seed: UInt64, hasDays: Bool) {
        let simulation = Simulation(madeUp(seed: seed, hasDays: hasDays))
        let rhythm = simulation.run(.rhythm(pace))
        let fixed = simulation.run(requests: rhythm.requests) {
            .fixed(.milliseconds(Int64(1000 / $0)))
        }
        let frequency = simulation.run(requests: rhythm.requests) { .entryFrequency(factor: $0) }
        for other in [fixed, frequency] {
            #expect(other.requests >= rhythm.requests)
            #expect(Double(other.requests) < Double(rhythm.requests) * 1.01)
            #expect(other.delays.count == rhythm.delays.count)
        }
        #expect(rhythm.mean / fixed.mean < 0.6)
        #expect(rhythm.mean / frequency.mean < 0.85)
    }

    @Test("lets no policy know what comes")
    func honest() throws {
        let days = Duration.seconds(5 * 86_400)
        let history = try #require(
            madeUp(seed: 8, feeds: 40).first { history in
                history.moments.filter { $0 > history.start && $0 <= history.start + days }.count
                    > 10
            })
        let cut = history.start + days
        let early = PublicationHistory(
            name: history.name, moments: history.moments.filter { $0 <= cut },
            start: history.start, end: history.end)
        let count = early.moments.filter { $0 > early.start }.count
        #expect(early.moments.count < history.moments.count)
        for policy in [Simulation.Policy.rhythm(pace), .entryFrequency(factor: 3)] {
            let whole = Simulation([history]).run(policy).delays.prefix(count - 1)
            let part = Simulation([early]).run(policy).delays.prefix(count - 1)
            #expect(whole == part)
        }
    }

    @Test("plays a document's later entries, the first third known")
    func documented() throws {
        let start: Int64 = 1_700_000_000
        let moments = (0..<12).map { Timestamp(seconds: start + $0 * 3600) }
        let history = try #require(
            PublicationHistory(name: "a", documented: moments.reversed()))
        #expect(history.start == moments[4] && history.end == moments[11])
        let mistaken = [Timestamp(seconds: 0), Timestamp(seconds: 250_000_000_000)]
        #expect(PublicationHistory(name: "a", documented: moments + mistaken) == history)
        #expect(PublicationHistory(name: "a", documented: Array(moments.prefix(7))) == nil)
        #expect(
            PublicationHistory(name: "a", documented: Array(repeating: moments[0], count: 9)) == nil
        )
        #expect(PublicationHistory(name: "a", documented: moments, days: 0) == nil)
    }

    @Test("of no feeds, or none that publishes, has an end")
    func nothing() {
        #expect(Simulation([]).run(.rhythm(pace)).requests == 0)
        let silent = PublicationHistory(
            name: "silent", moments: [], start: Samples.moment,
            end: Samples.moment + .seconds(86_400))
        let result = Simulation([silent]).run(.rhythm(pace))
        #expect(result.requests > 3 && result.mean == 0 && result.quantile(0.95) == 0)
    }
}
