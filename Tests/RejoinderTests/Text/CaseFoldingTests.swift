import Testing

@testable import Rejoinder

@Suite("Folding case") struct CaseFoldingTests {
    @Test(
        "folds capitals of every script that has them",
        arguments: [
            ("ABC", "abc"), ("ÄÖÜ", "äöü"), ("ŁÓDŹ", "łódź"), ("Ÿ", "ÿ"), ("ΑΘΗΝΑ", "αθηνα"),
            ("МЗС ЇЖАК", "мзс їжак"), ("ҐАНОК", "ґанок"), ("ЁЛКА", "ёлка"), ("ԱՐՑ", "արց"),
            ("ẞ Ế", "ẞ ế"), ("ＮＡＴＯ", "ｎａｔｏ"), ("Ⰰ", "ⰰ"),
        ])
    func folds(_ text: String, _ folded: String) {
        #expect(text.caseFolded == folded)
    }

    @Test(
        "leaves what has no case, and what would change its length",
        arguments: ["abc äöü ß", "123 — …", "外交部", "İ", "\u{212A}", "×", "🙂", ""])
    func leaves(_ text: String) {
        #expect(text.caseFolded == text)
    }

    @Test(
        "keeps every byte in its place",
        arguments: ["Ärger ÜBER Łódź", "МІНІСТЕРСТВО İ", "ẞẾＮ 🙂 \u{212A}", "A\u{308}"])
    func places(_ text: String) {
        let bytes = Array(text.utf8)
        let folded = CaseFolding.folded(bytes)
        #expect(folded.count == bytes.count)
        for (before, after) in zip(text.unicodeScalars, text.caseFolded.unicodeScalars) {
            #expect(UTF8.width(before) == UTF8.width(after))
        }
    }

    @Test(
        "gives words that differ only in case or typesetting one hash",
        arguments: [
            ("Said", "SAID"), ("О’Нил", "о'нил"), ("сім\u{2BC}я", "СІМ’Я"),
            ("min\u{AD}istry", "ministry"), ("zero\u{200B}width", "ZEROWIDTH"), ("Ế", "ế"),
        ])
    func hashes(_ word: String, _ other: String) {
        #expect(CaseFolding.hash(word) == CaseFolding.hash(other))
    }

    @Test(
        "gives other words other hashes",
        arguments: [("said", "saida"), ("its", "it's"), ("é", "e"), ("и", "й"), ("", "a")])
    func distinguishes(_ word: String, _ other: String) {
        #expect(CaseFolding.hash(word) != CaseFolding.hash(other))
    }

    @Test(
        "knows a capital from a small letter",
        arguments: [("A", "a"), ("É", "é"), ("Ś", "ś"), ("Ґ", "ґ"), ("Й", "й"), ("Ω", "ω")])
    func capitals(_ capital: String, _ small: String) {
        #expect(CaseFolding.isCapital(SafeArray(capital.utf8), at: 0))
        #expect(!CaseFolding.isCapital(SafeArray(small.utf8), at: 0))
        #expect(!CaseFolding.isCapital(SafeArray("«".utf8), at: 0))
    }

    @Test("takes any bytes", arguments: 0..<64)
    func hostile(_ seed: Int) {
        var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
        let bytes = (0..<200).map { _ -> UInt8 in
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return UInt8(truncatingIfNeeded: state >> 8)
        }
        let safe = SafeArray(bytes)
        #expect(CaseFolding.folded(bytes).count == bytes.count)
        for index in bytes.indices {
            _ = CaseFolding.isCapital(safe, at: index)
            _ = CaseFolding.hash(safe, index..<min(bytes.count, index + 7))
        }
    }
}
