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
        let bytes = text.bytes
        let words = WordTagger.tokens(of: text, lexicon: lexicon)
        let collapsed = Dialogue.collapsed(Quotations.collapsed(words, bytes: bytes))
        let ranges = SpeechSentences.ranges(collapsed)
        let tokens = Capitals.masked(collapsed, ranges, lexicon: lexicon)
        var discourse = Discourse(tokens: tokens)
        for range in ranges {
            discourse.add(SentenceReader.candidates(tokens, range, lexicon: lexicon), in: range)
        }
        let text = AttributionText(bytes: bytes, tokens: tokens)
        return discourse.candidates.compactMap(text.attribution)
    }
}

/// Turns ranges of tokens into ranges of bytes and into words.
private struct AttributionText {
    let bytes: SafeArray<UInt8>
    let tokens: SafeArray<AttributionToken>

    /// - Returns: nil if other cues have taken all of the content, so that nothing is left of it.
    func attribution(_ candidate: AttributionCandidate) -> Attribution? {
        let pieces = candidate.pieces.compactMap(span).sorted { $0.lowerBound < $1.lowerBound }
        guard !pieces.isEmpty else { return nil }
        let source = candidate.source.flatMap(span)
        let cue = candidate.cue.flatMap(span)
        return Attribution(
            source: source, cue: cue, pieces: pieces, isQuoted: candidate.isQuoted,
            sourceText: source.map(text), cueText: cue.map(text),
            contentText: candidate.pieces.flatMap { contentParts($0, candidate.isQuoted) }
                .joined(separator: " "),
            isRefusal: Refusal.isOne(candidate, tokens))
    }

    private func span(_ range: Range<Int>) -> Range<Int>? {
        guard let first = tokens[range].first, let last = tokens[range].last else { return nil }
        let span = Int(first.start)..<Int(last.end)
        return span.isEmpty ? nil : span
    }

    private func text(_ span: Range<Int>) -> String { String(decoding: bytes[span], as: UTF8.self) }

    private func contentParts(_ range: Range<Int>, _ isQuoted: Bool) -> [String] {
        guard isQuoted else { return span(range).map { [text($0)] } ?? [] }
        return tokens[range].filter { $0.kind == .quote }.map { token in
            QuotationMarks.stripped(text(token.bytes))
        }
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
