/// A part of a text, with the words that were found in it.
package struct SearchExcerpt: Hashable, Sendable {
    package struct Part: Hashable, Sendable {
        package let text: String
        package let isMatch: Bool
    }

    package let parts: [Part]
    /// Whether the text has more before it.
    package let isCutBefore: Bool
    /// Whether the text goes on after it.
    package let isCutAfter: Bool

    package var text: String { parts.map(\.text).joined() }
}

extension SearchExcerpt {
    /// How many words an excerpt has, and how many of them stand before the first that was found.
    private static let length = 36
    private static let before = 8
    /// In bytes, where a text is all one word.
    private static let longest = 1200

    /// The part of a text in which most parts of the query stand together.
    ///
    /// - Parameter length: in words.
    init(of text: String, _ words: [SearchWord], hits: [SearchMatcher.Hit], length: Int = length) {
        let places = hits.map { (clause: $0.clause, words: $0.words) }
            .sorted { $0.words.lowerBound < $1.words.lowerBound }
        let start = Self.start(places, length: length, of: words.count)
        let end = min(words.count, start + length)
        let bytes = Array(text.utf8)
        let from = start == 0 ? 0 : words[start].range.lowerBound
        var to = end == words.count ? bytes.count : words[end - 1].range.upperBound
        to = min(to, from + Self.longest)
        while to > from, to < bytes.count, bytes[to] & 0xC0 == 0x80 { to -= 1 }
        var parts: [Part] = []
        var place = from
        func add(_ range: Range<Int>, _ isMatch: Bool) {
            guard !range.isEmpty else { return }
            let text = String(decoding: bytes[range], as: UTF8.self)
            parts.append(Part(text: text, isMatch: isMatch))
        }
        for hit in places where hit.words.lowerBound >= start && hit.words.upperBound <= end {
            let (first, last) = (words[hit.words.lowerBound], words[hit.words.upperBound - 1])
            let range = first.range.lowerBound..<last.range.upperBound
            guard range.lowerBound >= place, range.upperBound <= to else { continue }
            add(place..<range.lowerBound, false)
            add(range, true)
            place = range.upperBound
        }
        if place < to { add(place..<to, false) }
        self.parts = parts
        isCutBefore = start > 0
        isCutAfter = to < bytes.count
    }

    /// The word with which the excerpt begins.
    private static func start(
        _ places: [(clause: Int, words: Range<Int>)], length: Int, of count: Int
    ) -> Int {
        guard count > length else { return 0 }
        var best = (clauses: 0, place: 0)
        for (index, first) in places.enumerated() {
            let last = first.words.lowerBound + length - before
            let together = places[index...].prefix { $0.words.upperBound <= last }
            let clauses = Set(together.map(\.clause)).count
            if clauses > best.clauses { best = (clauses, first.words.lowerBound) }
        }
        return max(0, min(best.place - before, count - length))
    }
}
