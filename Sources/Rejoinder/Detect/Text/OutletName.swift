/// What the outlet calls itself, so that "the Examiner asked" is known to be the press asking.
package struct OutletName: Sendable {
    /// The stems of its words.
    private let stems: [String]

    /// - Parameter title: a feed's title; what follows a dash or a bar names a part of the outlet. Nil,
    ///   or one without words, is no name.
    package init?(_ title: String?) {
        guard let title else { return nil }
        let ends = Self.separators.compactMap { title.firstRange(of: $0)?.lowerBound }
        stems = NameWords.stems(String(title[..<(ends.min() ?? title.endIndex)]))
        guard !stems.isEmpty, stems.count <= 6 else { return nil }
    }

    /// What stands between the name and the part of the outlet.
    private static let separators = ["|", ": ", " - ", " – ", " — ", " · "]

    /// Marks where a text names the outlet, by its whole name or, after an article, by its last word.
    ///
    /// A word that many texts have, such as "Times" or "Zeit", is no name by itself.
    func mark(
        _ tokens: inout SafeArray<TaggedToken>, _ bytes: SafeArray<UInt8>, _ language: Language
    ) {
        guard let last = stems.last else { return }
        let isTelling =
            TermCommonness.embedded.bits(String(last.prefix(7)), language: language.code) >= 5
        for place in tokens.indices where tokens[place].isWordlike && tokens[place].isCapital {
            guard Self.stem(place, tokens, bytes) == last else { continue }
            let first = place - (stems.count - 1)
            let isWhole =
                first >= 0
                && zip(first...place, stems).allSatisfy { Self.stem($0, tokens, bytes) == $1 }
            let follows = place > 0 && tokens[place - 1].has(language.grammar.determiner)
            guard isWhole && (stems.count > 1 || isTelling) || follows && isTelling else {
                continue
            }
            for token in (isWhole ? first : place)...place {
                tokens[token].classes |= language.grammar.press
            }
        }
    }

    private static func stem(
        _ place: Int, _ tokens: SafeArray<TaggedToken>, _ bytes: SafeArray<UInt8>
    ) -> String {
        WordStem.of(Array(bytes[tokens[place].start..<tokens[place].bareEnd]))
    }
}
