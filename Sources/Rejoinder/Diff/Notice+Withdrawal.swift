/// What says that a newsroom has withdrawn its text.
extension Notice {
    /// Whether a line says that the newsroom has withdrawn the text around it, or is labelled as
    /// its correction.
    static func isOfNewsroom(_ line: String) -> Bool {
        guard line.utf8.count <= 2000 else { return false }
        var table = WordTable()
        let text = DiffText(line, &table)
        let reader = ProseReader(text: text, table: table)
        let range = 0..<text.tokens.count
        if kind(range, reader, isAlone: true) == .retraction { return true }
        guard let label = label(range, reader), label.count <= 4 else { return false }
        return contains(label, stems: corrections)
    }

    /// Whether the words say that this article, or what it is called instead, was withdrawn.
    ///
    /// Pages speak of deleting and removing for other reasons, too: "Delete your cookies, and load
    /// this article again". So the verb must be about the article, and not about the reader.
    static func isWithdrawal(_ words: [String]) -> Bool {
        let things = words.indices.filter { ProseWords.hasStem(words[$0], of: versions) }
        guard !things.isEmpty else { return false }
        return words.indices.contains { verb in
            guard isWithdrawing(words, verb) else { return false }
            return things.contains { thing in
                // "This article has been withdrawn"; "we have withdrawn this article".
                let isNear = thing < verb ? verb - thing <= 8 : verb > 0 && thing - verb <= 3
                return isNear
                    && !words.prefix(max(thing, verb) + 3).contains(where: addressing.contains)
            }
        }
    }

    private static func isWithdrawing(_ words: [String], _ place: Int) -> Bool {
        ProseWords.hasStem(words[place], of: retracting)
            || retractingPhrases.contains { stem, word in
                ProseWords.hasStem(words[place], of: [stem])
                    && words.dropFirst(place + 1).prefix(6).contains(word)
            }
    }

    private static let languages = Languages.embedded
    private static let versions = languages.words(.versions)
    private static let corrections = languages.words(.corrections)
    private static let retracting = languages.words(.retracting)
    /// Verbs of two words: the beginning of the first, and the second.
    private static let retractingPhrases = languages.pairs(.retractingPhrase)
    private static let addressing = languages.set(.addressing)
}
