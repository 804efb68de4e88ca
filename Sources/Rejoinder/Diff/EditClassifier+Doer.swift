extension EditClassifier {
    /// In a sentence with more edits nothing is looked for: each word is held against each other.
    private static let mostHunks = 16
    private static let mostWords = 64

    /// Whether a sentence, told the other way round, no longer says who did it, or now does.
    ///
    /// "Police shot the man" and "The man was shot" differ in more than words; "The man was shot
    /// by police" says the same as the first. And who "was killed by police" did not only die
    /// "with police" there.
    func isOtherDoer(_ hunks: [WordHunk]) -> Bool {
        guard hunks.count <= Self.mostHunks else { return false }
        let before = hunks.map { EditedWords($0.old, old) }
        let after = hunks.map { EditedWords($0.new, new) }
        let gone = before.map(\.content)
        let come = after.map(\.content)
        guard [gone, come].allSatisfy({ $0.joined().count <= Self.mostWords }) else { return false }
        let lost = Self.unpaired(gone.flatMap(\.self), come.flatMap(\.self))
        let gained = Self.unpaired(come.flatMap(\.self), gone.flatMap(\.self))
        if lost.isEmpty != gained.isEmpty { return Self.hasMoved(gone, come) }
        let agents =
            before.flatMap(\.words).count(where: ProseWords.by.contains)
            - after.flatMap(\.words).count(where: ProseWords.by.contains)
        return !lost.isEmpty && agents != 0
    }

    /// Whether a word went at one place and came at another.
    private static func hasMoved(_ gone: [[String]], _ come: [[String]]) -> Bool {
        func places(_ hunks: [[String]]) -> [(hunk: Int, word: String)] {
            hunks.enumerated().flatMap { hunk, words in words.map { (hunk, $0) } }
        }
        let new = places(come)
        var last = -1
        for (hunk, word) in places(gone) {
            guard let place = new.firstIndex(where: { isForm($0.word, of: word) }) else { continue }
            if new[place].hunk != hunk || place < last { return true }
            last = place
        }
        return false
    }

    /// The words of which the other list has no form.
    private static func unpaired(_ words: [String], _ others: [String]) -> [String] {
        words.filter { word in !others.contains { isForm($0, of: word) } }
    }

    /// Whether two words begin alike, as forms of one word do.
    private static func isForm(_ word: String, of other: String) -> Bool {
        if word == other { return true }
        let (a, b) = (Array(word.unicodeScalars), Array(other.unicodeScalars))
        let common = zip(a, b).prefix { $0 == $1 }.count
        return common >= 4 && common * 5 >= max(a.count, b.count) * 3
    }
}
