/// All that the detector knows of a language: its words by class, and its frames.
///
/// A word ends with `*` where any ending may follow, and begins with `*` where any beginning may
/// precede. `_` stands for a blank inside a phrase. A frame is a state, a mark and a pattern; see
/// `FramePattern`.
struct LanguageData: Sendable {
    let code: String
    /// Whether an apostrophe splits off a clitic: "l'ambassade".
    let splitsElision: Bool
    /// Whether nouns are told from other words by an article rather than by their case.
    let hasArticles: Bool
    /// Whether every noun has a capital.
    let capitalisesNouns: Bool
    /// Name, then words.
    let classes: [(String, String)]
    /// Name, then alternatives, for use as `{name}` in frames.
    let macros: [(String, String)]
    let frames: [String]

    static let all: [LanguageData] = [.english, .german, .french, .ukrainian, .russian]
}

extension LanguageData {
    /// The words that frames name without a class, each as a class of its own.
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
