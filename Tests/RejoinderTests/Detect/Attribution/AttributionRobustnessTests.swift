import Testing

@testable import Rejoinder

@Suite("Attributions of texts that are no prose") struct AttributionRobustnessTests {
    private static let files = ["en", "de", "fr", "uk", "ru", "en-trail"]

    /// Every range lies in the text, at scalars' bounds, and holds the text that is given with it.
    private func isSound(_ text: String, _ language: String?) -> Bool {
        let bytes = Array(text.utf8)
        return Attributions.find(in: text, language: language).allSatisfy { found in
            let ranges = found.pieces + [found.source, found.cue, found.content].compactMap(\.self)
            let isBounded = ranges.allSatisfy { range in
                !range.isEmpty && range.upperBound <= bytes.count
                    && bytes[range.lowerBound] & 0xC0 != 0x80
                    && (range.upperBound == bytes.count || bytes[range.upperBound] & 0xC0 != 0x80)
            }
            return isBounded
                && found.sourceText
                    == found.source.map { String(decoding: bytes[$0], as: UTF8.self) }
        }
    }

    @Test("keeps its ranges within texts that break off anywhere", arguments: files)
    func survivesCuts(_ name: String) throws {
        for marked in try MarkedText.all(in: name) {
            let scalars = Array(marked.text.unicodeScalars)
            for length in stride(from: 0, to: scalars.count, by: 9) {
                var head = String.UnicodeScalarView()
                head.append(contentsOf: scalars[..<length])
                var tail = String.UnicodeScalarView()
                tail.append(contentsOf: scalars[length...])
                #expect(isSound(String(head), marked.language), "\(String(head))")
                #expect(isSound(String(tail), marked.language), "\(String(tail))")
            }
        }
    }

    @Test("keeps its ranges within texts whose words are shuffled", arguments: files)
    func survivesShuffles(_ name: String) throws {
        var state: UInt64 = 88_172_645_463_325_252
        for marked in try MarkedText.all(in: name) {
            var words = marked.text.split(separator: " ").map(String.init)
            for _ in 0..<3 {
                for index in words.indices {
                    // xorshift64: the same shuffles in every run.
                    state ^= state << 13
                    state ^= state >> 7
                    state ^= state << 17
                    words.swapAt(index, Int(state % UInt64(words.count)))
                }
                #expect(isSound(words.joined(separator: " "), marked.language))
            }
        }
    }

    static let masses = [
        "\"", "'a ", "“a ", "„a ", "« a » ", "said ", "he said that ", "and said ", "who said ",
        "( ", "— a\n", "according to ", "a, ", "Bo, a man, ", "\n", "\u{FEFF}", "сказал ",
        "e\u{301}’",
    ]

    @Test("reads masses of one thing", arguments: masses) func survivesMasses(_ mass: String) {
        let text = String(repeating: mass, count: 1000)
        for language in ["en", "de", "fr", "uk", "ru", nil] { #expect(isSound(text, language)) }
    }

    @Test("finds nothing where nobody speaks") func staysSilent() {
        let texts = [
            "", " ", "“”", "Rock 'n' roll in the '90s was the players' game, wasn't it?",
            "The 6' 2\" forward scored twice.", "Prices rose by 3.5% in Q2.", "said", "— — —",
            "It was a “very strange” affair, and the room was cold.",
        ]
        for text in texts {
            #expect(Attributions.find(in: text, language: "en").isEmpty, "\(text)")
        }
    }
}
