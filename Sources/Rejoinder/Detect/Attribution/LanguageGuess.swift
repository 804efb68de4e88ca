/// Guesses the language of a text from its small words.
enum LanguageGuess {
    /// The lexicon that knows the most words of the text.
    static func lexicon(for bytes: SafeArray<UInt8>) -> Lexicon {
        var best = (lexicon: Lexicon.english, score: 0)
        for lexicon in Lexicon.all {
            var score = 0
            for unit in Tokenizer.units(of: bytes, lexicon: lexicon) where unit.kind == .word {
                if lexicon.knows(unit.hash) { score += unit.isCapital ? 1 : 2 }
            }
            if score > best.score { best = (lexicon, score) }
        }
        return best.lexicon
    }
}

extension Lexicon {
    static let all = [english, german, french, ukrainian, russian]

    /// The lexicon for a BCP 47 tag, found by its primary subtag.
    static func lexicon(for tag: String?) -> Lexicon? {
        guard let primary = tag?.split(whereSeparator: { $0 == "-" || $0 == "_" }).first else {
            return nil
        }
        let code = primary.caseFolded
        return all.first { $0.language == code }
    }
}
