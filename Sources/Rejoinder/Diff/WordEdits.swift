/// One place where words of a group of sentences were replaced, removed or added.
struct WordHunk {
    /// Token indices in the old text.
    var old: [Int]
    /// Token indices in the new text.
    var new: [Int]
}

/// The edits within matched sentences.
struct WordEdits {
    let old: ProseReader
    let new: ProseReader
    let oldTokens: [Int]
    let newTokens: [Int]
    let script: EditScript

    init(_ diff: TextDiff, _ group: TextDiff.Group) {
        old = ProseReader(text: diff.old, table: diff.table)
        new = ProseReader(text: diff.new, table: diff.table)
        oldTokens = diff.oldTokens(group)
        newTokens = diff.newTokens(group)
        let reader = (old, new)
        script = EditScript(
            from: oldTokens.map { reader.0.text.tokens[$0].name },
            to: newTokens.map { reader.1.text.tokens[$0].name })
    }

    var isEqual: Bool { script.runs.allSatisfy { $0.kind == .same } }

    var hunks: [WordHunk] {
        var hunks: [WordHunk] = []
        var isOpen = false
        for run in script.runs {
            if run.kind == .same {
                isOpen = false
                continue
            }
            if !isOpen { hunks.append(WordHunk(old: [], new: [])) }
            isOpen = true
            hunks[hunks.count - 1].old += oldTokens[run.old]
            hunks[hunks.count - 1].new += newTokens[run.new]
        }
        return hunks
    }
}

/// Decides the kind of one edit.
struct EditClassifier {
    let old: ProseReader
    let new: ProseReader
    private let quotedOld: QuotedPlaces
    private let quotedNew: QuotedPlaces
    /// The names of both texts, collected only when a word with a capital may be a slip.
    private let names: Deferred<Set<Int32>>

    /// - Parameters: two texts whose words have the same table.
    init(old: ProseReader, new: ProseReader) {
        self.old = old
        self.new = new
        quotedOld = QuotedPlaces(old)
        quotedNew = QuotedPlaces(new)
        names = Deferred { old.names.union(new.names) }
    }

    /// The kind of the edit; nil if nothing changed that anybody would read.
    ///
    /// - Parameter isJoint: whether sentences were split or merged, so that marks, capitals and
    ///   conjunctions where they meet say nothing.
    func kind(_ hunk: WordHunk, isJoint: Bool) -> ChangeKind? {
        let before = EditedWords(hunk.old, old)
        let after = EditedWords(hunk.new, new)
        if before.words.isEmpty, after.words.isEmpty { return isJoint ? nil : .typography }
        if isJoint, before.withoutJoints == after.withoutJoints { return nil }
        if before.spelling == after.spelling || before.words.joined() == after.words.joined() {
            return before.folded == after.folded ? .typography : .style
        }
        if isDoubling(hunk) { return .typo }
        if isNegation(before, after) { return .negation }
        if let kind = figure(before, after) { return kind }
        if isOpposite(before, after) { return .claim }
        if isTypo(before, after), isPlain(before), isPlain(after) { return .typo }
        if isName(before, after) { return .name }
        if before.isSameSpelling(as: after) { return .style }
        if isTypo(before, after) { return .typo }
        if isQuoted(hunk) { return .quotation }
        if isOtherModality(before, after) || isOtherStatus(before, after) { return .claim }
        if isOtherRole(before, after) { return .name }
        return rewording(before, after)
    }

    /// Whether a negation, possibility, duty or doubt came or went.
    func isReversal(_ hunk: WordHunk) -> Bool {
        let before = EditedWords(hunk.old, old)
        let after = EditedWords(hunk.new, new)
        return isNegation(before, after) || isOtherModality(before, after)
    }

    // MARK: - Negations

    /// Whether a negator came or went with only a few other words.
    private func isNegation(_ before: EditedWords, _ after: EditedWords) -> Bool {
        guard before.negations != after.negations else { return false }
        let others = before.affirmed.count + after.affirmed.count
        return others <= (before.isEmpty || after.isEmpty ? 1 : 3)
    }

    // MARK: - Figures

    private func figure(_ before: EditedWords, _ after: EditedWords) -> ChangeKind? {
        if before.hasDate || after.hasDate, !before.isEmpty, !after.isEmpty { return .date }
        if before.hasYear, after.hasYear { return .date }
        if before.hasSeason, after.hasSeason { return .date }
        if !before.days.isEmpty, !after.days.isEmpty, before.days != after.days { return .date }
        if before.isDayOfMonth || after.isDayOfMonth { return .date }
        if before.numbers != after.numbers {
            // "once", "one of": a numeral that comes or goes with other words is only wording.
            let isPlain = before.hasDigits || after.hasDigits
            if isPlain || (!before.numbers.isEmpty && !after.numbers.isEmpty) { return .number }
            if before.content.count <= 1, after.content.count <= 1 { return .number }
        }
        let isUnit = !before.units.isEmpty && !after.units.isEmpty && before.units != after.units
        return isUnit ? .number : nil
    }

