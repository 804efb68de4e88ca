/// Tells words that every text may have from words that speak of a matter.
enum TopicWords {
    /// Whether the word says nothing about the matter: a word of grammar, of asking and answering, or
    /// a short one that is no name.
    static func isCommon(_ token: Token, _ language: Language?) -> Bool {
        let length = token.end - token.start
        guard let language else { return length < 5 && !token.isCapital }
        if token.has(language.grammar.wordsOfCourse) { return true }
        let isShort = length < (language.data.hasArticles ? 4 : 8)
        return isShort && !token.isCapital
    }
}
