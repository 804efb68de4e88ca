/// Reads who said what out of a text.
package enum Attributions {
    /// All attributions of a text, in the order of the text.
    ///
    /// Takes time linear in the length of the text.
    ///
    /// - Parameter language: a BCP 47 tag; if it is nil or unknown, the language is guessed.
    package static func find(in text: String, language: String?) -> [Attribution] {
        let text = TokenizedText(text)
        return find(in: text, lexicon: lexicon(for: text, language: language))
    }

    static func lexicon(
        for text: TokenizedText, language: String?, among languages: ReadLanguages = .embedded
    ) -> Lexicon? {
        if let known = languages.lexicon(language) { return known }
        let guess = LanguageGuess.likeliest(of: text, among: languages.codes)
        return languages.lexicon(guess ?? languages.codes.first)
    }

    /// - Parameter lexicon: if nil, there are no languages in which anything could be read.
    static func find(in text: TokenizedText, lexicon: Lexicon?) -> [Attribution] {
        guard let lexicon else { return [] }
        let reading = AttributionReading(text, lexicon)
        return reading.candidates.compactMap(reading.attribution)
    }
}

/// Handles the marks around a quotation.
enum QuotationMarks {
    /// The text without a mark at either end, nor the spaces and the comma next to the marks.
    static func stripped(_ text: String) -> String {
        var scalars = Substring(text).unicodeScalars
        func trim() {
            while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
            while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
        }
        trim()
        if let first = scalars.first, isMark(first) { scalars.removeFirst() }
        if let last = scalars.last, isMark(last) { scalars.removeLast() }
        trim()
        if scalars.last == "," { scalars.removeLast() }
        return String(scalars)
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\"", "'", "`", "“", "”", "„", "‟", "‘", "’", "‚", "‛", "«", "»", "‹", "›", "–", "—",
            "-":
            true
        default: false
        }
    }
}
