import Testing

@testable import Rejoinder

@Suite("A test event") struct SinkTrialEventTests {
    @Test("has the shape of real ones, and says that it is none") func shape() throws {
        let event = SinkTrial.event(now: TestLedger.minute(0))
        #expect(try EventSchema().faults(in: event) == [])
        #expect(try JSONValue(parsing: event.body)["data"]?["test"] == .bool(true))
    }
}
