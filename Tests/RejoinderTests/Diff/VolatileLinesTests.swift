import Testing

@testable import Rejoinder

@Suite("Lines that change at every look") struct VolatileLinesTests {
    private static let lead = "The harbour stayed shut on Tuesday because of the storm."

    /// What is known after looks at texts that have these lines below the lead, so many minutes apart.
    private func known(
        after lines: [String], every minutes: Int = 15, statements: [Rejoinder.Statement] = [],
        _ known: [VolatileLine] = [], from first: Int = 0
    ) -> [VolatileLine] {
        var known = known
        for (number, (before, line)) in zip(lines, lines.dropFirst()).enumerated() {
            let now = TestLedger.minute(first + (number + 1) * minutes)
            known =
                before == line
                ? VolatileLines.afterSteadyLook(known, at: now)
                : VolatileLines.after(
                    known, from: "\(Self.lead)\n\(before)", to: "\(Self.lead)\n\(line)",
                    statements: statements, at: now)
        }
        return known
    }

    private func isLearnt(_ lines: [VolatileLine]) -> Bool {
        lines.contains { $0.learntAt != nil }
    }

    private func gauge(_ count: Int) -> [String] {
        (0..<count).map { "The tide stood at \($0).\($0 % 7) metres at the outer gauge." }
    }

    @Test("are learnt after eight changes in a row, and not after seven") func sentence() {
        #expect(!isLearnt(known(after: gauge(8))))
        #expect(isLearnt(known(after: gauge(9))))
    }

    @Test("are learnt after four where they are no sentences") func label() {
        let lines = (0..<5).map {
            "Barrel \($0) crowns, up \($0 + 1) since the market opened today"
        }
        #expect(!isLearnt(known(after: Array(lines.dropLast()))))
        #expect(isLearnt(known(after: lines)))
    }

    @Test("are not learnt where one look finds them unchanged") func steady() {
        var lines = gauge(14)
        lines[7] = lines[6]
        #expect(!isLearnt(known(after: lines)))
    }

    @Test("are not learnt within minutes: one edit may take several looks") func quick() {
        #expect(!isLearnt(known(after: gauge(20), every: 1)))
    }

    struct Spoken: CustomTestStringConvertible {
        let testDescription: String
        let line: @Sendable (Int) -> String

        init(_ what: String, _ line: @escaping @Sendable (Int) -> String) {
            (testDescription, self.line) = (what, line)
        }
    }

    @Test(
        "are never what somebody says",
        arguments: [
            Spoken("a quotation") { "“We have counted \($0) ships,” the harbour master wrote." },
            Spoken("a notice") {
                "Correction: an earlier version of this article said \($0) ships."
            },
            Spoken("other words each time") {
                "The \(["tide", "wind", "fog", "ice"][$0 % 4]) stood at \($0) on the outer gauge."
            },
            Spoken("a long sentence") {
                "\($0) ships " + String(repeating: "and their crews waited for a berth ", count: 6)
            },
            Spoken("figures without words") { "\($0) \($0 + 1) \($0 + 2)" },
        ])
    func spoken(line: Spoken) {
        #expect(!isLearnt(known(after: (0..<30).map(line.line))))
    }

    @Test("are never what is attributed to somebody") func attributed() {
        let said = Statement(
            source: "the authority", cue: "said", content: "metres at the outer gauge",
            isQuoted: false)
        #expect(!isLearnt(known(after: gauge(30), statements: [said])))
    }

    @Test("are unlearnt once they have been the same for hours and looks") func unlearnt() {
        let learnt = known(after: gauge(9))
        let same = Array(repeating: "The same.", count: 5)
        #expect(isLearnt(known(after: same, every: 60, learnt, from: 135)))
        #expect(!isLearnt(known(after: same, every: 100, learnt, from: 135)))
    }

    @Test("are no more than a page's share, the learnt ones first") func bounded() {
        let lines = (0..<60).map { "Berth \(String(repeating: "x", count: $0 + 1)) has 1 ship." }
        let first = lines.joined(separator: "\n")
        let second = first.replacing(" 1 ", with: " 2 ")
        let learnt = known(after: gauge(9))
        let known = VolatileLines.after(
            learnt, from: first, to: second, statements: [], at: TestLedger.minute(200))
        #expect(known.count == VolatileLines.most)
        #expect(isLearnt(known))
    }

    @Test("say nothing of a text that was rewritten") func rewritten() {
        let lines = (0..<65).map { "Berth \(String(repeating: "x", count: $0 + 1)) has 1 ship." }
        let first = lines.joined(separator: "\n")
        let known = VolatileLines.after(
            [], from: first, to: first.replacing(" 1 ", with: " 2 "), statements: [],
            at: TestLedger.minute(15))
        #expect(known == [])
    }

    @Test("are neither learnt nor lost count of among thousands") func hostile() {
        let old = String(repeating: "a 1\n", count: 20_000)
        let new = (0..<10_000).map { "b\($0) 1" }.joined(separator: "\n")
        let known = [
            VolatileLine(
                shape: "a #", text: "a 0", changes: 1, since: TestLedger.minute(0),
                changedAt: TestLedger.minute(0))
        ]
        #expect(
            VolatileLines.after(
                known, from: old, to: new, statements: [], at: TestLedger.minute(15)) == [])
        let added = RevisionContent(title: "", text: old + "a 2\nb 2")
        let change = RevisionDiff.change(
            from: RevisionContent(title: "", text: old), to: added,
            ignoring: IgnoredLines(shapes: ["a #"]))
        #expect(change?.sentences.compactMap(\.after) == ["b 2"])
    }
}
