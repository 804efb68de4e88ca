import Testing

@testable import Rejoinder

@Suite("Word stems") struct WordStemTests {
    @Test("are the same with all kinds of apostrophes", arguments: ["’", "ʼ", "‘", "'"])
    func apostrophes(mark: String) {
        #expect(WordStem.of("d\(mark)accord") == WordStem.of("d'accord"))
    }

    @Test(
        "keep letters that begin with the bytes of apostrophes",
        arguments: [("ɅAD", "ʌad"), ("ⱡad", "ⱡad"), ("ʻokina", "ʻokina")])
    func letters(word: String, stem: String) {
        #expect(WordStem.of(word) == stem)
    }

    @Test("can be had of bytes that break off within a letter")
    func brokenOff() {
        for end in [[0xE2], [0xE2, 0x80], [0xCA], [0xC3]] as [[UInt8]] {
            #expect(WordStem.of([0x61] + end).hasPrefix("a"))
        }
    }
}
