import Testing

@testable import Rejoinder

@Suite("Feeds as publishers' software writes them") struct FeedFixtureTests {
    static let fixtures = Fixture.all(in: "feeds")

    @Test("are read with their entries' own values", arguments: fixtures)
    func read(_ fixture: Fixture) throws {
        let expected = try fixture.expected()
        let document = FeedReader.read(
            try fixture.bytes(), contentType: nil, baseURL: expected["base"]?.stringValue)
        var json: [UInt8] = []
        document.writeJSON { json += $0 }
        let found = try JSONValue(parsing: json)
        guard case .object(let members) = expected else {
            Issue.record("no object")
            return
        }
        #expect(found.differences(from: .object(members.filter { $0.name != "base" })) == [])
    }

    @Test("are at hand, and small") func sizes() throws {
        #expect(Self.fixtures.count >= 18)
        for fixture in Self.fixtures { #expect(try fixture.bytes().count <= 4096) }
    }
}
