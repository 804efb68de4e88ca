import GRDB
import Testing

@testable import Rejoinder

@Suite("How long transactions took") struct TransactionTimesTests {
    @Test("is told to a sixteenth, the longest exactly") func quantiles() {
        let times = TransactionTimes()
        for milliseconds in 1...1000 { times.add(.milliseconds(milliseconds)) }
        times.add(.microseconds(2_345_678))
        #expect(times.total == 1001)
        #expect(times.longest == .microseconds(2_345_678))
        for (share, exact) in [(0.5, Duration.milliseconds(501)), (0.99, .milliseconds(991))] {
            let told = times.quantile(share)
            #expect(told >= exact && told <= exact + exact / 16)
        }
        #expect(times.quantile(1) == times.longest)
    }

    @Test("is nothing before the first") func empty() {
        #expect(TransactionTimes().quantile(0.5) == .zero)
    }

    @Test("takes any span", arguments: [Duration.zero, .nanoseconds(1), .seconds(Int64.max)])
    func extremes(_ span: Duration) {
        let times = TransactionTimes()
        times.add(span)
        #expect(times.longest == span)
        #expect(times.quantile(0.5) <= span)
    }

    @Test("is counted for each commit of a ledger") func commits() async throws {
        let ledger = try TestLedger().ledger
        let before = ledger.transactionTimes.total
        try await ledger.write { try $0.execute(sql: "INSERT INTO meta VALUES ('a', 1)") }
        #expect(ledger.transactionTimes.total == before + 1)
        #expect(ledger.transactionTimes.longest > .zero)
    }
}
