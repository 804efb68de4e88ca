/// Cuts text into sentences, without a word list of any language.
package enum Sentences {
    /// The sentences in order, trimmed; a line break always ends one.
    ///
    /// A stop ends a sentence where blank and then a capital, a digit or an opening mark follow, and
    /// where the word before it is longer than an abbreviation or an initial.
    package static func split(_ text: String) -> [String] {
        text.split(separator: "\n").flatMap { line($0) }
    }

    private static func line(_ line: Substring) -> [String] {
        let scalars = Array(line.unicodeScalars)
        var sentences: [String] = []
        var start = 0
        var index = 0
        while index < scalars.count {
            if isStop(scalars[index]) {
                var end = index + 1
                while end < scalars.count, isStop(scalars[end]) || isClosing(scalars[end]) { end += 1 }
                if end == scalars.count || ends(scalars, stop: index, after: end, from: start) {
                    append(scalars[start..<end], to: &sentences)
                    start = end
                }
                index = end
            } else {
                index += 1
            }
        }
        append(scalars[start...], to: &sentences)
        return sentences
    }

    private static func ends(
        _ scalars: [Unicode.Scalar], stop: Int, after end: Int, from start: Int
    ) -> Bool {
        guard scalars[end].properties.isWhitespace else { return false }
        var next = end
        while next < scalars.count, scalars[next].properties.isWhitespace || isOpening(scalars[next]) {
            next += 1
        }
        guard next < scalars.count else { return true }
        guard !scalars[next].properties.isLowercase else { return false }
        guard scalars[stop] == "." else { return true }
        // "U.S. Army", "Dr. Kim", "St. Petersburg": a capital and few letters before the stop.
        var first = stop
        while first > start, !scalars[first - 1].properties.isWhitespace { first -= 1 }
        let length = stop - first
        guard length > 0 else { return false }
        return length > 3 || !scalars[first].properties.isUppercase
    }

    private static func append(
        _ scalars: ArraySlice<Unicode.Scalar>, to sentences: inout [String]
    ) {
        let blank: (Unicode.Scalar) -> Bool = { $0.properties.isWhitespace }
        let trimmed = scalars.drop(while: blank)
        guard let last = trimmed.lastIndex(where: { !blank($0) }) else { return }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: trimmed[...last])
        sentences.append(String(view))
    }

    private static func isStop(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case ".", "!", "?", "…", "。", "！", "？": true
        default: false
        }
    }

    private static func isClosing(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\"", "'", "”", "’", "»", "“", ")", "]": true
        default: false
        }
    }

    private static func isOpening(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\"", "'", "“", "‘", "«", "„", "(", "[", "-", "–", "—": true
        default: false
        }
    }
}
