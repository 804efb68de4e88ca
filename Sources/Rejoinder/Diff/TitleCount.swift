/// Cuts off a count that a site puts beside a title: "137° - Kettle at half price", "Storm [12
/// replies]".
///
/// Only brackets or a dash set it off, and only what readers do is counted: in "Storm closes the
/// port (12 dead)" the figure is news.
enum TitleCount {
    private static let longest = 5

    /// The title's words without the count.
    static func cut(_ reader: ProseReader) -> [String] {
        var range = reader.text.tokens.indices
        if let end = leading(range, reader) { range = end..<range.upperBound }
        if let start = trailing(range, reader) { range = range.lowerBound..<start }
        return reader.words(range)
    }

    /// Where the title begins after a count.
    private static func leading(_ range: Range<Int>, _ reader: ProseReader) -> Int? {
        guard let first = range.first else { return nil }
        let head = range.prefix(longest + 2)
        if isOpening(reader.mark(first)) {
            guard let end = head.first(where: { isClosing(reader.mark($0)) }) else { return nil }
            return isCount(first + 1..<end, reader) ? end + 1 : nil
        }
        guard let end = head.first(where: { isDash($0, reader) }), end > first else { return nil }
        return isCount(first..<end, reader) ? end + 1 : nil
    }

    /// Where a count begins that ends the title.
    private static func trailing(_ range: Range<Int>, _ reader: ProseReader) -> Int? {
        guard let last = range.last else { return nil }
        let tail = range.suffix(longest + 2).reversed()
        if isClosing(reader.mark(last)) {
            guard let start = tail.first(where: { isOpening(reader.mark($0)) }) else { return nil }
            return isCount(start + 1..<last, reader) ? start : nil
        }
        guard let start = tail.first(where: { isDash($0, reader) }) else { return nil }
        return isCount(start + 1..<range.upperBound, reader) ? start : nil
    }

    private static func isOpening(_ mark: UInt32) -> Bool { mark == 0x28 || mark == 0x5B }
    private static func isClosing(_ mark: UInt32) -> Bool { mark == 0x29 || mark == 0x5D }

    private static func isDash(_ index: Int, _ reader: ProseReader) -> Bool {
        [0x2D, 0x7C, 0xB7].contains(reader.mark(index)) && !reader.text.isAttached(index)
    }

    /// Whether the tokens are one figure, and nothing beside it but what is counted or a sign.
    private static func isCount(_ range: Range<Int>, _ reader: ProseReader) -> Bool {
        guard !range.isEmpty, range.count <= longest else { return false }
        let words = range.filter(reader.isWord)
        let figures = words.filter { reader.shape($0) == .number }
        guard let figure = figures.first, figures.count == 1 else { return false }
        let others = words.filter { $0 != figure }.map(reader.word)
        if others.contains(where: { !ProseWords.counts.contains($0) }) { return false }
        // "2026 - a year in pictures"
        return range.count > 1 || !isYear(reader.word(figure))
    }

    private static func isYear(_ word: String) -> Bool {
        word.utf8.count == 4 && (word.hasPrefix("19") || word.hasPrefix("20"))
            && word.utf8.allSatisfy(\.isDigit)
    }
}
