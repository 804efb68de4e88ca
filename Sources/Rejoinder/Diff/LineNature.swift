/// What a paragraph is, judged on its own: prose, or something that a site puts around prose.
enum LineNature: Hashable, Sendable {
    case prose, timestamp, counter, boilerplate, caption, byline
    /// A line that ends like no sentence, and of which nothing else is known: a heading, a label.
    case label

    var kind: ChangeKind? {
        switch self {
        case .prose: nil
        case .timestamp: .timestamp
        case .counter: .counter
        case .boilerplate, .label: .boilerplate
        case .caption: .caption
        case .byline: .byline
        }
    }
}

/// Tells prose from what surrounds it, mainly by structure.
///
/// It looks at the length, the end of a sentence and numbers; `SiteSpeech` knows what a site says
/// of itself in whole sentences.
struct LineReader {
    private static let longestLabel = 14
    private static let longestLine = 48

    let reader: ProseReader
    /// The paragraphs that the other text does not have.
    let unmatched: Set<Int>

    func nature(ofParagraph paragraph: Int) -> LineNature {
        let range = reader.text.tokens(ofParagraph: paragraph)
        guard range.count <= 200 else { return .prose }
        let words = range.filter(reader.isWord)
        guard !words.isEmpty else { return .boilerplate }
        guard words.count <= Self.longestLine else { return .prose }
        let texts = words.map(reader.word)
        let isSentence = reader.endsSentence(range) && !isShortened(range, words, texts)
        if isTimestamp(words, texts, isSentence: isSentence) { return .timestamp }
        if isCredit(range, texts, isSentence: isSentence) { return .caption }
        if isStaffLine(range, words, texts, isSentence: isSentence) { return .byline }
        let isLabel = !isSentence && reader.text.paragraphs[paragraph].count == 1
        if isSmallPrint(range, words, texts, isLabel: isLabel)
            || SiteSpeech(reader: reader).isSpoken(inParagraph: paragraph)
        {
            return .boilerplate
        }
        guard !isSentence, words.count <= Self.longestLabel, !reader.isQuotation(range) else {
            return .prose
        }
        if words.count <= 8, words.contains(where: { reader.shape($0) == .number }),
            !reader.hasQuotation(range)
        {
            return .counter
        }
        return isInList(paragraph) ? .prose : .label
    }

    /// Whether the full stop at the end only shortens a unit, as in "Reading time: 5 min".
    ///
    /// "The members voted no." and "Polls open at 7 a.m." are sentences.
    private func isShortened(_ range: Range<Int>, _ words: [Int], _ texts: [String]) -> Bool {
        guard let last = texts.last, (2...4).contains(words.count) else { return false }
        return reader.shape(words[words.count - 2]) == .number
            && ProseWords.isUnitOfTime(last) && Abbreviations.contains(CaseFolding.hash(last))
            && (words.count == 2 || range.contains { reader.mark($0) == 0x3A })
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
    ///
    /// "It was on Monday." has no other words either, but is a sentence that tells something.
    private func isTimestamp(_ words: [Int], _ texts: [String], isSentence: Bool) -> Bool {
        guard words.count <= 16 else { return false }
        var times = 0
        var others = 0
        for (index, word) in zip(words, texts) {
            if isTime(index, word) {
                times += 1
            } else if !isTimeWord(word), !ProseWords.function.contains(word) {
                others += 1
            }
        }
        guard times > 0, others == 0, !isSentence || isVerbless(texts) else { return false }
        return zip(words, texts).contains { index, word in
            ProseWords.months.contains(word) || ProseWords.relativeDays.contains(word)
                || ProseWords.weekdays.contains(word) || isClockOrDate(index)
                || (reader.shape(index) != .number && ProseWords.isUnitOfTime(word))
        }
    }

    private func isTime(_ index: Int, _ word: String) -> Bool {
        reader.shape(index) == .number || ProseWords.months.contains(word)
            || ProseWords.weekdays.contains(word) || ProseWords.relativeDays.contains(word)
    }

    /// Whether a line that ends as a sentence has no verb, or only one of publishing.
    private func isVerbless(_ texts: [String]) -> Bool {
        guard let first = texts.first, texts.contains(where: ProseWords.copulas.contains) else {
            return true
        }
        let isPublished = texts.contains {
            ProseWords.hasStem($0, of: ProseWords.publishingStems)
        }
        return isPublished && ProseWords.this.contains(first)
    }

    private func isTimeWord(_ word: String) -> Bool {
        ProseWords.isUnitOfTime(word) || ProseWords.publishing.contains(word)
            || ProseWords.hasStem(word, of: ProseWords.publishingStems)
    }

    private func isClockOrDate(_ index: Int) -> Bool {
        let bytes = reader.table.bytes(of: reader.text.tokens[index].name)
        return bytes.contains(0x3A)
            || (bytes.count == 4 && bytes.allSatisfy(\.isDigit)
                && (bytes.starts(with: "19".utf8) || bytes.starts(with: "20".utf8)))
    }

    // MARK: - Credits and staff

    /// Whether the line is a credit, as "Photo: Ann Bell" is, and "Pictures show two boats" is not.
    private func isCredit(_ range: Range<Int>, _ texts: [String], isSentence: Bool) -> Bool {
        guard let first = texts.first, texts.count <= 20 else { return false }
        guard ProseWords.credits.contains(first), range.count > 1 else { return false }
        return reader.mark(range.lowerBound + 1) == 0x3A || texts.count <= 6 && !isSentence
    }

    private func isStaffLine(
        _ range: Range<Int>, _ words: [Int], _ texts: [String], isSentence: Bool
    ) -> Bool {
        guard let first = texts.first, texts.count <= 24 else { return false }
        if texts.prefix(4).contains(where: ProseWords.writers.contains), texts.count >= 3,
            ProseWords.about.contains(first)
        {
            return !isSentence || range.prefix(6).contains { reader.mark($0) == 0x3A }
        }
        if contributes(texts) { return true }
        return ProseWords.staffWork.contains(first)
            && texts.dropFirst().prefix(3).contains(where: ProseWords.by.contains)
            && zip(words, texts).allSatisfy(isOfStaffLine)
    }

    /// Whether somebody "contributed to this report", or "contributed reporting".
    private func contributes(_ texts: [String]) -> Bool {
        guard let place = texts.firstIndex(where: ProseWords.contributed.contains) else {
            return false
        }
        let next = texts.dropFirst(place + 1).prefix(3)
        guard let work = next.firstIndex(where: ProseWords.works.contains) else { return false }
        return work == place + 1 || ProseWords.this.contains(texts[work - 1])
    }

    /// Whether the word is a name, or one of those that such a line is made of.
    private func isOfStaffLine(_ index: Int, _ word: String) -> Bool {
        reader.shape(index) == .capitalised || ProseWords.staffWork.contains(word)
            || ProseWords.function.contains(word) || ProseWords.by.contains(word)
    }

    // MARK: - Small print

    /// Whether the line states whose the text is, or is little more than an address.
    private func isSmallPrint(
        _ range: Range<Int>, _ words: [Int], _ texts: [String], isLabel: Bool
    ) -> Bool {
        if reader.hasQuotation(range) { return false }
        if range.contains(where: { reader.mark($0) == 0xA9 }) { return true }
        if let first = texts.first, ProseWords.copyright.contains(first), words.count > 1,
            reader.shape(words[1]) == .number
        {
            return true
        }
        return isLabel && texts.count <= 20
            && words.contains { reader.shape($0) == .address }
    }
}
