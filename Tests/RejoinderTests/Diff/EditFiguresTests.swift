import Testing

@testable import Rejoinder

/// Figures over the edits of `Tests/Fixtures/edits.tsv`, whose labels were given when they were
/// written.
@Suite("How well edits are judged") struct EditFiguresTests {
    private static let edits = Result { try LabelledEdit.all() }

    @Test("alerts to what matters, and to nothing else, in the edits that its rules were made with")
    func alerts() throws {
        let edits = try Self.edits.get()
        #expect(edits.count >= 550)
        let major = edits.filter { $0.level == .major }
        let missed = major.filter { !$0.isAlert }
        let noise = edits.filter { $0.level == .none }
        let minor = edits.filter { $0.level == .minor }
        #expect(missed.count * 100 <= major.count * 3, "\(missed.map(\.after))")
        let alarms = noise.filter(\.isAlert)
        #expect(alarms.count * 100 <= noise.count * 2, "\(alarms.map(\.after))")
        let trifles = minor.filter(\.isAlert)
        #expect(trifles.count * 100 <= minor.count * 5, "\(trifles.map(\.after))")
    }

    @Test("names what an edit is about that its rules were made with") func kinds() throws {
        let edits = try Self.edits.get().filter { $0.level != .none }
        let wrong = edits.filter { $0.kinds.isDisjoint(with: Set($0.judged?.kinds ?? [])) }
        #expect(
            wrong.count * 100 <= edits.count * 5, "\(wrong.map { ($0.after, $0.judged?.kinds) })")
    }
}

/// An edit of a paragraph between others, or one that was added.
private struct LabelledEdit {
    let level: ChangeLevel
    let kinds: Set<ChangeKind>
    let after: String
    let judged: Change?

    var isAlert: Bool { judged?.level == .major }

    static func all() throws -> [LabelledEdit] {
        try Project.text("Tests/Fixtures/edits.tsv").split(separator: "\n")
            .filter { !$0.hasPrefix("#") }
            .map { line in
                let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
                    .map(String.init)
                try #require(cells.count == 5, "\(line)")
                return LabelledEdit(
                    level: try #require(ChangeLevel(rawValue: cells[1])),
                    kinds: Set(cells[2].split(separator: " ").compactMap { kinds[String($0)] }),
                    after: cells[4], judged: judge(cells[3], cells[4]))
            }
    }

    private static let kinds = Dictionary(
        ChangeKind.allCases.map { ($0.rawValue, $0) } + [("quote", .quotation)],
        uniquingKeysWith: { first, _ in first })

    private static func judge(_ before: String, _ after: String) -> Change? {
        let old = [RevisionDiffTests.lead, before, RevisionDiffTests.tail].filter { !$0.isEmpty }
        return RevisionDiff.change(
            from: RevisionContent(title: "Storm", text: old.joined(separator: "\n")),
            to: RevisionContent(
                title: "Storm",
                text: [RevisionDiffTests.lead, after, RevisionDiffTests.tail]
                    .joined(separator: "\n")))
    }
}
