/// A text with the attributions that were read from it, as tokens; makes words of them.
struct AttributionReading: Sendable {
    let lexicon: Lexicon
    let candidates: [AttributionCandidate]
    private let bytes: SafeArray<UInt8>
    private let tokens: SafeArray<AttributionToken>
    /// The tokens with all of their classes, also those that a capital hides.
    private let words: SafeArray<AttributionToken>

    /// The words that stand after another capitalised word: "Smith" of "Jane Smith".
    private let surnames: Set<UInt64>
    /// The words with capitals inside of sentences.
    private let inner: Set<UInt64>
    /// The sentences, in tokens.
    private let ranges: [Range<Int>]

    init(_ text: TokenizedText, _ lexicon: Lexicon) {
        self.lexicon = lexicon
        bytes = text.bytes
        let tagged = WordTagger.tokens(of: text, lexicon: lexicon)
        words = Dialogue.collapsed(Quotations.collapsed(tagged, bytes: bytes))
        ranges = SpeechSentences.ranges(words)
        tokens = Capitals.masked(words, ranges, lexicon: lexicon)
        (surnames, inner) = Self.names(words)
        var discourse = Discourse(tokens: tokens)
        for range in ranges {
            discourse.add(SentenceReader.candidates(tokens, range, lexicon: lexicon), in: range)
        }
        candidates = discourse.candidates
    }

    /// - Returns: nil if other cues have taken all of the content, so that nothing is left of it.
    func attribution(_ candidate: AttributionCandidate) -> Attribution? {
        let pieces = candidate.pieces.compactMap(span).sorted { $0.lowerBound < $1.lowerBound }
        guard !pieces.isEmpty else { return nil }
        let source = candidate.source.flatMap(span)
        let cue = candidate.cue.flatMap(span)
        return Attribution(
            source: source, cue: cue, pieces: pieces, isQuoted: candidate.isQuoted,
            sourceText: source.map(string), cueText: cue.map(string),
            contentText: candidate.pieces.flatMap { contentParts($0, candidate.isQuoted) }
                .joined(separator: " "),
            isRefusal: Refusal.isOne(candidate, tokens))
    }

    /// Whether the source is one word at the beginning of a sentence that the text has nowhere else
    /// with a capital: where nouns have capitals, that may be an adverb.
    func isDoubtful(_ source: Range<Int>) -> Bool {
        guard lexicon.capitalisesNouns, source.count == 1 else { return false }
        let word = words[source.lowerBound]
        return word.shape.contains(.startsSentence) && word.classes.isEmpty
            && !inner.contains(word.hash)
    }

    func isSurname(_ word: UInt64) -> Bool { surnames.contains(word) }

    private static func names(
        _ words: SafeArray<AttributionToken>
    ) -> (surnames: Set<UInt64>, inner: Set<UInt64>) {
        var surnames: Set<UInt64> = []
        var inner: Set<UInt64> = []
        for index in words.indices {
            let (before, token) = (words[index - 1], words[index])
            guard token.kind == .word, token.isCapital else { continue }
            if !token.shape.contains(.startsSentence) { inner.insert(token.hash) }
            guard before.kind == .word, before.isCapital,
                !before.is([.determiner, .preposition, .body, .time]), !token.is([.body, .time])
            else { continue }
            surnames.insert(token.hash)
        }
        return (surnames, inner)
    }

    /// Whether the words between may make another the one whom a pronoun means.
    ///
    /// - Parameters:
    ///   - names: the words that name the one who is meant.
    ///   - others: the words that name others who spoke.
    ///   - sentence: the sentence in which that one was named.
    ///   - place: where the pronoun stands.
    func namesAnother(
        than names: Set<UInt64>, of others: Set<UInt64>, after sentence: Int, before place: Int
    ) -> Bool {
        for range in ranges.dropFirst(sentence + 1) {
            guard range.lowerBound < place else { return false }
            let end = min(range.upperBound, range.lowerBound + Self.opening, place)
            // Who speaks may also stand at the end: "…, Doe said".
            let last = min(range.upperBound, place)
            for index in range.lowerBound..<last where words[index].is(.quotative) {
                if isPerson(index - 1, in: range, but: names) { return true }
                if isPerson(index + 1, in: range, but: names) { return true }
            }
            for index in range.lowerBound..<end
            where others.contains(words[index].hash) || isPerson(index, in: range, but: names) {
                return true
            }
        }
        return false
    }

    /// How many words at the beginning of a sentence may hold its subject.
    private static let opening = 14

    /// Whether the word may name a person, as far as its capital and its neighbours tell.
    private func isPerson(_ index: Int, in sentence: Range<Int>, but names: Set<UInt64>) -> Bool {
        let token = words[index]
        guard token.kind == .word, !names.contains(token.hash) else { return false }
        if token.is(.person) { return true }
        guard token.isCapital, token.classes.isEmpty else { return false }
        if surnames.contains(token.hash) { return true }
        return !lexicon.capitalisesNouns && index > sentence.lowerBound
    }

    /// What the words of a source tell about the one it names.
    func speaker(_ source: Range<Int>) -> Speaker {
        Speaker(words[source], lexicon: lexicon) { text(of: $0) }
    }

    /// The text from the first token to the last.
    func text(of tokens: Range<Int>) -> String { span(tokens).map(string) ?? "" }

    private func span(_ range: Range<Int>) -> Range<Int>? {
        guard let first = tokens[range].first, let last = tokens[range].last else { return nil }
        let span = Int(first.start)..<Int(last.end)
        return span.isEmpty ? nil : span
    }

    private func string(_ span: Range<Int>) -> String {
        String(decoding: bytes[span], as: UTF8.self)
    }

    private func contentParts(_ range: Range<Int>, _ isQuoted: Bool) -> [String] {
        guard isQuoted else { return span(range).map { [string($0)] } ?? [] }
        return tokens[range].filter { $0.kind == .quote }.map { token in
            QuotationMarks.stripped(string(token.bytes))
        }
    }
}
