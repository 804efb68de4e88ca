import Foundation
import Testing

@testable import Rejoinder

/// Figures over the sentences of `Tests/Fixtures/awaited`, whose labels were given when they were
/// written.
///
/// The frames were made and mended with `first`, `second` and `ordinary`, and the models learn from
/// `first` and `contrasts`, so what those show is only that nothing was lost. Nobody has mended a rule with `unseen`, and nobody should: another set
/// would have to be written in its place.
@Suite("How well awaited answers are read") struct AwaitedFiguresTests {
    static let languages = Languages.embedded.packs.filter(\.isRead).map(\.code)

    @Test(
        "labels the sentences that its rules were made with as a person would", arguments: languages
    )
    func labels(_ language: String) throws {
        let cases = try LabelledText.all(in: "first") + LabelledText.all(in: "second")
        let figures = AwaitedFigures(cases.filter { $0.lang == language })
        #expect(figures.count >= 120)
        #expect(figures.macro >= 0.92, "\(figures.wrong)")
        #expect(figures.score("awaiting") >= 0.9, "\(figures.wrong)")
    }

    @Test(
        "names who was asked in the sentences that its rules were made with", arguments: languages)
    func parties(_ language: String) throws {
        let cases = try LabelledText.all(in: "first") + LabelledText.all(in: "second")
        let figures = AwaitedFigures(cases.filter { $0.lang == language })
        #expect(figures.institutions >= 0.88)
    }

    @Test(
        "labels the ordinary news that its rules were mended with as a person would",
        arguments: languages)
    func ordinary(_ language: String) throws {
        let cases = try LabelledText.all(in: "ordinary").filter { $0.lang == language }
        let figures = AwaitedFigures(cases)
        #expect(figures.count >= 15)
        // The models were not shown them, and a doubtful reading is a reading here.
        #expect(figures.wrong.count <= 1, "\(figures.wrong)")
    }

    @Test("labels two of three sentences that no rule was made with as a person would")
    func unseen() throws {
        let cases = try LabelledText.all(in: "unseen")
        let figures = AwaitedFigures(cases)
        #expect(figures.count >= 70)
        #expect(figures.macro >= 0.66, "\(figures.wrong)")
        #expect(figures.score("awaiting") >= 0.85, "\(figures.wrong)")
        #expect(figures.institutions >= 0.7)
    }

    @Test("is silent where nobody is awaited, in sentences that no rule was made with")
    func unseenSilence() throws {
        let cases = try LabelledText.all(in: "unseen").filter { $0.label == "none" }
        let figures = AwaitedFigures(cases)
        #expect(figures.count >= 20)
        #expect(figures.wrong.isEmpty, "\(figures.wrong)")
    }
}

struct LabelledText: Decodable {
    struct Record: Decodable {
        let who, state, kind: String
    }

    let id, lang, text, label: String
    /// The words around the text, where there are any.
    let before, after: String?
    let records: [Record]

    static func all(in name: String) throws -> [LabelledText] {
        let file = Project.file("Tests/Fixtures/awaited/\(name).jsonl")
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map {
            try JSONDecoder().decode(LabelledText.self, from: Data($0.utf8))
        }
    }
}

/// F1 of the labels, and of the bodies named with their states.
struct AwaitedFigures {
    private static let labels = ["awaiting", "declined", "responded", "none"]

    let count: Int
    private(set) var wrong: [String] = []
    private var pairs: [(gold: String, found: String)] = []
    private var hits = 0
    private var named = 0
    private var expected = 0

    init(_ cases: [LabelledText]) {
        count = cases.count
        for sample in cases {
            let found = plainDetector.mentions(
                in: sample.text, before: sample.before ?? "", after: sample.after ?? "",
                language: sample.lang)
            let states = Set(found.map(\.state.rawValue))
            let label = Self.labels.first(where: states.contains) ?? "none"
            pairs.append((sample.label, label))
            if label != sample.label { wrong.append("\(sample.id): \(label)") }
            let bodies = sample.records.filter { $0.kind == "org" }
            let people = sample.records.filter { $0.kind != "org" }
            expected += bodies.count
            hits +=
                bodies.filter { body in
                    found.contains {
                        Self.isSame($0.mention, body.who) && $0.state.rawValue == body.state
                    }
                }.count
            named +=
                found.filter { party in !people.contains { Self.isSame(party.mention, $0.who) } }
                .count
        }
    }

    /// The mean of the labels' F1, over those that the texts have.
    var macro: Double {
        let used = Self.labels.filter { label in pairs.contains { $0.gold == label } }
        return used.map(score).reduce(0, +) / Double(used.count)
    }

    func score(_ label: String) -> Double {
        let right = pairs.count { $0.gold == label && $0.found == label }
        let all = pairs.count { $0.gold == label } + pairs.count { $0.found == label }
        return all == 0 ? 0 : 2 * Double(right) / Double(all)
    }

    var institutions: Double {
        named + expected == 0 ? 0 : 2 * Double(hits) / Double(named + expected)
    }

    private static func isSame(_ a: String, _ b: String) -> Bool {
        let (a, b) = (a.lowercased(), b.lowercased())
        return a.contains(b) || b.contains(a)
    }
}
