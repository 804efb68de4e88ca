import Testing

@testable import Rejoinder

@Suite("Texts that make no sense") struct DisorderTests {
    /// Reading them ended the program once: cues, sources and contents cross each other in them.
    static let fallen: [(language: String?, text: String)] = [
        ("uk", "Як сказала суддя, повідомили"),
        ("uk", "те, заявив міністр, сказано,"),
        ("uk", "план, so відповіла, повідомили"),
        ("uk", "сказано,зали, нічого сказано,зали, сказано,зали,"),
        ("uk", "сказано, нічого що сказала, сказали,"),
        ("uk", "2019-й, так. визнав, нагадали"),
        ("ru", "сказала€-0, она сказал, сказали,"),
        ("ru", "ск\u{20DD}азано,пише сказала, сказали,"),
        ("ru", "ска\u{327}зал, она сказала,, сказано,"),
        ("ru", "они «» ул. сказал, говорится"),
        ("ru", "тыс. По словам регулятора, говорят,"),
        ("ru", "том, заявил министр, говорится"),
        ("ru", "никогда, да. признал, Я напомнили"),
        (nil, "говорилось, согласно прежней говорится"),
    ]

    @Test("are read, and what is found in them lies in them", arguments: fallen)
    func sentences(language: String?, text: String) {
        check(text, language)
    }

    /// Made once, for that takes longer than reading does.
    private static let detector = Detector(institutions: [])
    private static let languages = ["en", "de", "fr", "uk", "ru"]

    @Test("are made of sensible ones by cutting and turning them", arguments: languages)
    func mutilated(language: String) throws {
        let passages = try Project.text("Fuzz/corpus/language/\(language).txt")
            .split(separator: "\n\n").map(String.init)
        #expect(passages.count >= 30)
        for (number, passage) in passages.enumerated() {
            let words = passage.split(separator: " ").map(String.init)
            let other = passages[(number + 7) % passages.count]
            check(words.reversed().joined(separator: " "), language)
            check(String(passage.reversed()), language)
            check(passage.replacing(".", with: ","), language)
            check(passage.replacing(" ", with: ", "), language)
            for cut in stride(from: 1, to: words.count, by: 8) {
                let (head, tail) = (words[..<cut], words[cut...])
                check((tail + head).joined(separator: " "), language)
                check(head.joined(separator: " ") + " " + other, language)
            }
        }
    }

    @Test("are compared with sensible ones", arguments: languages)
    func compared(language: String) throws {
        let passages = try Project.text("Fuzz/corpus/language/\(language).txt")
            .split(separator: "\n\n").map(String.init)
        for (number, passage) in passages.enumerated() {
            let words = passage.split(separator: " ").map(String.init)
            let others = [
                words.reversed().joined(separator: " "), passage.replacing(" ", with: "\n"),
                passages[(number + 1) % passages.count], "", String(passage.reversed()),
            ]
            for other in others {
                let change = RevisionDiff.change(
                    from: RevisionContent(title: passage, text: passage, language: language),
                    to: RevisionContent(title: other, text: other, language: language))
                #expect(change != nil || Normaliser.text(other) == Normaliser.text(passage))
                let links = Alignment.links(from: [passage, other], to: [other, passage, other])
                #expect(links.allSatisfy { (0..<2).contains($0.old) && (0..<3).contains($0.new) })
            }
        }
    }

    private func check(_ text: String, _ language: String?) {
        let size = text.utf8.count
        for attribution in Attributions.find(in: text, language: language) {
            let spans =
                attribution.pieces + [attribution.source, attribution.cue].compactMap { $0 }
            #expect(!attribution.pieces.isEmpty, "\(text)")
            for span in spans {
                #expect(!span.isEmpty && span.lowerBound >= 0 && span.upperBound <= size, "\(text)")
            }
        }
        for party in Self.detector.parties(title: text, text: text, language: language) {
            #expect(!party.mention.isEmpty, "\(text)")
        }
    }
}
