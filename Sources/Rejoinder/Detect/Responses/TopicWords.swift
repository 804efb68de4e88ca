/// Tells words that any text may have from words that show its matter.
enum TopicWords {
    /// Whether the word says nothing about the matter.
    ///
    /// Such are words of grammar, words of asking and answering, and short words that are not
    /// names.
    static func isCommon(_ token: TaggedToken, _ language: Language?) -> Bool {
        let length = token.end - token.start
        guard let language else { return length < 5 && !token.isCapital }
        if token.has(language.grammar.wordsOfCourse) { return true }
        let isShort = length < (language.hasArticles ? 4 : 8)
        return isShort && !token.isCapital
    }
}
