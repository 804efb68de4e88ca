/// What a paragraph is, judged on its own: prose, or something that a site puts around prose.
enum LineNature: Hashable, Sendable {
    case prose, timestamp, counter, boilerplate, caption, byline

    var kind: ChangeKind? {
        switch self {
        case .prose: nil
        case .timestamp: .timestamp
        case .counter: .counter
        case .boilerplate: .boilerplate
        case .caption: .caption
        case .byline: .byline
        }
    }
}

/// Tells prose from what surrounds it, mainly by structure.
///
/// It looks at the length, the end of a sentence, numbers, and whom the line speaks to.
struct LineReader {
    private static let longestLabel = 14
    private static let longestAppeal = 32

    let reader: ProseReader
    /// The paragraphs that the other text does not have.
    let unmatched: Set<Int>

    func nature(ofParagraph paragraph: Int) -> LineNature {
        let range = reader.text.tokens(ofParagraph: paragraph)
        guard range.count <= 200 else { return .prose }
        let words = range.filter(reader.isWord)
        guard !words.isEmpty else { return .boilerplate }
        guard words.count <= Self.longestAppeal else { return .prose }
        let texts = words.map(reader.word)
        if isTimestamp(words, texts) { return .timestamp }
        // "5 min." is not a sentence.
        let isShortened = texts.last.map { Abbreviations.contains(CaseFolding.hash($0)) } ?? false
        let isSentence = reader.endsSentence(range) && !isShortened
        if isCredit(range, texts) { return .caption }
        if isStaffLine(texts) { return .byline }
        if isAppeal(range, words, texts) { return .boilerplate }
        guard !isSentence, words.count <= Self.longestLabel else { return .prose }
        if words.count <= 8, words.contains(where: { reader.shape($0) == .number }),
            !reader.hasQuotation(range)
        {
            return .counter
        }
        return isInList(paragraph) ? .prose : .boilerplate
    }

    /// Whether the line belongs to a list.
    ///
    /// It does if similar lines already stood before and after it, or if a colon announces it.
    private func isInList(_ paragraph: Int) -> Bool {
        let isBetween = [paragraph - 1, paragraph + 1].allSatisfy {
            isUnended($0) && !unmatched.contains($0)
        }
        return isBetween || isAnnounced(paragraph)
    }

    private func isUnended(_ paragraph: Int) -> Bool {
        guard reader.text.paragraphs.indices.contains(paragraph) else { return false }
        return !reader.endsSentence(reader.text.tokens(ofParagraph: paragraph))
    }

    private func isAnnounced(_ paragraph: Int) -> Bool {
        var place = paragraph - 1
        while place >= max(0, paragraph - 20), isUnended(place) { place -= 1 }
        guard place >= 0, place >= paragraph - 20 else { return false }
        let range = reader.text.tokens(ofParagraph: place)
        return range.last.map { reader.mark($0) == 0x3A } ?? false
    }

    // MARK: - Times

    /// Whether the line holds only a time and words about publishing.
    private func isTimestamp(_ words: [Int], _ texts: [String]) -> Bool {
        guard words.count <= 16 else { return false }
        var times = 0
        var others = 0
        for (index, word) in zip(words, texts) {
            if reader.shape(index) == .number || ProseWords.months.contains(word)
                || ProseWords.weekdays.contains(word) || ProseWords.relativeDays.contains(word)
            {
                times += 1
            } else if !isTimeWord(word), !ProseWords.function.contains(word) {
                others += 1
            }
        }
        guard times > 0 else { return false }
        let hasUnit = zip(words, texts).contains { index, word in
            ProseWords.months.contains(word) || ProseWords.relativeDays.contains(word)
                || ProseWords.weekdays.contains(word) || isClockOrDate(index)
                || (reader.shape(index) != .number && isUnitOfTime(word))
        }
        return hasUnit && others == 0
    }

    private func isTimeWord(_ word: String) -> Bool {
        isUnitOfTime(word) || ProseWords.publishing.contains(word)
            || ProseWords.hasStem(word, of: ProseWords.publishingStems)
    }

    private func isUnitOfTime(_ word: String) -> Bool {
        ProseWords.timeStems.contains { stem in
            word == stem
                || (stem.utf8.count >= 3 && word.utf8.starts(with: stem.utf8)
                    && word.utf8.count <= stem.utf8.count + 5)
        }
    }

    private func isClockOrDate(_ index: Int) -> Bool {
        let bytes = reader.table.bytes(of: reader.text.tokens[index].name)
        return bytes.contains(0x3A)
            || (bytes.count == 4 && bytes.allSatisfy(\.isDigit)
                && (bytes.starts(with: "19".utf8) || bytes.starts(with: "20".utf8)))
    }

    // MARK: - Credits and staff

    private func isCredit(_ range: Range<Int>, _ texts: [String]) -> Bool {
        guard let first = texts.first, texts.count <= 20 else { return false }
        guard ProseWords.credits.contains(first) else { return false }
        return range.count > 1 && (reader.mark(range.lowerBound + 1) == 0x3A || texts.count <= 6)
    }

    private func isStaffLine(_ texts: [String]) -> Bool {
        guard let first = texts.first, texts.count <= 24 else { return false }
        if texts.prefix(4).contains(where: ProseWords.writers.contains), texts.count >= 3,
            ProseWords.about.contains(first)
        {
            return true
        }
        if texts.contains(where: ProseWords.contributed.contains),
            texts.contains(where: ProseWords.works.contains)
        {
            return true
        }
        return ProseWords.staffWork.contains(first)
            && texts.dropFirst().prefix(3).contains(where: ProseWords.by.contains)
    }

    // MARK: - Appeals to the reader

    /// Whether the line asks readers to subscribe, follow, share or read on, or states rights.
    private func isAppeal(_ range: Range<Int>, _ words: [Int], _ texts: [String]) -> Bool {
        if reader.hasQuotation(range) { return false }
        if range.contains(where: { reader.mark($0) == 0xA9 }) { return true }
        let addresses = words.count { reader.shape($0) == .address }
        if addresses > 0, texts.count <= 20 { return true }
        guard let first = texts.first else { return false }
        if ProseWords.copyright.contains(first) { return true }
        let site = texts.count {
            ProseWords.siteWords.contains($0) || ProseWords.hasStem($0, of: ProseWords.siteStems)
        }
        let address = texts.count { ProseWords.readerWords.contains($0) }
        let isCall = ProseWords.calls.contains(first)
        if isCall, address > 0, texts.count <= 16, !isQuestion(range) { return true }
        guard site > 0 else { return false }
        if texts.count <= 10, site * 6 >= texts.count,
            words.contains(where: { reader.shape($0) == .number })
        {
            return true
        }
        let opens = isCall || ProseWords.openings.contains(first)
        guard opens || address > 0 || site >= 2 else { return false }
        let weight = 2 * site + address + (opens ? 2 : 0)
        return weight >= 3 && weight * 4 >= texts.count
    }

    private func isQuestion(_ range: Range<Int>) -> Bool {
        range.last.map { reader.mark($0) == 0x3F } ?? false
    }
}
