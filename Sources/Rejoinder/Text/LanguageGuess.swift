/// Guesses the language of a text from its small words, and from letters that only it has.
enum LanguageGuess {
    /// The likeliest of these languages; nil if nothing speaks for any of them.
    static func likeliest(
        of text: TokenizedText, among codes: some Collection<String>
    ) -> String? {
        let counts = counts(text.tokens, text.bytes).counts.filter { codes.contains($0.key) }
        return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }

    /// The language of a text that leaves little doubt; otherwise nil.
    ///
    /// It takes twenty words, of which one in ten is a small word of the language, and a lead of a
    /// quarter over the next one: headings, names and lists have no such share, and neighbours
    /// (Ukrainian and Russian, Spanish and Portuguese) have many small words in common.
    static func certain(of text: String) -> String? {
        let bytes = SafeArray(text.utf8.prefix(longest))
        let (counts, words) = counts(Tokenizer.tokens(of: bytes), bytes)
        let ranked = counts.sorted { ($0.value, $1.key) > ($1.value, $0.key) }
        guard words >= 20, let best = ranked.first, best.value * 10 >= words else { return nil }
        if ranked.count > 1, ranked[1].value * 5 > best.value * 4 { return nil }
        return best.key
    }

    /// How much speaks for each language in the beginning of a text.
    private static func counts(
        _ tokens: SafeArray<Token>, _ bytes: SafeArray<UInt8>
    ) -> (counts: [String: Int], words: Int) {
        var counts: [String: Int] = [:]
        var small = [Int](repeating: 0, count: codes.count)
        var words = 0
        for token in tokens.prefix(while: { $0.end <= longest }) where token.kind == .word {
            words += 1
            var set = smallWords[CaseFolding.hash(bytes, token.bytes)] ?? 0
            while set != 0 {
                small[set.trailingZeroBitCount] += 1
                set &= set - 1
            }
            guard !token.has(.isASCII) else { continue }
            for place in token.bytes where leads[Int(bytes[place])] {
                let letter = UInt16(bytes[place]) << 8 | UInt16(bytes[place + 1])
                if let code = letters[letter] { counts[code, default: 0] += 1 }
            }
        }
        for (code, count) in zip(codes, small) where count > 0 {
            counts[code, default: 0] += count
        }
        return (counts, words)
    }

    /// In bytes; what follows adds little.
    private static let longest = 6000

    /// The languages that have small words; a word's languages are a set of their places.
    private static let codes: [String] = Array(
        Set(
            Languages.embedded.packs.flatMap { pack in
                pack.keyed(.smallWords).map { $0.0.isEmpty ? pack.code : $0.0 }
            }
        ).sorted().prefix(64))

    private static let smallWords: HashedWords<UInt64> = {
        var table: [UInt64: UInt64] = [:]
        for pack in Languages.embedded.packs {
            for (key, words) in pack.keyed(.smallWords) {
                guard let place = codes.firstIndex(of: key.isEmpty ? pack.code : key) else {
                    continue
                }
                for word in words {
                    table[CaseFolding.hash(word), default: 0] |= 1 << UInt64(place)
                }
            }
        }
        return HashedWords(table)
    }()

    /// Letters of two bytes that only one of several neighbours has, such as Ukrainian.
    private static let letters: [UInt16: String] = {
        var letters: [UInt16: String] = [:]
        for pack in Languages.embedded.packs {
            for letter in pack.words(.ownLetters) {
                letters[letter.utf8.reduce(0) { $0 << 8 | UInt16($1) }] = pack.code
            }
        }
        return letters
    }()

    /// Whether a byte is the first of such a letter.
    private static let leads: [Bool] = letters.keys.reduce(
        into: [Bool](repeating: false, count: 256)
    ) { $0[Int($1 >> 8)] = true }
}
