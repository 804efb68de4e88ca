extension ProseWords {
    /// Words that join clauses; a split replaces them with a full stop.
    static let joints = Languages.embedded.set(.joints)

    /// Words that carry grammar rather than meaning.
    static let function = Languages.embedded.set(.grammar)

    /// Verbs that carry grammar; a time of publication needs none.
    static let copulas = Languages.embedded.set(.copulas)

    /// Whether the word often begins sentences and is not a name.
    static func isCommon(_ word: String) -> Bool {
        function.contains(word) || negators.contains(word)
    }

    /// Whether the words' exchange reverses the meaning of a sentence.
    static func areOpposites(_ word: String, _ other: String) -> Bool {
        if opposites[word]?.contains(other) ?? false { return true }
        guard let one = beginning(word), let two = beginning(other) else { return false }
        return oppositesByBeginning[one]?.contains(two) ?? false
    }

    private static let opposites = opposites { [$0] }

    /// The opposites of words in Cyrillic, of which each has a dozen endings.
    private static let oppositesByBeginning = opposites { beginning($0).map { [$0] } ?? [] }

    private static func opposites(_ key: (String) -> [String]) -> [String: Set<String>] {
        var opposites: [String: Set<String>] = [:]
        for sides in Languages.embedded.opposites {
            let sides = sides.map { $0.flatMap(key) }
            for (place, side) in sides.enumerated() {
                let others = sides.enumerated().filter { $0.offset != place }.flatMap(\.element)
                for word in side { opposites[word, default: []].formUnion(others) }
            }
        }
        return opposites
    }

    /// The first four letters of a word in Cyrillic; nil if it is shorter, or in other letters.
    private static func beginning(_ word: String) -> String? {
        guard let first = word.unicodeScalars.first, (0x400..<0x530).contains(first.value) else {
            return nil
        }
        let beginning = word.unicodeScalars.prefix(4)
        return word.unicodeScalars.count > 4 ? String(String.UnicodeScalarView(beginning)) : nil
    }

    /// Whether one word is the other with a prefix that reverses it.
    ///
    /// Examples: "approve" and "disapprove".
    static func isReversal(of word: String, _ other: String) -> Bool {
        let (long, short) = word.utf8.count > other.utf8.count ? (word, other) : (other, word)
        // Short words end others by chance; "able" and "unable" are listed among the opposites.
        guard short.utf8.count >= 4, long.hasSuffix(short) else { return false }
        return reversing.contains(String(long.dropLast(short.count)))
    }

    private static let reversing = Languages.embedded.set(.negatingPrefixes)

    /// How far somebody or something is what it is called; nil if the word does not say it.
    ///
    /// "Former" and "retired" say the same; "acting" and "attempted" say something else.
    static func status(_ word: String) -> String? {
        // "L'ancien maire".
        let word = word.split(separator: "'").last.map(String.init) ?? word
        return statuses.first { hasStem(word, of: [$0.0]) }?.1
    }

    private static let statuses = Languages.embedded.pairs(.qualifiers)

    /// The role that the word names; words for one role have the same.
    static func role(_ word: String) -> String? {
        roles[word] ?? (word.hasSuffix("s") ? roles[String(word.dropLast())] : nil)
    }

    private static let roles = Dictionary(
        Languages.embedded.pairs(.roles), uniquingKeysWith: { first, _ in first })

    /// A kind of certainty with which something is said.
    enum Modality: Sendable { case possibility, duty, future, hearsay }

    /// The kinds of certainty that the words express.
    static func modality(_ words: Set<String>) -> Set<Modality> {
        Set(words.compactMap { modalities[$0] })
    }

    private static let modalities: [String: Modality] = {
        var modalities: [String: Modality] = [:]
        let lists: [(WordList, Modality)] = [
            (.possibility, .possibility), (.duty, .duty), (.future, .future), (.hearsay, .hearsay),
        ]
        for (list, modality) in lists {
            for word in Languages.embedded.words(list) { modalities[word] = modality }
        }
        return modalities
    }()
}
