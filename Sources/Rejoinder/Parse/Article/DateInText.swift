/// Finds a date in a line that says other things too.
enum DateInText {
    /// The first date in the text; nil where there is none.
    ///
    /// Windows of the text's words are tried, the longest first: a date has a figure, and at most
    /// seven words.
    static func first(_ text: String) -> Timestamp? {
        guard text.utf8.count <= 400, hasYear(text) else { return nil }
        if let whole = ArticleDates.date(text) { return whole }
        let words = text.split(whereSeparator: { $0.isWhitespace || $0 == "|" || $0 == "·" })
            .prefix(60).map { $0.trimmingPrefix("(") }
        for start in words.indices {
            for length in [5, 4, 3, 2, 1] where start + length <= words.count {
                let window = words[start..<(start + length)]
                let joined = window.joined(separator: " ")
                guard hasYear(joined), let last = window.last, isPart(window[start]),
                    isPart(last), let date = ArticleDates.date(joined)
                else { continue }
                return date
            }
        }
        return nil
    }

    /// A figure, or the name of a month or a day.
    private static func isPart(_ word: Substring) -> Bool {
        if word.utf8.contains(where: \.isDigit) { return true }
        let letters = word.lowercased().filter(\.isLetter)
        return MonthNames.month(letters) != nil
    }

    private static func hasYear(_ text: String) -> Bool {
        var run = 0
        for byte in Array(text.utf8) + [0x20] {
            if byte.isDigit {
                run += 1
            } else {
                if run == 4 || run == 8 { return true }
                run = 0
            }
        }
        // Two figures of a year, between marks.
        return text.utf8.filter { $0 == 0x2E || $0 == 0x2F }.count == 2
    }
}
