/// Finds which sentences of two lists are the same ones, even if they were reworded.
package enum Alignment {
    /// The links between two lists of sentences, as pairs of places.
    package static func links(from old: [String], to new: [String]) -> [(old: Int, new: Int)] {
        var vocabulary = WordTable()
        let before = old.map { words($0, &vocabulary) }
        let after = new.map { words($0, &vocabulary) }
        var aligner = SentenceAligner(before, after)
        return aligner.links().map { ($0.old, $0.new) }
    }

    private static func words(_ sentence: String, _ vocabulary: inout WordTable) -> [Int32] {
        let text = DiffText(sentence, &vocabulary)
        return text.foldedWords(0..<text.tokens.count, vocabulary)
    }
}

extension DiffText {
    /// The words in lower case, without punctuation marks unless there is nothing else.
    func foldedWords(_ range: Range<Int>, _ vocabulary: WordTable) -> [Int32] {
        var words: [Int32] = []
        words.reserveCapacity(range.count)
        for index in range {
            let word = vocabulary[tokens[index].name]
            if word.shape != .punctuation { words.append(word.folded) }
        }
        return words.isEmpty ? names(range) : words
    }
}
