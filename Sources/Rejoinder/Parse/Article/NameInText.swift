/// Finds the author's name in a line of small print above an article.
enum NameInText {
    /// The name after a word such as "by", or beside a date; nil if there is none.
    static func name(_ line: String) -> String? {
        guard line.utf8.count <= 160 else { return nil }
        // A sign between words ends a part: "By Ines Okafor | The Quay".
        let parts = line.split(whereSeparator: \.isWhitespace).map(String.init)
            .split { !isWord($0) && $0 != "&" && $0 != "," }
        for words in parts.map(Array.init) {
            guard let mark = words.prefix(4).firstIndex(where: { isMark($0) }) else { continue }
            // It matters what is by somebody: the name after a picture is its photographer's.
            guard !words[..<mark].contains(where: { isOfPicture($0) }) else { return nil }
            let named = words.dropFirst(mark + 1).prefix {
                isJoint($0) || (isOfName($0) && !isOfTime(bare($0).caseFolded))
            }
            return checked(withoutHouse(Array(named)))
        }
        return beside(line, parts.joined().filter(isWord))
    }

    private static func isWord(_ word: String) -> Bool {
        word.unicodeScalars.contains {
            $0.properties.isAlphabetic || $0.value < 0x3A && $0.value > 0x2F
        }
    }

    /// The words beside a date, if there is nothing else.
    private static func beside(_ line: String, _ words: [String]) -> String? {
        guard DateInText.first(line) != nil else { return nil }
        let rest = words.filter { word in
            let bare = bare(word).caseFolded
            return !word.utf8.contains(where: \.isDigit) && MonthNames.embedded.month(bare) == nil
                && !clockWords.contains(bare)
        }
        guard rest.allSatisfy({ isOfName($0) || isJoint($0) }),
            !rest.contains(where: { isOfTime(bare($0).caseFolded) })
        else { return nil }
        return checked(rest)
    }

    /// Removes what follows a comma: the employer or the place of the author.
    ///
    /// Nothing is removed if "and" comes later, because then the comma separates several names.
    private static func withoutHouse(_ words: [String]) -> [String] {
        guard let comma = words.firstIndex(where: { $0.hasSuffix(",") }),
            !words[comma...].contains(where: isJoint)
        else { return words }
        return Array(words[...comma])
    }

    private static func isMark(_ word: String) -> Bool { marks.contains(word.caseFolded) }

    private static func isJoint(_ word: String) -> Bool {
        word == "&" || word == "," || joints.contains(word.caseFolded)
    }

    private static func isOfPicture(_ word: String) -> Bool {
        let lower = bare(word).caseFolded
        return pictureStems.contains { lower.hasPrefix($0) }
    }

    /// Whether a word belongs to a time and is not a name, although a name may begin like it.
    private static func isOfTime(_ word: String) -> Bool {
        clockWords.contains(word) || days.contains(word)
            || updateStems.contains(where: word.hasPrefix)
    }

    private static func bare(_ word: String) -> String {
        word.filter { $0.isLetter || $0 == "-" || $0 == "'" || $0 == "’" || $0 == "." }
    }

    private static func isOfName(_ word: String) -> Bool {
        guard let first = word.unicodeScalars.first else { return false }
        return first.properties.isUppercase || particles.contains(word)
    }

    private static let marks = Languages.embedded.set(.bylineMarks)
    private static let joints = Languages.embedded.set(.and)
    private static let pictureStems = Languages.embedded.words(.pictureStems)
    private static let clockWords = Languages.embedded.set(.clockWords)
    private static let updateStems = Languages.embedded.words(.updateStems)
    /// The days of the week, and other words beside a date.
    private static let days = Languages.embedded.set(.weekdays)
        .union(Languages.embedded.words(.bylineOthers))
    private static let particles = Languages.embedded.set(.nameParticles)

    /// Two to twelve words that look like a name.
    private static func checked(_ words: [String]) -> String? {
        guard (2...12).contains(words.count),
            words.count(where: { $0.unicodeScalars.first?.properties.isUppercase == true }) > 1
        else { return nil }
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
