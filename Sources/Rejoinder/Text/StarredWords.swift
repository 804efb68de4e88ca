/// Words of a language's list, of which a star stands for any letters: `*ministerium` is an ending,
/// `einräum*` a beginning.
struct StarredWords: Sendable {
    private var whole: Set<String> = []
    private var endings: [String] = []
    private var beginnings: [String] = []

    /// - Parameter form: makes of a word what it is compared as, such as its stem.
    init(_ words: [String], form: (String) -> String = { $0 }) {
        for word in words {
            if word.utf8.first == UInt8(ascii: "*") {
                endings.append(form(String(word.dropFirst())))
            } else if word.utf8.last == UInt8(ascii: "*") {
                beginnings.append(form(String(word.dropLast())))
            } else {
                whole.insert(form(word))
            }
        }
    }

    func contains(_ word: String) -> Bool {
        whole.contains(word) || endings.contains { word.hasSuffix($0) }
            || beginnings.contains { word.hasPrefix($0) }
    }
}
