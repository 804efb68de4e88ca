import Testing

@testable import Rejoinder

@Suite("Places that a text does not have") struct SafeArrayTests {
    @Test("a range whose ends have crossed is empty, and begins where it would") func crossed() {
        let (late, early) = (7, 3)
        #expect((late..<early) == 7..<7)
        #expect((late...early).isEmpty)
        #expect((early..<late).count == 4)
        #expect((early...late).count == 5)
        #expect((early...Int.max).upperBound == Int.max)
        var seen = 0
        for _ in late..<early { seen += 1 }
        #expect(seen == 0)
    }

    @Test("outside of an array stands what belongs to nothing") func outside() throws {
        let english = try #require(ReadLanguages.embedded.lexicon("en"))
        let tokens = WordTagger.tokens(of: TokenizedText("He left"), lexicon: english)
        #expect(tokens.count == 2)
        for place in [-1, 2, .min, .max] {
            #expect(tokens[place].kind == .stop && tokens[place].bytes.isEmpty)
            #expect(!tokens[place].isWord && !tokens[place].isCapital)
        }
        #expect(tokens[1].kind == .word)
    }

    @Test("a range holds what of it is there") func slices() {
        let bytes: SafeArray<UInt8> = [1, 2, 3]
        #expect(Array(bytes[-5..<2]) == [1, 2])
        #expect(Array(bytes[2..<9]) == [3])
        #expect(bytes[5..<9].isEmpty && bytes[-4..<(-1)].isEmpty && bytes[2..<1].isEmpty)
    }

    @Test("nothing is changed outside") func changes() {
        var bytes: SafeArray<UInt8> = [1, 2, 3]
        bytes[3] = 9
        bytes[-1] = 9
        bytes[1] = 7
        bytes += [4]
        #expect(bytes.elements == [1, 7, 3, 4])
    }

    @Test(
        "a number with a fraction becomes the nearest there is",
        arguments: [
            (1.9, 1), (-1.9, -1), (.nan, 0), (.infinity, .max), (-.infinity, .min),
            (1e300, .max), (9.3e18, .max), (-9.3e18, .min), (0.0, 0),
        ] as [(Double, Int)])
    func numbers(number: Double, whole: Int) {
        #expect(Int(clamping: number) == whole)
        #expect(Int64(clamping: number) == Int64(whole))
        #expect(UInt8(clamping: 300.5) == 255 && UInt8(clamping: -0.5) == 0)
    }
}
