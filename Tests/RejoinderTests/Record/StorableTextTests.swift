import Testing

@testable import Rejoinder

@Suite("Texts that a database cannot hold") struct StorableTextTests {
    @Test("are read back as they were hashed") func null() async throws {
        let test = try TestLedger()
        try await test.watch()
        let content = RevisionContent(title: "Port\0 opens", text: "On\0 Friday.")
        try await test.poll(at: 15, seeing: [.sample("a", content)])
        let revision = try #require(try await test.ledger.revision(entry: 1))
        #expect(revision.content.title == "Port\u{FFFD} opens")
        #expect(revision.content.text == "On\u{FFFD} Friday.")
        #expect(try await test.ledger.verify().faults == [])
    }
}
