/// Compares titles; a site's name around a title, letter case and punctuation are not news.
enum TitleDiff {
    struct Verdict {
        let kinds: [ChangeKind]
        let level: ChangeLevel
        let reason: String
    }

    /// The verdict, or nil if the titles read the same.
    static func verdict(from old: String, to new: String) -> Verdict? {
        guard old != new else { return nil }
        let diff = TextDiff(from: old, to: new)
        let before = ProseReader(text: diff.old, table: diff.table)
        let after = ProseReader(text: diff.new, table: diff.table)
        let (oldWords, newWords) = (words(before), words(after))
        if oldWords == newWords { return nil }
        if old.isEmpty { return nil }
        if TitleCount.cut(before) == TitleCount.cut(after) {
            return Verdict(kinds: [.counter], level: .none, reason: "a count beside the title")
        }
        if let label = label(of: newWords, around: oldWords, after) {
            if let kind = Notice.kind(ofLabel: label), kind != .update {
                return Verdict(
                    kinds: [kind], level: .major, reason: "the title announces a \(kind.rawValue)")
            }
            return Verdict(
                kinds: [.typography], level: .none, reason: "a label or site name around the title")
        }
        if label(of: oldWords, around: newWords, before) != nil {
            return Verdict(
                kinds: [.typography], level: .none, reason: "a label or site name around the title")
        }
        if isOtherSiteName(before, after) {
            return Verdict(
                kinds: [.typography], level: .none, reason: "another site name behind the title")
        }
        let kinds = editKinds(diff)
        if kinds.isEmpty || kinds.allSatisfy({ $0 == .style || $0 == .typography }) {
            return Verdict(kinds: [.style], level: .minor, reason: "only the title's style changed")
        }
        if kinds == [.typo] {
            return Verdict(kinds: [.typo], level: .minor, reason: "a slip in the title")
        }
        return Verdict(kinds: [.headline], level: .major, reason: "the title changed")
    }

    private static func words(_ reader: ProseReader) -> [String] {
        reader.text.tokens.indices.filter(reader.isWord).map(reader.word)
    }

    /// The words that `long` has before or after all of `short`, if a mark separates them from it.
    private static func label(
        of long: [String], around short: [String], _ reader: ProseReader
    ) -> [String]? {
        let extra = long.count - short.count
        guard extra > 0, extra <= 6, !short.isEmpty else { return nil }
        let places = reader.text.tokens.indices.filter(reader.isWord)
        if long.starts(with: short), hasSeparator(after: places[short.count - 1], reader),
            !isFigure(places[short.count...], reader)
        {
            return Array(long[short.count...])
        }
        if long.reversed().starts(with: short.reversed()),
            hasSeparator(after: places[extra - 1], reader), !isFigure(places[..<extra], reader)
        {
            return Array(long[..<extra])
        }
        return nil
    }

    /// Whether the words tell a figure: "12 dead", but not "Radio 4" or "20 Minuten".
    private static func isFigure(_ places: ArraySlice<Int>, _ reader: ProseReader) -> Bool {
        guard let first = places.first, let next = places.dropFirst().first else { return false }
        return reader.shape(first) == .number && reader.shape(next) == .lower
    }

    private static func hasSeparator(after index: Int, _ reader: ProseReader) -> Bool {
        var next = index + 1
        while next < reader.text.tokens.count, !reader.isWord(next) {
            if [0x2D, 0x7C, 0x3A, 0xB7, 0x2022, 0x2F, 0x5D, 0x29, 0x3E].contains(reader.mark(next))
            {
                return true
            }
            next += 1
        }
        return false
    }

    /// Whether the titles are the same up to the last bar or dash, and only a few words follow it.
    private static func isOtherSiteName(_ a: ProseReader, _ b: ProseReader) -> Bool {
        guard let x = beforeLastBar(a), let y = beforeLastBar(b) else { return false }
        return x == y && x.count >= 3
    }

    private static func beforeLastBar(_ reader: ProseReader) -> [String]? {
        let tokens = reader.text.tokens.indices
        guard
            let bar = tokens.last(where: { index in
                [0x7C, 0x2D, 0xB7].contains(reader.mark(index))
                    && !(reader.mark(index) == 0x2D && reader.text.isAttached(index))
            }),
            tokens.count - bar <= 6,
            !isFigure(tokens.dropFirst(bar + 1).filter(reader.isWord)[...], reader)
        else { return nil }
        return reader.words(0..<bar)
    }

    private static func editKinds(_ diff: TextDiff) -> Set<ChangeKind> {
        let all = TextDiff.Group(
            old: Array(diff.old.sentences.indices), new: Array(diff.new.sentences.indices))
        let edits = WordEdits(diff, all)
        let reader = EditClassifier(old: edits.old, new: edits.new)
        return Set(edits.hunks.compactMap { reader.kind($0, isJoint: false) })
    }
}
