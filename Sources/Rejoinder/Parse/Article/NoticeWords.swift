/// Knows a newsroom's notice about its article by its words, wherever on the page it stands.
///
/// Templates put corrections and "has been approached for comment" into boxes of any name. It asks
/// for more than the judging of changes does, because what surrounds an article speaks of it, too:
/// related stories, authors, appeals, and what readers write.
enum NoticeWords {
    /// Whether a text of a few sentences is a notice.
    ///
    /// - Parameters:
    ///   - label: the heading above it, if there is one.
    ///   - isBoldAtFirst: whether its first words are bold.
    ///   - isInList: whether it is an item of a list, which needs a label.
    static func isNotice(
        _ text: String, label: String?, isBoldAtFirst: Bool, isInList: Bool = false
    ) -> Bool {
        guard text.utf8.count <= longest else { return false }
        let words = words(text)
        guard words.count >= 4, words.count <= 120 else { return false }
        if let label, isLabel(Self.words(label)) { return !isCall(words) }
        let named = Self.label(text).map(Self.words) ?? []
        if isLabel(named), words.count >= named.count + 4 {
            return !isCall(Array(words.dropFirst(named.count)))
        }
        if isBoldAtFirst, words.count >= 6, isLabel(Array(words.prefix(1))) { return true }
        guard !isInList, !isAppeal(words), !text.utf8.contains(0x40) else { return false }
        return speaksOfArticle(words) || tellsOfQuestion(words)
    }

    /// Whether a heading stands over what readers write.
    static func isOverComments(_ heading: String) -> Bool {
        let words = words(heading)
        return words.count <= 4 && words.contains { hasStem($0, comments) }
    }

    /// Whether a heading or label announces a notice: "Correction", "Updated at 10:15".
    private static func isLabel(_ words: [String]) -> Bool {
        guard let first = words.first, words.count <= 8 else { return false }
        let isUpdate = updatedPhrases.contains { stem, word in
            hasStem(first, [stem]) && words.prefix(3).contains(word)
        }
        if isUpdate || hasStem(first, updated) {
            // "Updated every day" is no news of this article.
            return isUpdate || words.count <= 2
                || words.contains { weekdays.contains($0) || $0.utf8.contains(where: \.isDigit) }
        }
        guard words.count <= 4 else { return false }
        return words.contains { hasStem($0, corrections) }
            || words.count { hasStem($0, newsrooms) } >= 2
    }

    /// Whether it is about the text that it belongs to, and says that it was changed or withdrawn.
    private static func speaksOfArticle(_ words: [String]) -> Bool {
        guard let place = words.prefix(7).firstIndex(where: { hasStem($0, versions) }) else {
            return false
        }
        let isEarlier = words.prefix(place + 2).contains { hasStem($0, earlier) }
        let near = words[place...].prefix(9)
        return (isEarlier && words.count >= 8)
            || (place <= 3 && near.contains { hasStem($0, changed) })
    }

    /// Whether it tells that somebody was asked, or did not want to answer.
    private static func tellsOfQuestion(_ words: [String]) -> Bool {
        guard words.count >= 5, words.count <= 60 else { return false }
        return words.indices.contains { place in
            guard hasStem(words[place], approached) else { return false }
            let near = max(0, place - 8)..<min(words.count, place + 9)
            return near.contains { $0 != place && hasStem(words[$0], remarks) }
        }
    }

    /// Whether it speaks to the reader, or is about letters that readers may order.
    private static func isAppeal(_ words: [String]) -> Bool {
        isCall(words) || words.contains { addressing.contains($0) || hasStem($0, siteStems) }
    }

    /// Whether it begins by telling the reader to do something.
    private static func isCall(_ words: [String]) -> Bool {
        guard let first = words.first else { return true }
        return calls.contains(first) || words.prefix(8).contains(where: addressing.contains)
    }

    /// What stands before a colon or a dash near the front.
    private static func label(_ text: String) -> String? {
        let marks: Set<Character> = [":", "–", "—", "|", "]", ")"]
        var words = 0
        for index in text.indices {
            let character = text[index]
            if character == " " { words += 1 }
            if words > 8 { return nil }
            guard marks.contains(character) else { continue }
            // A colon within a time: "Updated at 10:15".
            let next = text.index(after: index)
            if next < text.endIndex, text[next].isNumber { continue }
            return index == text.startIndex ? nil : String(text[..<index])
        }
        return nil
    }

    private static func words(_ text: String) -> [String] {
        text.caseFolded.split { !$0.isLetter && !$0.isNumber && $0 != "-" }.map { String($0) }
    }

    private static func hasStem(_ word: String, _ stems: [String]) -> Bool {
        stems.contains { word.utf8.starts(with: $0.utf8) }
    }

    /// In bytes: a notice is a paragraph.
    static let longest = 1200

    private static let languages = Languages.embedded
    private static let versions = languages.words(.versions)
    private static let earlier = languages.words(.earlier)
    private static let corrections = languages.words(.corrections)
    private static let newsrooms = languages.words(.newsrooms) + languages.words(.noteLabels)
    private static let updated = languages.words(.updated)
    private static let updatedPhrases = languages.pairs(.updatedPhrase)
    private static let changed =
        languages.words(.correcting) + languages.words(.retracting) + languages.words(.updating)
    private static let approached = languages.words(.approached)
    private static let remarks = languages.words(.remarks)
    private static let addressing = languages.set(.addressing)
    private static let comments = languages.words(.commentStems)
    private static let weekdays = languages.set(.weekdays)
    private static let calls = languages.set(.calls).union(languages.set(.nounCalls))
    private static let siteStems = languages.words(.siteStems)
}
