/// The words that the rules know in each language, in lower case.
///
/// They are the closed classes of grammar (negators, numerals, months) and the common words of the
/// trade. What a change is about is decided by where these words stand, never by a phrase.
enum ProseWords {
    private static let languages = Languages.embedded

    static let negators = languages.set(.negators)
    private static let negatingEndings = languages.words(.negatingEndings)
    private static let negatingBeginnings = languages.words(.negatingBeginnings)
    static let months = months(languages)
    static let weekdays = languages.set(.weekdays)
    static let shortDateWords = languages.set(.shortDates)
    /// Names of months and days that are also common words.
    static let commonDateWords = languages.set(.commonWords)
    static let articles = languages.set(.articles)
    static let seasons = languages.set(.seasons)
    static let relativeDays = languages.set(.relativeDays)
    /// The beginnings of words for units and marks of time.
    static let timeStems = languages.words(.timeStems)
    /// Ordinals, multiples and fractions: figures in words that have no value to compare.
    static let quantities = languages.set(.quantities)
    /// Units of measure: a different unit makes a different number.
    static let units = languages.set(.units)

    static let numerals = Dictionary(
        languages.pairs(.numerals).compactMap { word, value in Double(value).map { (word, $0) } },
        uniquingKeysWith: { first, _ in first })

    static func isNegator(_ word: String) -> Bool {
        negators.contains(word) || negatingEndings.contains(where: word.hasSuffix)
            || negatingBeginnings.contains(where: word.hasPrefix)
    }

    /// The names of months that an edit may change, with their inflected forms.
    private static func months(_ languages: Languages) -> Set<String> {
        // Lists with a key have forms that only dates have, and the months of further languages.
        let names = languages.keyed(.months).filter { $0.key.isEmpty }.flatMap(\.words)
        return Set(names).union(languages.words(.monthForms))
    }

    /// Whether the word begins with one of the stems; one of two letters is a whole word.
    ///
    /// "no" is not the beginning of "now".
    static func hasStem(_ word: String, of stems: [String]) -> Bool {
        stems.contains { stem in
            word.utf8.starts(with: stem.utf8)
                && (stem.unicodeScalars.count > 2 || word.utf8.count == stem.utf8.count)
        }
    }

    static func isUnitOfTime(_ word: String) -> Bool {
        timeStems.contains { stem in
            word == stem
                || (stem.utf8.count >= 3 && word.utf8.starts(with: stem.utf8)
                    && word.utf8.count <= stem.utf8.count + 5)
        }
    }
}
