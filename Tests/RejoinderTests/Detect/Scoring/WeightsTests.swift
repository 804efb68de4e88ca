import Foundation
import LanguageFiles
import Signing
import Testing

@testable import Rejoinder

@Suite("What was learnt from labelled sentences") struct WeightsTests {
    private struct Manifest: Decodable {
        let sha256: String
        let fingerprint: UInt32
    }

    private static func manifest() throws -> Manifest {
        let file = Project.file("Sources/CWeights/weights.json")
        return try JSONDecoder().decode(Manifest.self, from: Data(contentsOf: file))
    }

    @Test("is in the program as its manifest says") func isTheManifests() throws {
        #expect(Hex.string(SHA256.digest(LanguageFiles.weights)) == (try Self.manifest().sha256))
        #expect(LanguageFiles.weights.count < 1 << 20)
        #expect(Weights.embedded != nil)
    }

    @Test("has the figures of common terms that their manifest names") func termsAreTheManifests()
        throws
    {
        let file = Project.file("Sources/CWeights/terms.json")
        let manifest = try #require(
            JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
        #expect(Hex.string(SHA256.digest(LanguageFiles.terms)) == manifest["sha256"] as? String)
        #expect(TermCommonness.embedded.codes == Set(manifest.keys.filter { $0.count == 2 }))
    }

    /// Weights fit only the features that they were learnt with: whoever changes a feature, a frame
    /// or a class trains anew (docs/training.md).
    @Test("belongs to the features that the program makes now") func fitsTheFeatures() throws {
        var hash = FeatureWords.Hash(0)
        let sentences = try ["first", "contrasts", "asking"].flatMap(LabelledText.all)
        for sentence in sentences {
            let samples = plainDetector.samples(
                of: sentence.text, before: sentence.before ?? "", after: sentence.after ?? "",
                language: sentence.lang)
            for sample in samples {
                for features in [sample.own, sample.frames, sample.beside] + sample.words {
                    for feature in features {
                        hash.add(UInt8(truncatingIfNeeded: feature))
                        hash.add(UInt8(truncatingIfNeeded: feature >> 8))
                    }
                }
            }
        }
        #expect(hash.value == Weights.embedded?.fingerprint, "run `make train`: docs/training.md")
    }

    @Test("is refused where it is cut off, longer than it says, or something else")
    func isChecked() throws {
        let whole = LanguageFiles.weights
        for cut in [0, 3, 4, 11, 16, 47, 100_000, whole.count - 1] {
            #expect(throws: WeightsError.self) { try Weights(Array(whole.prefix(cut))) }
        }
        #expect(throws: WeightsError.self) { try Weights(whole + [0]) }
        #expect(throws: WeightsError.self) { try Weights(Array("RJW2".utf8) + whole.dropFirst(4)) }
        var wide = whole
        wide[8] = 17
        #expect(throws: WeightsError.self) { try Weights(wide) }
        var infinite = whole
        infinite.replaceSubrange(16..<20, with: [0, 0, 0x80, 0x7F])
        #expect(throws: WeightsError.self) { try Weights(infinite) }
        #expect(throws: Never.self) { try Weights(whole) }
    }
}

@Suite("Reading with the models") struct PartyReaderTests {
    private static let frames = Detector(institutions: [], weights: nil)

    private static func parties(_ text: String, before: String = "", after: String = "") -> [String]
    {
        plainDetector.mentions(in: text, before: before, after: after, language: "en")
            .map { "\($0.state): \($0.mention)" }
    }

    @Test("leaves the frames to decide alone without weights, and wholly sure") func framesAlone() {
        let parties = Self.frames.mentions(in: "The ministry declined to comment.", language: "en")
        #expect(parties.map(\.mention) == ["ministry"] && parties.map(\.confidence) == [1])
        #expect(parties.first?.grounds == nil)
    }

    @Test("tells look-alikes apart better than frames alone") func lookalikes() throws {
        let sentences = try LabelledText.all(in: "contrasts")
        func right(_ detector: Detector) -> Int {
            sentences.count { sentence in
                let found = detector.mentions(
                    in: sentence.text, before: sentence.before ?? "", after: sentence.after ?? "",
                    language: sentence.lang)
                let states = Set(found.map(\.state.rawValue))
                let label = ["awaiting", "declined", "responded"].first(where: states.contains)
                return label ?? "none" == sentence.label
            }
        }
        #expect(right(plainDetector) > right(Self.frames) + 100)
    }

