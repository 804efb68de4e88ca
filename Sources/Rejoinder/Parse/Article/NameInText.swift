/// Finds who wrote an article in a line of small print above it.
enum NameInText {
    /// The name behind a word such as "by", or beside a date; nil where there is none.
    static func name(_ line: String) -> String? {
        guard line.utf8.count <= 160 else { return nil }
        let words = line.split(whereSeparator: { $0.isWhitespace }).map(String.init)
            .filter { word in
                word.unicodeScalars.contains {
                    $0.properties.isAlphabetic || $0.value < 0x3A && $0.value > 0x2F
                }
            }
        if let mark = words.prefix(4).firstIndex(where: { isMark($0) }) {
            let named = words[(mark + 1)...].prefix { isOfName($0) || $0 == "and" || $0 == "," }
            return checked(Array(named))
        }
        guard DateInText.first(line) != nil else { return nil }
        let rest = words.filter { word in
            !word.utf8.contains(where: \.isDigit)
                && MonthNames.month(bare(word).lowercased()) == nil
        }
        guard rest.allSatisfy({ isOfName($0) || $0 == "and" }) else { return nil }
        return checked(rest)
    }

    private static func isMark(_ word: String) -> Bool {
        ["by", "von", "par", "por", "от", "автор:", "author:"].contains(word.lowercased())
    }

    private static func bare(_ word: String) -> String {
        word.filter { $0.isLetter || $0 == "-" || $0 == "'" || $0 == "’" || $0 == "." }
    }

    private static func isOfName(_ word: String) -> Bool {
        guard let first = word.unicodeScalars.first else { return false }
        return first.properties.isUppercase
            || ["de", "van", "der", "von", "da", "di", "la", "del"].contains(word)
    }

    /// Two to eight words that are a name by their form.
    private static func checked(_ words: [String]) -> String? {
        guard (2...8).contains(words.count) else { return nil }
        return ArticleAuthors.cleaned(words.joined(separator: " "))?
            .trimmingCharacters(",;:")
    }
}

extension String {
    fileprivate func trimmingCharacters(_ marks: String) -> String {
        var text = self[...]
        while let last = text.last, marks.contains(last) { text.removeLast() }
        return String(text)
    }
}
