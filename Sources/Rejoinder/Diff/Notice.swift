/// Finds what a newsroom says about its own text, or an institution about a question to it.
enum Notice {
    /// What the paragraph or sentence announces; nil if it announces nothing.
    ///
    /// It is recognised by structure: a label before a colon, or a text that speaks of itself
    /// ("this article", "an earlier version") with a word of correcting, updating or withdrawing. A
    /// response has a source and a word of answering or refusing near the front.
    static func kind(_ range: Range<Int>, _ reader: ProseReader, isAlone: Bool) -> ChangeKind? {
        guard range.count <= 300 else { return nil }
        let words = reader.words(range)
        guard words.count >= 2, words.count <= 90 else { return nil }
        let label = label(range, reader)
        if isAlone || label != nil, let kind = editorial(words, label) { return kind }
        return isResponse(words) ? .response : nil
    }

    /// The kind that a title announces by its prefix: "RETRACTED: ...".
    static func kind(ofLabel words: [String]) -> ChangeKind? {
        if contains(words, stems: Stems.retracting) { return .retraction }
        if contains(words, stems: Stems.correcting) { return .correction }
        if contains(words, stems: Stems.updating) { return .update }
        return nil
    }

    /// The words before a colon, a bracket or a dash near the front, or inside brackets there.
    static func label(_ range: Range<Int>, _ reader: ProseReader) -> [String]? {
        var words: [String] = []
        for index in range.prefix(14) {
            switch reader.mark(index) {
            case 0x28 where words.isEmpty, 0x5B where words.isEmpty: continue
            case 0x3A, 0x28, 0x29, 0x5D, 0x2D, 0x7C:
                return words.isEmpty ? nil : words
            case 0: words.append(reader.word(index))
            case 0x2E, 0x3F, 0x21: return nil
            default: continue
            }
        }
        return nil
    }

    private static func editorial(_ words: [String], _ label: [String]?) -> ChangeKind? {
        // A label may contain a time, as in "Updated at 10:15 on Monday:".
        if let label, label.count <= 4 || (isUpdating(label) && label.count <= 8) {
            let named = kind(ofLabel: label)
            if named == .retraction || named == .correction { return named }
            if named == .update, words.count >= label.count + 3 {
                return contains(words, stems: Stems.correcting) && speaksOfItself(words)
                    ? .correction : .update
            }
            if contains(label, stems: Stems.noteLabels) {
                return kind(ofBody: words) ?? .update
            }
        }
        if let kind = kind(ofNewsroom: words) { return kind }
        // "Report an error" only asks the reader for something.
        if words.count >= 4, speaksOfItself(words), let kind = kind(ofBody: words) { return kind }
        let hasTime = words.prefix(8).contains { $0.utf8.contains(where: \.isDigit) }
        return isUpdating(words) && hasTime && words.count >= 8 ? .update : nil
    }

    /// The kind of what the newsroom says that it has done, or that was done.
    private static func kind(ofNewsroom words: [String]) -> ChangeKind? {
        let opening = Array(words.prefix(4))
        if contains(opening, stems: Stems.newsrooms) { return kind(ofBody: words) }
        if contains(Array(words.prefix(3)), stems: Stems.corrections) { return .correction }
        let isOurs = opening.contains(where: Stems.we.contains)
        return isOurs && contains(words, stems: Stems.regrets) ? .correction : nil
    }

    /// Whether the words begin with "updated" or the like.
    private static func isUpdating(_ words: [String]) -> Bool {
        guard let first = words.first else { return false }
        return ProseWords.hasStem(first, of: Stems.updated)
            || Stems.updatedPhrases.contains { stem, word in
                ProseWords.hasStem(first, of: [stem]) && words.prefix(3).contains(word)
            }
    }

    private static func kind(ofBody words: [String]) -> ChangeKind? {
        let isCorrected = contains(words, stems: Stems.correcting)
        let isEarlier = tellsOfEarlierVersion(words)
        if isWithdrawal(words), !isEarlier || !isCorrected { return .retraction }
        if isCorrected || isEarlier { return .correction }
        if contains(words, stems: Stems.updating), words.count >= 6, !isStanding(words) {
            return .update
        }
        return nil
    }

    /// Whether the words say what an earlier version of the text said.
    ///
    /// "Earlier" must stand beside the word for the version, or before a word of saying: this
    /// article "first appeared" in another paper, or is "the first of a series", and says nothing
    /// of a version. An earlier version of a bill is not one of the text.
    private static func tellsOfEarlierVersion(_ words: [String]) -> Bool {
        let states = words.contains(where: Stems.stating.contains)
        return words.indices.contains { (place: Int) -> Bool in
            if ProseWords.hasStem(words[place], of: Stems.editions) {
                let before = words[max(0, place - 2)..<place]
                let behind = words.dropFirst(place + 1).prefix(1)
                return states && isOfText(words, version: place)
                    && (contains(Array(before), stems: Stems.earlier)
                        || contains(Array(behind), stems: Stems.earlierBehind))
            }
            return ProseWords.hasStem(words[place], of: Stems.earlier)
                && words.dropFirst(place + 1).first.map { Stems.stating.contains($0) } ?? false
        }
    }