    @Test("says nothing of the words around the text, which only help to understand it")
    func neighbours() {
        let silent = "The harbour will be dredged in May."
        let asked = "The ministry did not respond to a request for comment."
        #expect(Self.parties(silent, before: asked, after: asked) == [])
        #expect(Self.parties(asked, before: silent, after: silent) == ["awaiting: ministry"])
    }

    @Test("awaits nobody who spoke beside another who did not reply") func speakers() {
        let text =
            "Severn Foods and Delta Mills confirmed they attended but Orbital Foods, which was "
            + "invited, did not respond to a request for comment."
        #expect(
            Self.parties(text).filter { $0.hasPrefix("awaiting") } == ["awaiting: Orbital Foods"])
    }

    @Test("tells a person from the body beside them") func kinds() {
        func kind(_ text: String) -> PartyKind? {
            plainDetector.mentions(in: text, language: "en").first?.kind
        }
        #expect(kind("John Miller declined to comment.") == .person)
        #expect(kind("The Harbour Bank declined to comment.") == .organisation)
        #expect(kind("The German Foreign Ministry declined to comment.") == .officialBody)
    }

    @Test("is surer of plain words than of unusual ones") func confidence() throws {
        func confidence(_ text: String) throws -> Double {
            try #require(plainDetector.mentions(in: text, language: "en").first).confidence
        }
        let plain = try confidence("The ministry did not respond to a request for comment.")
        #expect(plain > 0.85 && plain <= 1)
        let asked = "Asked by The Post about the leak, the port authority would not elaborate."
        #expect(try confidence(asked) < plain)
    }

    @Test("gives the same for the same text, and takes any text") func steadiness() {
        for text in [
            "", " ", "\u{FFFD}\u{0}", "???", String(repeating: "a ", count: 5000), "«»„“”",
        ] {
            #expect(Self.parties(text) == Self.parties(text))
        }
    }
}

@Suite("Finding the words of a party") struct PartyTaggerTests {
    private typealias Tag = PartyTagger.Tag

    /// A tagger with these transitions and no weights.
    private static func tagger(_ transitions: [(Tag, Tag, Float)]) throws -> PartyTagger {
        var table = [Float](repeating: 0, count: 7 * 6)
        for (from, to, score) in transitions { table[from.rawValue * 6 + to.rawValue] = score }
        let floats = [Float](repeating: 1, count: 6) + table
        let bytes = floats.flatMap { value in
            (0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * UInt32($0))) }
        }
        var input = Weights.Input(bytes: bytes[...] + [UInt8](repeating: 0, count: 6 << 8))
        return try PartyTagger(bits: 8, &input)
    }

    /// The scores of a word that favours one tag.
    private static func word(_ tag: Tag, _ score: Float) -> PartyTagger.Scores {
        var scores = PartyTagger.Scores.zero
        scores[tag.rawValue] = score
        return scores
    }

    @Test("follows the best path, not the best tag of each word") func bestPath() throws {
        let words = [Self.word(.body, 2), Self.word(.inPerson, 1.2), Self.word(.outside, 3)]
        #expect(try Self.tagger([]).tags(words).tags == [.body, .inPerson, .outside])
        let joined = try Self.tagger([(.body, .inBody, 2), (.body, .inPerson, -5)])
        #expect(joined.tags(words).tags == [.body, .inBody, .outside])
    }

    @Test("gives likelihoods that are those of all paths together") func likelihoods() throws {
        let (_, likelihoods) = try Self.tagger([]).tags([
            Self.word(.outside, 0), Self.word(.outside, 9),
        ])
        // Six tags that are equally likely, of which five are a party's.
        #expect(abs(likelihoods[0] - 5 / 6) < 0.001)
        #expect(likelihoods[1] < 0.01)
        #expect(try Self.tagger([]).tags([]).tags.isEmpty)
    }
}
