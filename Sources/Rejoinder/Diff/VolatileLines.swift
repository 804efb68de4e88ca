/// A line of a page that changes from look to look, and what is known of it.
package struct VolatileLine: Hashable, Sendable {
    /// The line's words, by `LineShape`: only the figures between them change.
    package let shape: String
    /// The line as it was last seen.
    package var text: String
    /// How often the line has changed, and since when; until it is learnt, that is at every look.
    package var changes: Int
    package var since: Timestamp
    /// The time of the last look at which the line had changed.
    package var changedAt: Timestamp
    /// The number of looks since then at which it had not changed.
    package var steady = 0
    /// The time since when the line is ignored.
    package var learntAt: Timestamp?

    /// The line with no time that is yet to come: such times are of a clock that was ahead.
    func asOf(_ now: Timestamp) -> VolatileLine {
        var line = self
        line.since = min(since, now)
        line.changedAt = min(changedAt, now)
        line.learntAt = learntAt.map { min($0, now) }
        return line
    }
}

/// Learns which lines of a page change at every look: gauges, prices, counters of readers.
///
/// Only figures are learnt, never words: a line with another word is another line. A figure that
/// somebody edits stays the same at most looks, even while news breaks: if it changes in two of
/// five quarters of an hour, it does so in eight in a row only once in 1,500 times. So a sentence
/// is learnt after eight changes without a single look in between at which it was the same, and a
/// line that is not a sentence after four. A line that quotes or attributes, or that speaks of the
/// text itself, is never learnt.
package enum VolatileLines {
    /// The number of lines that are kept for a page, at most.
    package static let most = 16

    /// What is known after a look at a page that has changed.
    ///
    /// - Parameters:
    ///   - known: what was known before.
    ///   - before: the text of the page's last revision.
    ///   - statements: who says what in the new text.
    package static func after(
        _ known: [VolatileLine], from before: String, to text: String, statements: [Statement],
        at now: Timestamp
    ) -> [VolatileLine] {
        var shaped = ShapedLines(text)
        var lines = known.compactMap { line -> VolatileLine? in
            guard text.utf8.count <= longestText, let seen = shaped.only(of: line.shape),
                seen.text != line.text
            else { return line.afterSteadyLook(at: now) }
            return line.changed(to: seen, at: now)
        }
        let shapes = Set(known.map(\.shape))
        for line in shaped.changed(since: before) where !shapes.contains(line.shape) {
            guard line.isLearnable, !statements.contains(where: { line.holds($0) }) else {
                continue
            }
            lines.append(
                VolatileLine(
                    shape: line.shape, text: line.text, changes: 1, since: now, changedAt: now))
        }
        guard lines.count > most else { return lines }
        return Array(lines.sorted { $0.rank > $1.rank }.prefix(most))
    }

    /// What is known after a look at which the page had not changed.
    package static func afterSteadyLook(
        _ known: [VolatileLine], at now: Timestamp
    ) -> [VolatileLine] {
        known.compactMap { $0.afterSteadyLook(at: now) }
    }

    /// In bytes; nothing is learnt from a longer text.
    fileprivate static let longestText = 1 << 20

    /// In bytes; no longer line is learnt.
    static let longestLine = 400
}

extension VolatileLine {
    fileprivate static let changesOfLabel = 4
    fileprivate static let changesOfSentence = 8
    /// Looks may be only a minute apart, and an edit may take several of them.
    fileprivate static let spanOfLabel = Duration.seconds(1800)
    fileprivate static let spanOfSentence = Duration.seconds(5400)
    fileprivate static let steadyLooks = 4
    fileprivate static let steadySpan = Duration.seconds(6 * 3600)

    fileprivate func changed(to seen: ShapedLine, at now: Timestamp) -> VolatileLine {
        var line = self
        line.text = seen.text
        line.changes += 1
        line.changedAt = now
        line.steady = 0
        let (changes, span) =
            seen.isSentence
            ? (Self.changesOfSentence, Self.spanOfSentence)
            : (Self.changesOfLabel, Self.spanOfLabel)
        if learntAt == nil, line.changes >= changes, now - since >= span { line.learntAt = now }
        return line
    }

    /// The line after a look at which it was the same; nil if it is forgotten.
    ///
    /// A line that was not yet learnt had to change at every look, and one that was learnt is
    /// unlearnt once it has stayed the same for long.
    fileprivate func afterSteadyLook(at now: Timestamp) -> VolatileLine? {
        guard learntAt != nil else { return nil }
        var line = self
        line.steady += 1
        let isOver = line.steady >= Self.steadyLooks && now - changedAt >= Self.steadySpan
        return isOver ? nil : line
    }

    fileprivate var rank: Int { (learntAt == nil ? 0 : 1 << 40) + changes }
}

/// A line with its shape, and whether it may be learnt.
private struct ShapedLine {
    private static let mostWords = 32

    let text: String
    let shape: String
    let isSentence: Bool
    /// Whether it is short enough, has words and figures, and quotes nobody.
    let isLearnable: Bool

    /// Nil if the line is longer than any that is learnt.
    init?(_ line: Substring, _ table: inout WordTable) {
        guard line.utf8.count <= VolatileLines.longestLine else { return nil }
        text = String(line)
        let lineText = DiffText(text, &table)
        let reader = ProseReader(text: lineText, table: table)
        shape = LineShape.of(reader)
        let range = lineText.tokens.indices
        isSentence = reader.endsSentence(range)
        let words = range.count(where: reader.isWord)
        let figures = range.count { reader.shape($0) == .number }
        isLearnable =
            figures > 0 && words > figures && words <= Self.mostWords
            && !reader.hasQuotation(range) && Notice.kind(range, reader, isAlone: true) == nil
    }

    func holds(_ statement: Statement) -> Bool {
        !statement.content.isEmpty && text.contains(statement.content)
    }
}

/// Finds the lines of a text by their shapes.
private struct ShapedLines {
    private let lines: [Substring]
    private var table = WordTable()
    private var byShape: [String: [ShapedLine]]?
    private static let mostChanged = 64

    init(_ text: String) { lines = text.split(separator: "\n") }

    /// The line of that shape, if there is only one.
    mutating func only(of shape: String) -> ShapedLine? {
        if byShape == nil {
            byShape = Dictionary(grouping: shaped(lines), by: \.shape)
        }
        guard let found = byShape?[shape], found.count == 1 else { return nil }
        return found.first
    }

    /// The lines that stood in the other text with other figures.
    ///
    /// Finds none if the text was rewritten.
    mutating func changed(since text: String) -> [ShapedLine] {
        let others = text.split(separator: "\n")
        let (own, known) = (Set(lines), Set(others))
        let gone = known.subtracting(own)
        let come = own.subtracting(known)
        guard gone.count <= Self.mostChanged, come.count <= Self.mostChanged else { return [] }
        let old = Dictionary(grouping: shaped(Array(gone)), by: \.shape)
        let new = Dictionary(grouping: shaped(Array(come)), by: \.shape)
        return new.values.compactMap { lines in
            guard lines.count == 1, let line = lines.first, old[line.shape]?.count == 1 else {
                return nil
            }
            return line
        }.sorted { $0.shape < $1.shape }
    }

    private mutating func shaped(_ lines: [Substring]) -> [ShapedLine] {
        lines.compactMap { ShapedLine($0, &table) }
    }
}
