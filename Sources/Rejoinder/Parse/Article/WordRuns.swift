/// The runs of three words in a text, which tell how much of another text is in it.
struct WordRuns {
    private let runs: Set<UInt64>

    /// The smallest share of one text's runs that another must have to be much alike.
    static let leastAlike = 0.5

    init(_ text: String) { runs = Set(Self.hashes(text)) }

    /// The share of the other text's runs that occur here too; 1 for a text without words.
    func share(of other: String) -> Double {
        let wanted = Self.hashes(other)
        guard !wanted.isEmpty else { return 1 }
        return Double(wanted.count(where: runs.contains)) / Double(wanted.count)
    }

    /// One number for each run; single words if there are fewer than three.
    ///
    /// In a script without blanks, each sign counts as a word.
    private static func hashes(_ text: String) -> [UInt64] {
        var words: [UInt64] = []
        var word: UInt64 = 0
        for byte in text.utf8 {
            if byte >= 0xE3, byte < 0xEE, word != 0 {
                words.append(word)
                word = 0
            }
            if byte.isLetter || byte.isDigit || byte >= 0x80 {
                word = (word &+ UInt64(byte.lowercased) &+ 1) &* 0x0000_0100_0000_01B3
            } else if word != 0 {
                words.append(word)
                word = 0
            }
        }
        if word != 0 { words.append(word) }
        guard words.count >= 3 else { return words }
        return (2..<words.count).map { index in
            let pair: UInt64 = words[index - 2] &* 31 &+ words[index - 1]
            return pair &* 31 &+ words[index]
        }
    }
}
