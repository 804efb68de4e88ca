/// Words of a language's list, of which a star stands for any letters: `*ministerium` is an ending,
/// `einräum*` a beginning.
struct StarredWords: Sendable {
    private var whole: Set<String> = []
    private var endings: [[UInt8]] = []
    private var beginnings: [[UInt8]] = []

    /// - Parameter form: makes of a word what it is compared as, such as its stem.
    init(_ words: [String], form: (String) -> String = { $0 }) {
        for word in words {
            if word.utf8.first == UInt8(ascii: "*") {
                endings.append(Array(form(String(word.dropFirst())).utf8))
            } else if word.utf8.last == UInt8(ascii: "*") {
                beginnings.append(Array(form(String(word.dropLast())).utf8))
            } else {
                whole.insert(form(word))
            }
        }
    }

    func contains(_ word: String) -> Bool {
        if whole.contains(word) { return true }
        let bytes = word.utf8
        return endings.contains { bytes.suffix($0.count).elementsEqual($0) }
            || beginnings.contains { bytes.starts(with: $0) }
    }
}
