/// Guesses the language of a text from its small words.
enum LanguageGuess {
    /// The lexicon that knows the most words of the text.
    static func lexicon(
        for bytes: SafeArray<UInt8>, among languages: ReadLanguages = .embedded
    ) -> Lexicon? {
        var best = (lexicon: languages.lexicons.first, score: 0)
        for lexicon in languages.lexicons {
            var score = 0
            for unit in Tokenizer.units(of: bytes, lexicon: lexicon) where unit.kind == .word {
                if lexicon.knows(unit.hash) { score += unit.isCapital ? 1 : 2 }
            }
            if score > best.score { best = (lexicon, score) }
        }
        return best.lexicon
    }
}
