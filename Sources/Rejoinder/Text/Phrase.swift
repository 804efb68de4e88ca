/// A word or a phrase that is looked for in texts: as whole words, in any case.
///
/// "port" is not found in "report". What stands between the words does not matter, so "air defence"
/// is found in "air-defence", and a possessive is the word: "NATO" is found in "NATO's".
package struct Phrase: Hashable, Sendable {
    /// The folded words, in order; never empty.
    fileprivate let words: [String]

    /// - Returns: nil if the text has no word.
    package init?(_ text: String) {
        let words = PhraseText.words(of: text).map(\.whole)
        guard !words.isEmpty else { return nil }
        self.words = words
    }
}

/// Texts in which phrases are looked for, cut once.
package struct PhraseText: Sendable {
    fileprivate struct Word {
        let whole: String
        /// What stands before an apostrophe, and the whole word if there is none.
        let stem: String
    }

    private var words: [Word] = []

    /// - Parameter texts: each stands alone; no phrase reaches from one into the next.
    package init(_ texts: [String]) {
        for text in texts {
            if !words.isEmpty { words.append(Word(whole: "", stem: "")) }
            words += Self.words(of: text)
        }
    }

    package func has(_ phrase: Phrase) -> Bool {
        let sought = phrase.words
        guard words.count >= sought.count else { return false }
        return words.indices.dropLast(sought.count - 1).contains { start in
            zip(words[start...], sought).allSatisfy { word, wanted in
                word.whole == wanted || word.stem == wanted
            }
        }
    }

    fileprivate static func words(of text: String) -> [Word] {
        let cut = TokenizedText(text)
        let folded = CaseFolding.folded(cut.bytes)
        return cut.soughtWords.map { sought in
            let word = String(decoding: folded[sought.bytes], as: UTF8.self)
            let stem = word.unicodeScalars.prefix { !CharacterClass.isApostrophe($0.value) }
            return Word(whole: word, stem: stem.isEmpty ? word : String(stem))
        }
    }
}
