import Testing

@testable import Rejoinder

@Suite("A text that is cut once") struct SharedTextTests {
    @Test("is cut as it would be alone, for all who hold the content")
    func shared() {
        let content = RevisionContent(title: "A title", text: "He left. She stayed.")
        let copy = content
        #expect(copy.shared.text.sentences == TokenizedText(content.text).sentences)
        #expect(content.shared.text.tokens.count == 6)
    }

    @Test("takes no part in comparing contents")
    func equality() {
        let content = RevisionContent(title: "A title", text: "He left.")
        let other = RevisionContent(title: "A title", text: "He left.")
        _ = content.shared.text
        #expect(content == other && Set([content, other]).count == 1)
        #expect(content != RevisionContent(title: "A title", text: "She left."))
    }
}
