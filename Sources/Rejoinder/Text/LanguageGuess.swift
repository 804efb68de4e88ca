/// Guesses the language of a text from its small words, and from letters that only it has.
enum LanguageGuess {
    /// The language that most speaks for; nil if nothing speaks for any of them.
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
        var words = 0
        for token in tokens.prefix(while: { $0.end <= longest }) where token.kind == .word {
            words += 1
            for code in small[CaseFolding.hash(bytes, token.bytes)] ?? [] {
                counts[code, default: 0] += 1
            }
            guard !token.has(.isASCII) else { continue }
            // The letters і, ї, є and ґ, and ы, э, ъ and ё, decide between neighbours.
            for place in token.bytes where bytes[place] == 0xD1 || bytes[place] == 0xD2 {
                switch (bytes[place], bytes[place + 1]) {
                case (0xD1, 0x94), (0xD1, 0x96), (0xD1, 0x97), (0xD2, 0x91):
                    counts["uk", default: 0] += 1
                case (0xD1, 0x8A), (0xD1, 0x8B), (0xD1, 0x8D), (0xD1, 0x91):
                    counts["ru", default: 0] += 1
                default: break
                }
            }
        }
        return (counts, words)
    }

    /// The first thousand words tell as much as all of them.
    private static let longest = 6000

    private static let small: [UInt64: [String]] = {
        var table: [UInt64: [String]] = [:]
        for (code, words) in [
            (
                "en",
                """
                the of and to in that for with was is it as on at by from this are be he his has \
                have not said its
                """
            ),
            (
                "de",
                """
                der die das und ist nicht mit von den dem ein eine zu im auf für sich auch es wurde
                """
            ),
            (
                "fr",
                """
                le la les des et est une dans que qui pour sur pas du au aux par plus ce avec il \
                selon
                """
            ),
            ("es", "el la los las de que y en un una por con para se del al su como más"),
            ("it", "il di che e la per un una non con del della sono è i le da si nel"),
            ("pt", "o a os as de que e em um uma para com não do da no na por se mais"),
            ("nl", "de het een en van in is dat op te voor met niet zijn aan er die"),
            ("pl", "w i na z się nie do to że jest o od za po przez dla"),
            ("ru", "и в не на что с он как по это из к за его но был от для также о при"),
            (
                "uk",
                "і в не на що з та як до це за його від але для про був із також у й щодо під"
            ),
        ] {
            for word in words.split(whereSeparator: \.isWhitespace) {
                table[CaseFolding.hash(word), default: []].append(code)
            }
        }
        return table
    }()
}
