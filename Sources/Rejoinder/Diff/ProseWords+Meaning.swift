extension ProseWords {
    /// Words that join clauses; a split replaces them with a full stop.
    static let joints = Languages.embedded.set(.joints)

    /// Words that carry grammar rather than meaning.
    static let function = Languages.embedded.set(.grammar)

    /// Whether the word often begins sentences and is not a name.
    static func isCommon(_ word: String) -> Bool {
        function.contains(word) || negators.contains(word)
    }

    /// Words whose exchange reverses the meaning of a sentence, each with its opposites.
    static let opposites: [String: Set<String>] = {
        var opposites: [String: Set<String>] = [:]
        for sides in Languages.embedded.opposites {
            for (place, side) in sides.enumerated() {
                let others = sides.enumerated().filter { $0.offset != place }.flatMap(\.element)
                for word in side { opposites[word, default: []].formUnion(others) }
            }
        }
        return opposites
    }()

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
