/// Compares two revisions of an entry.
package enum RevisionDiff {
    /// The change, with what it is about and how much it matters.
    ///
    /// - Parameter ignoring: lines of this page that do not count.
    ///
    /// - Returns: nil if the two are the same in every byte.
    package static func change(
        from old: RevisionContent, to new: RevisionContent, ignoring: IgnoredLines = .none
    ) -> Change? {
        guard old != new else { return nil }
        let text = TextDiff(from: compared(old, ignoring), to: compared(new, ignoring))
        let sentences = SentenceJudge(text).changes()
        let title = TitleDiff.verdict(from: old.title, to: new.title)
        var verdict = Verdict()
        for change in sentences { verdict.add(change.kinds, change.level, change.reason) }
        if let title { verdict.add(title.kinds, title.level, title.reason) }
        if BylineDiff.isChanged(from: old.author, to: new.author) {
            verdict.add([.byline], .minor, "the byline changed")
        }
        if Normaliser.link(old.link) != Normaliser.link(new.link) {
            verdict.add([.tracking], .none, "the link changed")
        }
        if verdict.kinds.isEmpty, let kind = ignoring.kindOfDifference(old.text, new.text) {
            verdict.add([kind], .none, ignoredReason(kind))
        }
        if verdict.kinds.isEmpty { verdict.add([noise(old, new)], .none, noiseReason(old, new)) }
        var fields = FieldChanges.fields(from: old, to: new, text: text, sentences: sentences)
        // A site's name around the title is not worth showing next to an edit.
        if verdict.level > .none, title.map({ $0.level == .none }) ?? true {
            fields.removeAll { $0.field == .title }
        }
        return Change(
            level: verdict.level, kinds: verdict.sortedKinds, fields: fields, sentences: sentences,
            reason: verdict.reason, isStealth: verdict.level == .major && !hasNewDate(old, new))
    }

    private static func compared(
        _ content: RevisionContent, _ ignoring: IgnoredLines
    ) -> TokenizedText {
        let text = ignoring.stripped(content.text)
        return text == content.text ? content.shared.text : TokenizedText(text)
    }

    /// The kind of difference between revisions that read the same.
    private static func noise(_ old: RevisionContent, _ new: RevisionContent) -> ChangeKind {
        if old.title == new.title, old.text == new.text {
            return old.link != new.link ? .tracking : .timestamp
        }
        return isSpacing(old, new) ? .whitespace : .typography
    }

    private static func noiseReason(_ old: RevisionContent, _ new: RevisionContent) -> String {
        old.title == new.title && old.text == new.text
            ? "the words are the same; only dates or addresses differ"
            : "the words are the same; only spacing or typography differs"
    }

    private static func ignoredReason(_ kind: ChangeKind) -> String {
        kind == .counter
            ? "only lines differ that change at every look"
            : "only lines differ that the configuration passes over"
    }

    private static func isSpacing(_ old: RevisionContent, _ new: RevisionContent) -> Bool {
        func visible(_ content: RevisionContent) -> some Sequence<Unicode.Scalar> {
            (content.title + content.text).unicodeScalars.lazy.filter {
                switch CharacterClass.of($0.value) {
                case .blank, .unseen: false
                case .letter, .mark, .ideograph, .punctuation: true
                }
            }
        }
        return visible(old).elementsEqual(visible(new))
    }

    private static func hasNewDate(_ old: RevisionContent, _ new: RevisionContent) -> Bool {
        old.updated != new.updated || old.published != new.published
    }
}

/// Gathers kinds, and keeps the highest level with the reason for it.
private struct Verdict {
    private(set) var kinds: Set<ChangeKind> = []
    private(set) var level: ChangeLevel = .none
    private(set) var reason = "nothing changed that a person would read"

    var sortedKinds: [ChangeKind] { ChangeKind.allCases.filter(kinds.contains) }

    mutating func add(_ kinds: [ChangeKind], _ level: ChangeLevel, _ reason: String) {
        if self.kinds.isEmpty || level > self.level { self.reason = reason }
        self.kinds.formUnion(kinds)
        self.level = max(self.level, level)
    }
}

/// Lines that change at every poll of a page, or that the configuration says to ignore.
package struct IgnoredLines: Hashable, Sendable {
    package static let none = IgnoredLines()

    /// The shapes, by `LineShape`, of lines that were learnt to be volatile.
    package var shapes: Set<String>
    /// Lines that contain one of these texts are ignored.
    package var literals: [String]
    /// Lines that match one of these patterns as a whole are ignored; `*` stands for any text.
    package var patterns: [String]

    package init(
        shapes: Set<String> = [], literals: [String] = [], patterns: [String] = []
    ) {
        self.shapes = shapes
        self.literals = literals.filter { !$0.isEmpty }
        self.patterns = patterns.filter { !$0.isEmpty }
    }

    func stripped(_ text: String) -> String {
        guard self != .none else { return text }
        var table = WordTable()
        return text.split(separator: "\n", omittingEmptySubsequences: false)
            .filter { !isNamed($0) && !isLearnt($0, &table) }.joined(separator: "\n")
    }

    /// How the ignored lines of two texts differ, if they do.
    ///
    /// `counter` if the lines were learnt, `boilerplate` if they were configured.
    func kindOfDifference(_ old: String, _ new: String) -> ChangeKind? {
        guard self != .none else { return nil }
        var table = WordTable()
        func held(_ text: String) -> (learnt: [Substring], named: [Substring]) {
            let lines = text.split(separator: "\n")
            return (lines.filter { isLearnt($0, &table) }, lines.filter(isNamed))
        }
        let (before, after) = (held(old), held(new))
        if before.learnt != after.learnt { return .counter }
        return before.named != after.named ? .boilerplate : nil
    }

    private func isNamed(_ line: Substring) -> Bool {
        literals.contains(where: line.contains)
            || patterns.contains { Glob.matches(String(line), $0) }
    }

    private func isLearnt(_ line: Substring, _ table: inout WordTable) -> Bool {
        !shapes.isEmpty && line.utf8.count <= VolatileLines.longestLine
            && shapes.contains(LineShape.of(String(line), &table))
    }
}

/// The part of a line that stays when only its figures change.
package enum LineShape {
    /// The line's words in lower case, with `#` for every figure and every name of a day or month.
    package static func of(_ line: String) -> String {
        var table = WordTable()
        return of(line, &table)
    }

    static func of(_ line: String, _ table: inout WordTable) -> String {
        let text = DiffText(line, &table)
        return of(ProseReader(text: text, table: table))
    }

    static func of(_ reader: ProseReader) -> String {
        var shape: [String] = []
        for index in reader.text.tokens.indices where reader.isWord(index) {
            let word = reader.word(index)
            let isFigure =
                reader.shape(index) == .number || ProseWords.months.contains(word)
                || ProseWords.weekdays.contains(word)
            if !isFigure || shape.last != "#" { shape.append(isFigure ? "#" : word) }
        }
        return shape.joined(separator: " ")
    }
}

/// Compares the names of authors, whatever marks stand between them.
private enum BylineDiff {
    static func isChanged(from old: String?, to new: String?) -> Bool {
        letters(old ?? "") != letters(new ?? "")
    }

    /// The letters without a leading "By", which comes and goes with the template.
    private static func letters(_ byline: String) -> [Unicode.Scalar] {
        var words = Normaliser.text(byline).caseFolded.split(separator: " ")
        if let first = words.first, ProseWords.by.contains(String(first)) {
            words.removeFirst()
        }
        return words.joined().unicodeScalars.filter(\.properties.isAlphabetic)
    }
}
