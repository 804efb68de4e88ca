import Testing

@testable import Rejoinder

@Suite("Counts beside a title") struct TitleDiffTests {
    static let counts = [
        ("137° - Kettle at half price", "174° - Kettle at half price"),
        ("Storm closes the port [12 replies]", "Storm closes the port [19 replies]"),
        ("(12) Storm closes the port", "(19) Storm closes the port"),
        ("Storm closes the port - 12 comments", "Storm closes the port - 19 comments"),
        ("Sturm schließt den Hafen (12 Kommentare)", "Sturm schließt den Hafen (19 Kommentare)"),
        ("Буря закрыла порт [12 ответов]", "Буря закрыла порт [19 ответов]"),
    ]

    static let headlines = [
        ("Storm closes the port (12 dead)", "Storm closes the port (19 dead)"),
        ("12 dead - storm closes the port", "19 dead - storm closes the port"),
        ("Storm: 12 dead", "Storm: 19 dead"),
        ("Storm closes the port - 12 dead", "Storm closes the port - 19 dead"),
        ("Storm closes the port", "Storm closes the port - 12 dead"),
        ("2025 - the year of storms", "2026 - the year of storms"),
        ("Varn beats Tarn 3-1", "Varn beats Tarn 3-2"),
        ("Police get 12 replies", "Police get 19 replies"),
        ("137° - Kettle at half price", "174° - Kettle at full price"),
    ]

    @Test("change by themselves", arguments: counts)
    func passesOver(_ before: String, _ after: String) {
        let verdict = TitleDiff.verdict(from: before, to: after)
        #expect(verdict?.kinds == [.counter])
        #expect(verdict?.level == ChangeLevel.none)
    }

    @Test("are no names of sites", arguments: ["Radio 4", "20 Minuten", "Coast Herald"])
    func siteName(_ name: String) {
        let title = "Storm closes the port"
        #expect(TitleDiff.verdict(from: title, to: "\(title) - \(name)")?.level == ChangeLevel.none)
        #expect(TitleDiff.verdict(from: "\(name): \(title)", to: title)?.level == ChangeLevel.none)
    }

    @Test("are not figures of the headline", arguments: headlines)
    func tells(_ before: String, _ after: String) {
        #expect(TitleDiff.verdict(from: before, to: after)?.kinds == [.headline])
    }
}
