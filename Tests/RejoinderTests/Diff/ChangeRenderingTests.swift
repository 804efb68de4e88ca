import Testing

@testable import Rejoinder

@Suite("Showing a change") struct ChangeRenderingTests {
    private static let first = "The ministry confirmed that 12 people were injured on Monday."
    private static let second = "The ministry confirmed that 15 people were injured on Monday."
    private static let stayed = "A second statement is expected in the evening."

    private func rendering(
        _ old: String, _ new: String, titles: (String, String) = ("", "")
    ) -> ChangeRendering {
        let before = RevisionContent(title: titles.0, text: old)
        let after = RevisionContent(title: titles.1, text: new)
        let change = RevisionDiff.change(from: before, to: after)
        return ChangeRendering(change, from: before, to: after)
    }

    private var edited: ChangeRendering {
        rendering(Self.first + " " + Self.stayed, Self.second + " " + Self.stayed)
    }

    @Test("a terminal sees the words that went and came, between those that stayed")
    func terminal() {
        let plain = edited.lines(isColoured: false)
        #expect(
            plain.last == "The ministry confirmed that [-12-] {+15+} people were injured on Monday."
        )
        #expect(!plain.contains { $0.contains(Self.stayed) })
        #expect(!plain.contains { $0.contains("\u{1B}") })
        let coloured = edited.lines(isColoured: true)
        #expect(coloured.contains { $0.contains("\u{1B}[32m15\u{1B}[0m") })
        #expect(!coloured.contains { $0.contains("{+") })
    }

    @Test("no change says so, in each form's own way")
    func same() {
        let same = rendering(Self.first, Self.first)
        #expect(same.lines(isColoured: false) == ["no change"])
        #expect(same.unified(oldName: "a", newName: "b").isEmpty)
        #expect(same.html().isEmpty)
        #expect(same.fragments.isEmpty)
        #expect(same.json["level"] == .string("none"))
    }

    @Test("a unified difference has a sentence a line behind its kind")
    func unified() {
        let lines = edited.unified(oldName: "old\u{1B}[2J.txt", newName: "new.txt")
        #expect(!lines[0].contains("\u{1B}"))
        #expect(lines[1] == "+++ new.txt")
        #expect(lines.contains("@@ number @@"))
        #expect(lines.contains("-" + Self.first))
        #expect(lines.contains("+" + Self.second))
        #expect(!lines.contains { $0.contains(Self.stayed) })
    }

    @Test("a title has its own place in each form")
    func title() {
        let change = rendering(
            Self.first, Self.first, titles: ("Twelve injured at port", "Fifteen injured at port"))
        #expect(change.lines(isColoured: false).contains("title"))
        #expect(
            change.unified(oldName: "a", newName: "b").suffix(3) == [
                "@@ title @@", "-Twelve injured at port", "+Fifteen injured at port",
            ])
        #expect(change.html().hasPrefix("<p class=\"title\">"))
    }

    @Test("markup in a text is shown, not obeyed")
    func escaped() {
        let change = rendering(
            "The page said <b>hello</b> & \"left\" to 3 readers.",
            "The page said <script>alert(1)</script> & \"left\" to 4 readers.",
            titles: ("<i>a</i> talks", "<img src=x> talks"))
        let html = change.html()
        #expect(html.contains("<del>") && html.contains("<ins>"))
        for tag in ["<b>", "<script", "<i>", "<img"] { #expect(!html.contains(tag)) }
        #expect(html.contains("&lt;"))
    }

    @Test("no control character of a text reaches a terminal")
    func controls() {
        let change = rendering(
            "The spokesman said \u{1B}[31mno\u{1B}[0m to 3 questions.",
            "The spokesman said \u{1B}]0;yes\u{07} to 4 questions.\u{202E}")
        for line in change.lines(isColoured: false)
            + change.unified(oldName: "a", newName: "b")
            + change.fragments.flatMap({ [$0.from, $0.to] })
        {
            #expect(!line.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202E })
        }
    }

    @Test("fragments are the words that went and those in their place")
    func fragments() {
        #expect(edited.fragments.map { [$0.from, $0.to] } == [["12", "15"]])
        let added = rendering(Self.stayed, Self.stayed + " " + Self.first)
        #expect(added.fragments.map { [$0.from, $0.to] } == [["", Self.first]])
        let removed = rendering(Self.stayed + " " + Self.first, Self.stayed)
        #expect(removed.fragments.map { [$0.from, $0.to] } == [[Self.first, ""]])
    }

    @Test("what went and what stayed give the old sentence, what came and stayed the new one")
    func spans() {
        guard case .array(let sentences)? = edited.json["sentences"],
            let sentence = sentences.first,
            case .array(let spans)? = sentence["spans"]
        else {
            Issue.record("no sentence in the document")
            return
        }
        func text(without kind: String) -> String {
            spans.filter { $0["kind"] != .string(kind) }.compactMap { $0["text"]?.stringValue }
                .joined()
        }
        #expect(text(without: "added") == Self.first)
        #expect(text(without: "removed") == Self.second)
        #expect(sentence["before"] == .string(Self.first))
        #expect(sentence["kinds"] == .array([.string("number")]))
    }

    @Test("a sentence rewritten in each other word is shown whole, not in shreds")
    func rewritten() {
        let old = "Officials of the port told reporters late on Monday that no ship was lost."
        let new = "Owners of the line assured families early on Tuesday that each ship was safe."
        let lines = rendering(Self.stayed + " " + old, Self.stayed + " " + new)
            .lines(isColoured: false)
        let shown = lines.filter { $0.contains("[-") || $0.contains("{+") }.joined()
        #expect(shown.ranges(of: "[-").count <= 3)
    }

    @Test("one endless sentence with every other word changed is joined in one pass")
    func sieve() {
        let words = 0..<20_000
        let old = words.map { "oldword\($0) keep\($0)" }.joined(separator: " ")
        let new = words.map { "newword\($0) keep\($0)" }.joined(separator: " ")
        let change = rendering(old, new)
        #expect(!change.fragments.isEmpty)
        #expect(change.fragments.count < words.count)
    }
}
