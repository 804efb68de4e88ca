import Testing

@testable import Rejoinder
@testable import RejoinderCommand

@Suite("rejoinder simulate") struct SimulateTests {
    private static func comparison() -> PollComparison {
        var recipe = PublicationHistory.Recipe()
        recipe.feeds = 20
        recipe.days = 5
        return PollComparison(
            PublicationHistory.made(by: recipe), interval: .seconds(3600))
    }

    @Test("prints a row for each way to poll, at as many requests")
    func rows() throws {
        let comparison = Self.comparison()
        let lines = comparison.lines
        #expect(lines[0].hasPrefix("20 feeds, "))
        #expect(lines[2].contains("requests") && lines[2].contains("p95 delay"))
        let names = lines.dropFirst(3).map { String($0.prefix(15)) }
        #expect(names == ["fixed interval ", "entry frequency", "rhythm         "])
        let requests = lines.dropFirst(3).compactMap { line in
            line.dropFirst(16).split(separator: " ").first.flatMap { Double($0) }
        }
        let least = try #require(requests.min())
        #expect(requests.count == 3 && requests.allSatisfy { $0 <= least * 1.02 })
    }

    @Test("gives the same to programs")
    func json() throws {
        let json = Self.comparison().json
        #expect(json["feeds"] == .int(20))
        guard case .array(let policies)? = json["policies"] else {
            Issue.record("no policies")
            return
        }
        #expect(
            policies.map { $0["policy"]?.stringValue } == [
                "fixed interval", "entry frequency", "rhythm",
            ])
        #expect(policies.last?["rhythm_mean_ratio"] == .double(1))
    }
}
