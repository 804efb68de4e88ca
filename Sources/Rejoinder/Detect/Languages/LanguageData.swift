/// All that the detector knows of a language: its words by class, and its frames.
///
/// A word ends with `*` if any ending may follow, and begins with `*` if any beginning may precede
/// it. `_` stands for a space inside a phrase. A frame is a state, a mark and a pattern; see
/// `FramePattern`.
struct LanguageData: Sendable {
    let code: String
    /// Whether an apostrophe splits off a clitic: "l'ambassade".
    let splitsElision: Bool
    /// Whether an article, and not the case, tells nouns from other words.
    let hasArticles: Bool
    /// Whether every noun is capitalised.
    let capitalisesNouns: Bool
    /// Names of classes, each with its words.
    let classes: [(String, String)]
    /// Names of macros, each with its alternatives, for use as `{name}` in frames.
    let macros: [(String, String)]
    let frames: [String]

    static let all: [LanguageData] = [.english, .german, .french, .ukrainian, .russian]
}

extension LanguageData {
    /// The words that frames use without a class; each becomes a class of its own.
    var literals: [(String, String)] {
        let known = Set(classes.map(\.0) + macros.map(\.0) + ["N"])
        var literals: [String] = []
        for text in macros.map(\.1) + frames.map(Self.pattern) {
            for word in text.split(whereSeparator: { " ()|{}/?*!$,".contains($0) }) {
                let name = String(word)
                let isWord = !name.hasPrefix("_") && !name.hasPrefix("~") && !known.contains(name)
                if isWord, !literals.contains(name) { literals.append(name) }
            }
        }
        return literals.map { ($0, $0) }
    }

    private static func pattern(_ frame: String) -> String {
        let parts = frame.split(separator: " ", maxSplits: 2)
        return parts.count == 3 ? String(parts[2]) : ""
    }
}
