/// Evens out house style in spelling, in which newsrooms differ.
enum Spelling {
    /// A key that is equal for all spellings of a word or number.
    static func key(_ word: String) -> String {
        if let value = ProseWords.numerals[word] { return number(value) }
        if word == "%" || percent.contains(word) { return "%" }
        if word == "&" { return "and" }
        if whole[word] == "" { return "" }
        let bytes = word.utf8.filter { $0 != 0x2E && $0 != 0x27 && $0 != 0x2C && $0 != 0x2D }
        if bytes.allSatisfy(\.isDigit) { return trimmed(bytes, original: word) }
        return variant(String(decoding: Array(bytes), as: UTF8.self))
    }

    static func number(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15
            ? String(Int64(clamping: value)) : String(value)
    }

    /// "1,000" becomes 1000 and "8.50" becomes 8.5, but "1.000" stays different from "1".
    private static func trimmed(_ digits: [UInt8], original: String) -> String {
        guard original.utf8.contains(0x2E) else { return String(decoding: digits, as: UTF8.self) }
        return original
    }

    /// Evens out British and American English, and letters that have two forms.
    private static func variant(_ word: String) -> String {
        var word = word
        if hasOtherLetters(word) {
            for (from, to) in letters where word.contains(from) { word = replacing(word, from, to) }
        }
        for (british, american) in endings
        where word.hasSuffix(british) && word.utf8.count > british.utf8.count + 1 {
            return String(word.dropLast(british.count)) + american
        }
        return whole[word] ?? word
    }

    /// Whether the word may contain one of `letters`; a quick test, because few words contain any.
    private static func hasOtherLetters(_ word: String) -> Bool {
        var last: UInt32 = 0
        for byte in word.utf8 {
            last = last << 8 | UInt32(byte)
            if byte >= 0x80 || last & 0xFF_FFFF == 0x61_65_6F { return true }
        }
        return false
    }

    private static func replacing(_ word: String, _ from: String, _ to: String) -> String {
        word.split(separator: from, omittingEmptySubsequences: false).joined(separator: to)
    }

    private static let percent = Languages.embedded.set(.percent)
    private static let letters = Languages.embedded.pairs(.spellingLetters)
    private static let endings = Languages.embedded.pairs(.spellingEndings)
    private static let whole = Dictionary(
        Languages.embedded.pairs(.spellings), uniquingKeysWith: { first, _ in first })
}

/// Measures how many letters apart two words are.
enum SpellingDistance {
    /// Whether one word is the other with a typing slip.
    ///
    /// A slip is one letter wrong, missing, doubled or swapped with its neighbour, or two in a long
    /// word. A different grammatical ending is not a slip.
    static func isSlip(_ a: String, _ b: String) -> Bool {
        let (x, y) = (Array(a.unicodeScalars), Array(b.unicodeScalars))
        let longer = max(x.count, y.count)
        guard longer >= 4, longer <= 40, abs(x.count - y.count) <= 2 else { return false }
        let allowed = longer >= 8 ? 2 : 1
        guard distance(x, y) <= allowed else { return false }
        return !isInflection(x, y)
    }

    private static func isInflection(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Bool {
        let common = zip(a, b).prefix { $0 == $1 }.count
        let (x, y) = (a.dropFirst(common), b.dropFirst(common))
        func text(_ part: ArraySlice<Unicode.Scalar>) -> String {
            var view = String.UnicodeScalarView()
            view.append(contentsOf: part)
            return String(view)
        }
        return common >= 3 && (x.isEmpty || y.isEmpty) && endings.contains(text(x))
            && endings.contains(text(y))
    }

    private static let endings = Languages.embedded.set(.inflections).union([""])

    /// Optimal string alignment: counts insertions, deletions, replacements and swaps.
    private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...b.count)
        for i in a.indices {
            var row = [i + 1]
            for j in b.indices {
                var best = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
                    best = min(best, beforeLast[j - 1] + 1)
                }
                row.append(best)
            }
            (beforeLast, last) = (last, row)
        }
        return last[b.count]
    }
}
