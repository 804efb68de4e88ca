import Foundation
import Testing

/// A text with its attributions marked by hand: `[s:source]`, `[c:cue]`, `[t:content]`.
///
/// A number joins the parts of one attribution; ¶ is a line break.
struct MarkedText: Sendable, CustomTestStringConvertible {
    let language: String
    let text: String
    /// By number, in code points of the text.
    let attributions: [Expected]

    struct Expected: Sendable {
        var source: Range<Int>?
        var content: [Range<Int>] = []
        var isQuoted = false

        var hull: Range<Int> {
            (content.first?.lowerBound ?? 0)..<(content.last?.upperBound ?? 0)
        }
    }

    var testDescription: String { "\(language): \(text)" }

    init(_ line: String, language: String) {
        var text = String.UnicodeScalarView()
        var found: [Character: Expected] = [:]
        var open: (kind: Character, number: Character, start: Int)?
        var rest = Substring(line)
        while let next = rest.first {
            if next == "[", let mark = Self.mark(rest) {
                open = (mark.kind, mark.number, text.count)
                rest = rest.dropFirst(mark.length)
                continue
            }
            rest = rest.dropFirst()
            if next == "]", let mark = open {
                Self.close(
                    mark.kind, mark.start..<text.count, &found[mark.number, default: Expected()])
                open = nil
            } else {
                text.append(contentsOf: next == "¶" ? "\n".unicodeScalars : next.unicodeScalars)
            }
        }
        self.language = language
        self.text = String(text)
        let scalars = Array(text)
        attributions = found.sorted { $0.key < $1.key }.map { entry in
            var expected = entry.value
            if let first = expected.content.first {
                expected.isQuoted = "\"'“„‚‘«»‹›–—".unicodeScalars.contains(
                    scalars[first.lowerBound])
            }
            return expected
        }
    }

    private static func mark(_ text: Substring) -> (
        kind: Character, number: Character, length: Int
    )? {
        let head = Array(text.prefix(4))
        guard head.count == 4, "sct".contains(head[1]) else { return nil }
        if head[2] == ":" { return (head[1], "1", 3) }
        return head[2].isNumber && head[3] == ":" ? (head[1], head[2], 4) : nil
    }

    private static func close(_ kind: Character, _ range: Range<Int>, _ expected: inout Expected) {
        switch kind {
        case "s": expected.source = range
        case "t": expected.content.append(range)
        default: break
        }
    }

    /// The marked texts of a file of `Tests/Fixtures/attribution`.
    static func all(in name: String) throws -> [MarkedText] {
        let file = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
            .appendingPathComponent("Fixtures/attribution/\(name).txt")
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
            .filter { !$0.hasPrefix("#") }
        try #require(!lines.isEmpty)
        return lines.map { MarkedText(String($0), language: String(name.prefix(2))) }
    }
}

/// What an engine found of what is marked.
struct Found: Sendable {
    var quotations = 0
    var quotationsWithSource = 0
    var expected = 0
    var returned = 0
    /// Contents with an overlap of at least 0.3 and 0.8.
    var loosely = 0
    var closely = 0
    var missed: [String] = []

    func f1(_ matched: Int) -> Double {
        expected + returned == 0 ? 1 : 2 * Double(matched) / Double(expected + returned)
    }
}
