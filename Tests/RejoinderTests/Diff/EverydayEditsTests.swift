import Testing

@testable import Rejoinder

/// Short lines of everyday words, from `Tests/Fixtures/everyday.tsv`: edits of what is reported,
/// and what sites change around it.
@Suite("Short lines of everyday words") struct EverydayEditsTests {
    private static let edits = Result { try EverydayEdit.all() }

    @Test("misses no edit of what a sentence reports, whatever words a site also uses for itself")
    func tellsWhatIsReported() throws {
        let real = try Self.edits.get().filter { $0.isReal }
        #expect(real.count >= 200)
        let missed = real.filter { $0.change?.level != .major }
        #expect(missed.isEmpty, "\(missed.map(\.testDescription))")
    }

    @Test("stays quiet at what sites change by themselves") func passesOverNoise() throws {
        let noise = try Self.edits.get().filter { !$0.isReal }
        #expect(noise.count >= 100)
        let alarms = noise.filter { $0.change?.level == .major }
        #expect(alarms.isEmpty, "\(alarms.map(\.testDescription))")
    }
}

/// A line between two others that was edited, added or removed.
private struct EverydayEdit: CustomTestStringConvertible {
    let isReal: Bool
    let change: Change?
    let testDescription: String

    static func all() throws -> [EverydayEdit] {
        try Project.text("Tests/Fixtures/everyday.tsv").split(separator: "\n")
            .filter { !$0.hasPrefix("#") }
            .map { line in
                let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
                    .map(String.init)
                try #require(cells.count == 4, "\(line)")
                let (lead, tail) = try #require(surroundings[cells[0]])
                func content(_ line: String) -> RevisionContent {
                    let lines = [lead, line, tail].filter { !$0.isEmpty }
                    return RevisionContent(title: "Storm", text: lines.joined(separator: "\n"))
                }
                return EverydayEdit(
                    isReal: cells[1] == "major",
                    change: RevisionDiff.change(from: content(cells[2]), to: content(cells[3])),
                    testDescription: "\(cells[2]) -> \(cells[3])")
            }
    }

    private static let surroundings = [
        "en": (RevisionDiffTests.lead, RevisionDiffTests.tail),
        "de": (
            "Der Hafen wurde am Sonntag geschlossen, nachdem der Sturm zwei Kräne umwarf.",
            "Ingenieure prüfen die übrigen Kräne, bevor wieder Schiffe anlegen dürfen."
        ),
        "fr": (
            "Le port a été fermé dimanche après que la tempête a arraché deux grues du quai.",
            "Des ingénieurs inspecteront les autres grues avant le retour des navires."
        ),
        "uk": (
            "Порт закрили в неділю після того, як буря зірвала два крани з причалу.",
            "Інженери оглянуть решту кранів, перш ніж кораблі знову зможуть причалити."
        ),
        "ru": (
            "Порт закрыли в воскресенье после того, как буря сорвала два крана с причала.",
            "Инженеры осмотрят остальные краны, прежде чем суда снова смогут причалить."
        ),
    ]
}
