/// The words under which a source is indexed.
struct SearchTerms {
    /// Each word once, and the marks, as one text that FTS5 cuts at its blanks.
    let text: String
    /// The words alone.
    let words: Set<String>

    /// The words of the beginning that count as what a text is about: about a sentence.
    private static let lead = 25
    /// How often a text must have a word to be about it.
    private static let often = 3

    init(_ source: SearchSource, in table: SearchTable) {
        var text = SearchMark.all + " " + SearchMark.feed(source.feed)
        for key in source.institutions { text += " " + SearchMark.institution(key) }
        var counts: [String: Int] = [:]
        var (title, lead): (Set<String>, Set<String>) = ([], [])
        for (place, field) in source.fields.enumerated() {
            for (number, word) in SearchWords.words(of: field).enumerated() {
                counts[word.term, default: 0] += 1
                guard table == .document else { continue }
                if place == 0 {
                    title.insert(word.term)
                } else if number < Self.lead {
                    lead.insert(word.term)
                }
            }
        }
        for (word, count) in counts {
            text += " " + word
            if title.contains(word) {
                text += " " + SearchMark.title + word
            } else if table == .document, count >= Self.often || lead.contains(word) {
                text += " " + SearchMark.salient + word
            }
        }
        self.text = text
        words = Set(counts.keys)
    }

    /// What a word has in common with its other forms; nil if it has no others.
    static func stem(of word: String) -> String? {
        guard word.utf8.count > 3, !word.utf8.contains(where: \.isDigit) else { return nil }
        return WordStem.of(word)
    }
}
