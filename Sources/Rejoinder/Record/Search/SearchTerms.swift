/// The words under which a source is indexed.
struct SearchTerms {
    /// Each word once, and the marks, as one text that FTS5 cuts at its blanks.
    let text: String
    /// The words alone, each once.
    let words: [String]

    /// The words of the beginning that count as what a text is about: about a sentence.
    private static let lead = 25
    /// How often a text must have a word to be about it.
    private static let often = 3

    /// Where a text has a word.
    private struct Use {
        let word: String
        var count = 0
        var isInTitle = false
        var isInLead = false
    }

    init(_ source: SearchSource, in table: SearchTable) {
        let uses = Self.uses(in: source)
        var text = SearchMark.all + " " + SearchMark.feed(source.feed)
        text.reserveCapacity(source.bytes * 2)
        for key in source.institutions { text += " " + SearchMark.institution(key) }
        for use in uses {
            text += " "
            text += use.word
            guard table == .document else { continue }
            if use.isInTitle {
                text += " " + SearchMark.title + use.word
            } else if use.isInLead || use.count >= Self.often {
                text += " " + SearchMark.salient + use.word
            }
        }
        self.text = text
        words = uses.map(\.word)
    }

    /// Each word once, in the order of the first.
    private static func uses(in source: SearchSource) -> [Use] {
        var uses: [Use] = []
        var places: [String: Int] = [:]
        for (field, text) in source.fields.enumerated() {
            for (number, word) in SearchWords.words(of: text).enumerated() {
                let place = places[word.term, default: uses.count]
                if place == uses.count {
                    places[word.term] = place
                    uses.append(Use(word: word.term))
                }
                uses[place].count += 1
                if field == 0 {
                    uses[place].isInTitle = true
                } else if number < lead {
                    uses[place].isInLead = true
                }
            }
        }
        return uses
    }

    /// What a word has in common with its other forms; nil if it has no others.
    static func stem(of word: String) -> String? {
        guard word.utf8.count > 3, !word.utf8.contains(where: \.isDigit) else { return nil }
        return WordStem.of(word)
    }
}
