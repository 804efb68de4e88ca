import Testing

@testable import Rejoinder

@Suite("A text that differs too much to be an edit") struct ArticleJumpTests {
    private static let words = (0..<200).map { "word\($0)" }
    private static let text = words.joined(separator: " ")

    private func article(_ text: String, kind: Article.Kind = .article, sure: Double = 0.9)
        -> Article
    {
        Article(title: "A title", text: text, kind: kind, confidence: sure)
    }

    @Test(
        "holds what cannot be an edit",
        arguments: [
            (ArticleJump.Reason.otherKind, "We value your privacy.", Article.Kind.consent, 0.9),
            (.empty, "", .article, 0.9),
            (.shrunk, words.prefix(40).joined(separator: " "), .article, 0.9),
            (.grown, (0..<1000).map { "word\($0)" }.joined(separator: " "), .article, 0.9),
            (.otherBlock, (0..<200).map { "thing\($0)" }.joined(separator: " "), .article, 0.9),
            (.unsure, words.prefix(100).joined(separator: " "), .unsure, 0.1),
        ])
    func holds(_ reason: ArticleJump.Reason, _ text: String, _ kind: Article.Kind, _ sure: Double) {
        let found = ArticleJump.reason(
            previous: article(Self.text), new: article(text, kind: kind, sure: sure))
        #expect(found == reason)
    }

    @Test(
        "believes an edit",
        arguments: [
            words.joined(separator: " "), words.prefix(150).joined(separator: " "),
            words.reversed().joined(separator: " ") + " " + words.joined(separator: " "),
        ])
    func believes(_ text: String) {
        #expect(ArticleJump.reason(previous: article(Self.text), new: article(text)) == nil)
    }

    @Test("believes an edit in a script without blanks")
    func believesWithoutBlanks() {
        let text = String(repeating: "市議会は月曜日の夜、四時間の議論の末に予算案を可決した。", count: 6)
        let new = text.replacing("四時間", with: "五時間")
        #expect(ArticleJump.reason(previous: article(text), new: article(new)) == nil)
    }

    @Test("holds the next look too, until the page is as it was")
    func holdsUntilItIsBack() {
        let wall = article("We value your privacy.", kind: .consent)
        #expect(ArticleJump.reason(previous: article(Self.text), new: wall) == .otherKind)
        #expect(ArticleJump.reason(previous: article(Self.text), new: article(Self.text)) == nil)
    }

    @Test("has nothing to compare a first text with")
    func believesTheFirst() {
        #expect(ArticleJump.reason(previous: article(""), new: article(Self.text)) == nil)
    }
}
