/// A text among its neighbours, which stand in paragraphs of their own.
struct Sample {
    let whole: TokenizedText
    private let place: Range<Int>

    init(_ text: String, before: String, after: String) {
        whole = TokenizedText(
            [before, text, after].filter { !$0.isEmpty }.joined(separator: "\n\n"))
        let start = before.isEmpty ? 0 : before.utf8.count + 2
        place = start..<start + text.utf8.count
    }

    /// Whether a sentence belongs to the text, and not to its neighbours.
    func holds(_ sentence: Range<Int>, _ passage: Passage) -> Bool {
        place.contains(passage.tokens[sentence.lowerBound].start)
    }

    /// The place of a token in the bytes of the text.
    func range(of token: TaggedToken) -> Range<Int> {
        let start = max(0, token.start - place.lowerBound)
        return start..<max(start, token.end - place.lowerBound)
    }
}

/// A sentence as the models see it, for training them.
package struct SentenceSample: Sendable {
    /// The features of the sentence itself, without those of the frames.
    package let own: [UInt16]
    /// What the frames say of it.
    package let frames: [UInt16]
    /// The features of the sentences beside it.
    package let beside: [UInt16]
    /// The features of each word.
    package let words: [[UInt16]]
    /// The places of the words in the bytes of the text.
    package let places: [Range<Int>]
}

extension Detector {
    /// The sentences of a text as the models see them.
    ///
    /// - Parameters:
    ///   - before: the words before the text, which are only read to understand it.
    ///   - after: the words after it, likewise.
    package func samples(
        of text: String, before: String = "", after: String = "", language: String?
    ) -> [SentenceSample] {
        let sample = Sample(text, before: before, after: after)
        guard let language = self.language(language, sample.whole) else { return [] }
        let passage = Passage(sample.whole, language)
        let finder = MentionFinder(language: language, passage: passage)
        let words = FeatureWords(
            passage, language, sentences: Array(passage.sentences.indices))
        let findings = passage.sentences.indices.map { finder.found(in: $0) }
        // As many features as `sentences.py` and `tagger.py` in Training learn.
        var (own, beside) = (FeatureSet(bits: 16), FeatureSet(bits: 16))
        var word = FeatureSet(bits: 15)
        return passage.sentences.indices.filter { sample.holds(passage.sentences[$0], passage) }
            .map { number in
                let range = passage.sentences[number]
                let plain = SentenceFeatures(words: words, language: language)
                    .collect(number, { findings[$0] }, own: &own, beside: &beside)
                let features = TokenFeatures(words, language, range, findings[number])
                return SentenceSample(
                    own: Array(own.features.prefix(plain)),
                    frames: Array(own.features.dropFirst(plain)), beside: beside.features,
                    words: range.map { index in
                        features.collect(index, &word)
                        return word.features
                    },
                    places: range.map { sample.range(of: passage.tokens[$0]) })
            }
    }
}
