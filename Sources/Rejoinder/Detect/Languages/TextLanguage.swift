/// Guesses which of the five languages a text is in, from letters and small words.
enum TextLanguage {
    /// The language's code; empty if the text does not tell.
    static func code(of text: String) -> String {
        let bytes = CaseFolding.folded(SafeArray(text.utf8.prefix(4000)))
        let tokens = PassageTokenizer.tokens(of: bytes, splitsElision: true)
        var counts: [String: Int] = [:]
        for token in tokens where token.kind == .word {
            let word = String(decoding: bytes[token.start..<token.end], as: UTF8.self)
            if let code = small[word] { counts[code, default: 0] += 1 }
            for scalar in word.unicodeScalars {
                switch scalar {
                case "і", "ї", "є", "ґ": counts["uk", default: 0] += 1
                case "ы", "э", "ъ", "ё": counts["ru", default: 0] += 1
                default: break
                }
            }
        }
        return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? ""
    }

    private static let small: [String: String] = {
        let words = [
            "en": "the of and to is was that with for from has have not said by its",
            "de": "der die das und ist nicht von mit für auf dem den sich ein eine auch wurde",
            "fr": "le les des et est une dans pour pas qui que sur du au aux selon avec",
            "uk": "та що у на не для від про як й із щодо під цього",
            "ru": "и что в на не для от о как с об при этого был его",
        ]
        var small: [String: String] = [:]
        for (code, list) in words {
            for word in list.split(separator: " ") { small[String(word)] = code }
        }
        return small
    }()
}
