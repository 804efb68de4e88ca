import Testing

@testable import Rejoinder

@Suite("What others keep changing") struct RecordingTests {
    private static func recording(_ test: TestLedger) -> Recording {
        Recording(ledger: test.ledger, detector: Detector(institutions: []))
    }

    @Test("is decided again until it holds, at last while nobody else writes") func again()
        async throws
    {
        let test = try TestLedger()
        var attempts: [Int] = []
        let result = try await Self.recording(test).untilApplied { attempt throws(LedgerError) in
            attempts.append(attempt)
            return attempt < 7 ? nil : "applied"
        }
        #expect(result == "applied" && attempts == Array(0...7))
    }

    @Test("is given up at some time, and others may write then") func givenUp() async throws {
        let test = try TestLedger()
        await #expect(throws: LedgerError.contended) {
            try await Self.recording(test).untilApplied { _ throws(LedgerError) -> Int? in nil }
        }
        try await test.watch()
    }
}
