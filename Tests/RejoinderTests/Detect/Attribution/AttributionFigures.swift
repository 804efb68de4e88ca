@testable import Rejoinder

extension Found {
    /// Compares by the words of the contents; an attribution found counts once.
    mutating func add(_ marked: MarkedText) {
        let text = CodePoints(marked.text)
        let found = Attributions.find(in: marked.text, language: marked.language)
        expected += marked.attributions.count
        returned += found.count
        var free = Array(found.indices)
        for wanted in marked.attributions {
            if wanted.isQuoted { quotations += 1 }
            let scores = free.map { index in
                (index, text.overlap(wanted, text.points(found[index].content)))
            }
            guard let best = scores.max(by: { $0.1 < $1.1 }), best.1 >= 0.3 else {
                missed.append(marked.text)
                continue
            }
            free.removeAll { $0 == best.0 }
            loosely += 1
            if best.1 >= 0.8 { closely += 1 }
            let source = found[best.0].source.map(text.points)
            let isRight = wanted.source.map { text.words($0) == text.words(source ?? 0..<0) }
            if isRight ?? (source != nil) {
                if wanted.isQuoted { quotationsWithSource += 1 }
            } else if wanted.isQuoted {
                missed.append(marked.text)
            }
        }
    }
}

/// A text by code points, for spans that are counted in them.
struct CodePoints {
    private let scalars: [Unicode.Scalar]
    /// The code point at which each UTF-8 byte lies.
    private let places: [Int]

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
        var places: [Int] = []
        for (place, scalar) in scalars.enumerated() {
            places += Array(repeating: place, count: String(scalar).utf8.count)
        }
        self.places = places + [scalars.count]
    }

    func points(_ bytes: Range<Int>) -> Range<Int> {
        places[bytes.lowerBound]..<places[bytes.upperBound]
    }

    /// The words' first code points.
    func words(_ range: Range<Int>) -> Set<Int> {
        var words: Set<Int> = []
        for place in range where scalars[place].properties.isAlphabetic || isDigit(place) {
            let isFirst =
                place == 0 || !(scalars[place - 1].properties.isAlphabetic || isDigit(place - 1))
            if isFirst { words.insert(place) }
        }
        return words
    }

    private func isDigit(_ place: Int) -> Bool { ("0"..."9").contains(scalars[place]) }

    /// The share of common words, with what stands between the parts or without.
    func overlap(_ wanted: MarkedText.Expected, _ found: Range<Int>) -> Double {
        let parts = wanted.content.reduce(into: Set<Int>()) { $0.formUnion(words($1)) }
        let found = words(found)
        return [parts, words(wanted.hull)].map { common in
            let sum = common.count + found.count
            return sum == 0 ? 0 : 2 * Double(common.intersection(found).count) / Double(sum)
        }.max() ?? 0
    }
}