    /// Whether a version, which may be named with what it is a version of, is one of a text.
    private static func isOfText(_ words: [String], version: Int) -> Bool {
        let next = words.dropFirst(version + 1).prefix(4)
        guard let of = next.first, Stems.textParts.contains(of) else { return true }
        return contains(Array(next), stems: Stems.versions)
    }

    /// Whether the words tell of updates to come, or of such as are made all the time.
    static func isStanding(_ words: [String]) -> Bool {
        words.indices.contains { (place: Int) -> Bool in
            guard ProseWords.hasStem(words[place], of: Stems.updating) else { return false }
            let near = words[max(0, place - 1)..<min(words.count, place + 2)]
            return near.contains(where: Stems.habitual.contains)
                || ProseWords.modality(Set(words[max(0, place - 4)..<place])) == [.future]
        }
    }

    private static func speaksOfItself(_ words: [String]) -> Bool {
        contains(Array(words.prefix(14)), stems: Stems.versions)
    }

    private static func isResponse(_ words: [String]) -> Bool {
        let front = Array(words.prefix(22))
        if contains(front, stems: Stems.sources), contains(words, stems: Stems.answering) {
            return true
        }
        return tellsOfQuestion(words)
    }

    /// Whether the words tell what became of a question, or tell of a denial, whoever was asked.
    private static func tellsOfQuestion(_ words: [String]) -> Bool {
        let opening = Array(words.prefix(9))
        if contains(opening, stems: Stems.denials) { return true }
        if contains(opening, stems: Stems.speakers)
            || contains(Array(words.prefix(3)), stems: Stems.channels),
            contains(words, stems: Stems.saying)
        {
            return true
        }
        if Stems.questions.contains(where: { isNear(words, $0.0, $0.1) }) { return true }
        let isAsked = contains(Array(words.prefix(3)), stems: Stems.asked)
        return isAsked && contains(words, stems: Stems.saying)
    }

    /// Whether words of both lists stand within a few words of each other.
    private static func isNear(_ words: [String], _ one: [String], _ other: [String]) -> Bool {
        let places = words.indices.filter { ProseWords.hasStem(words[$0], of: one) }
        return places.contains { place in
            let near = words[max(0, place - 6)..<min(words.count, place + 7)]
            return near.contains { ProseWords.hasStem($0, of: other) }
        }
    }

    static func contains(_ words: [String], stems: [String]) -> Bool {
        words.contains { ProseWords.hasStem($0, of: stems) }
    }
}

/// The beginnings of words by which notices are known.
private enum Stems {
    private static let languages = Languages.embedded

    /// Words for the text in which a notice stands.
    static let versions = languages.words(.versions)
    static let earlier = languages.words(.earlier)
    static let earlierBehind = languages.words(.earlierBehind)
    /// Nouns for a version of a text, and not for the text.
    static let editions = languages.words(.editions)
    /// What a version of a text does: it said, named or contained something.
    static let stating = languages.set(.stating)
    /// Words between a version and the text that it is a version of.
    static let textParts = languages.set(.textParts)
    static let habitual = languages.set(.habitual)
    static let correcting = languages.words(.correcting)
    static let updating = languages.words(.updating)
    static let newsrooms = languages.words(.newsrooms)
    static let corrections = languages.words(.corrections)
    static let regrets = languages.words(.regrets)
    static let updated = languages.words(.updated)
    /// Phrases for "updated": the beginning of the first word, and a word close after it.
    static let updatedPhrases = languages.pairs(.updatedPhrase)
    static let we = languages.set(.we)
    /// Words of answering, each with the words of a question or refusal that make it an answer.
    static let questions = languages.keyed(.questions).map { key, words in
        (key.split(separator: " ").map(String.init), words)
    }
    /// Somebody who denies something was accused of it.
    static let denials = languages.words(.denials)
    /// The people whose job it is to answer.
    static let speakers = languages.words(.speakers)
    /// The forms in which answers come.
    static let channels = languages.words(.channels)
    static let asked = languages.words(.asked)
    static let saying = languages.words(.saying)
    static let retracting = languages.words(.retracting)
    static let noteLabels = languages.words(.noteLabels)
    static let sources = languages.words(.sources)
    static let answering = languages.words(.answering)
}