    // MARK: - Names

    private func isName(_ before: EditedWords, _ after: EditedWords) -> Bool {
        if before.isEmpty || after.isEmpty {
            let side = before.isEmpty ? after : before
            return side.areNames && !side.startsSentence && side.words.count <= 4
        }
        return before.areNames && after.areNames
    }

    // MARK: - Words

    /// Whether one of two equal words in a row came or went.
    private func isDoubling(_ hunk: WordHunk) -> Bool {
        switch (hunk.old.count, hunk.new.count) {
        case (1, 0): Self.isDoubled(hunk.old[0], old)
        case (0, 1): Self.isDoubled(hunk.new[0], new)
        default: false
        }
    }

    private static func isDoubled(_ index: Int, _ reader: ProseReader) -> Bool {
        [index - 1, index + 1].contains { place in
            reader.text.tokens.indices.contains(place) && reader.isWord(place)
                && reader.word(place) == reader.word(index)
        }
    }

    /// Whether a word was exchanged for its opposite.
    private func isOpposite(_ before: EditedWords, _ after: EditedWords) -> Bool {
        let gone = Set(before.words).subtracting(after.words)
        let come = Set(after.words).subtracting(before.words)
        return gone.contains { word in
            come.contains {
                ProseWords.areOpposites(word, $0) || ProseWords.isReversal(of: word, $0)
            }
        }
    }

    /// Whether possibility, duty or doubt came, went or was exchanged for another.
    private func isOtherModality(_ before: EditedWords, _ after: EditedWords) -> Bool {
        let (gone, come) = (
            ProseWords.modality(Set(before.words)), ProseWords.modality(Set(after.words))
        )
        // A text can speak of the future without a special word for it.
        let isTense = gone.union(come) == [.future] && (gone.isEmpty || come.isEmpty)
        return gone != come && !isTense
    }

    /// Whether a word came or went that says what somebody no longer, not yet or not really is.
    private func isOtherStatus(_ before: EditedWords, _ after: EditedWords) -> Bool {
        let (gone, come) = (before.content(not: after), after.content(not: before))
        let lost = gone.compactMap(ProseWords.status)
        let gained = come.compactMap(ProseWords.status)
        return lost != gained && lost.count == gone.count && gained.count == come.count
    }

    /// Whether one person was exchanged for another: the clerk for the mayor.
    private func isOtherRole(_ before: EditedWords, _ after: EditedWords) -> Bool {
        let (gone, come) = (before.content(not: after), after.content(not: before))
        guard gone.count == 1, come.count == 1, let one = ProseWords.role(gone[0]),
            let other = ProseWords.role(come[0])
        else { return false }
        return one != other
    }

    private func isTypo(_ before: EditedWords, _ after: EditedWords) -> Bool {
        guard before.words.count == after.words.count, before.words.count <= 2 else { return false }
        return zip(before.words, after.words).allSatisfy { a, b in
            a == b || SpellingDistance.isSlip(a, b)
        }
    }

    /// Whether the side is capitalised only because of its place, and is not a name elsewhere.
    private func isPlain(_ side: EditedWords) -> Bool {
        (side.startsSentence || side.followsArticle)
            && side.firstName.map { !names.value.contains($0) } ?? true
    }

    private func isQuoted(_ hunk: WordHunk) -> Bool {
        hunk.old.contains(where: quotedOld.contains) || hunk.new.contains(where: quotedNew.contains)
    }

    private func rewording(_ before: EditedWords, _ after: EditedWords) -> ChangeKind {
        let (gone, come) = (before.content, after.content)
        if gone.isEmpty, come.isEmpty { return .wording }
        let isOneSided = gone.isEmpty || come.isEmpty
        return max(gone.count, come.count) >= (isOneSided ? 3 : 4) ? .claim : .wording
    }
}

/// The tokens that stand between quotation marks.
struct QuotedPlaces: Sendable {
    private var isQuoted: [Bool]

    /// Counts the marks anew in each paragraph, because a quotation that continues is opened again.
    init(_ reader: ProseReader) {
        isQuoted = Array(repeating: false, count: reader.text.tokens.count)
        for paragraph in reader.text.paragraphs.indices {
            var isOpen = false
            for index in reader.text.tokens(ofParagraph: paragraph) {
                if reader.mark(index) == 0x22 { isOpen.toggle() }
                isQuoted[index] = isOpen
            }
        }
    }

    func contains(_ index: Int) -> Bool { isQuoted.indices.contains(index) && isQuoted[index] }
}
