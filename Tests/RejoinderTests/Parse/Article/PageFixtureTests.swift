import Testing

@testable import Rejoinder

@Suite("Pages with much around the article") struct PageFixtureTests {
    static let fixtures = Fixture.all(in: "pages")

    @Test("give the article and nothing else", arguments: fixtures)
    func read(_ fixture: Fixture) throws {
        let expected = try fixture.expected()
        let article = ArticleExtractor.article(
            html: try fixture.bytes(), contentType: nil, url: expected["url"]?.stringValue)
        let found: [String: String?] = [
            "title": article.title, "author": article.author, "text": article.text,
            "published": article.published?.description, "canonical": article.canonical,
            "kind": article.kind.rawValue,
        ]
        guard case .object(let members) = expected else {
            Issue.record("no object")
            return
        }
        for member in members {
            switch member.name {
            case "url": break
            case "contains", "lacks":
                for text in try #require(member.value.arrayValue).compactMap(\.stringValue) {
                    #expect(article.text.contains(text) == (member.name == "contains"), "\(text)")
                }
            default:
                let value = try #require(found[member.name], "\(member.name)")
                #expect(value == member.value.stringValue)
            }
        }
    }

    @Test("are at hand, and small") func sizes() throws {
        #expect(Self.fixtures.count >= 9)
        for fixture in Self.fixtures { #expect(try fixture.bytes().count <= 4096) }
    }
}
