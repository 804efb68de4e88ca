/// The words by which a language tells answers from what is none, from `replies.txt`.
struct ReplyWords: Sendable {
    let replies: Set<String>
    let addressees: Set<String>
    /// Words and phrases with which a heading begins that names what a stand is taken on.
    let topicOpeners: [String]
    let reached: [String]
    let speaksFor: [String]
    let pluperfect: Set<String>
    let leaks: [String]
    /// Auxiliaries of the past.
    let past: Set<String>
    let seasons: Set<String>
    /// The months, each with its number from 1.
    let months: [String: Int]

    init(_ pack: LanguagePack) {
        replies = Set(pack.words(.replies))
        addressees = Set(pack.words(.replyAddressees))
        topicOpeners = pack.words(.topicOpeners)
        reached = pack.words(.reached)
        speaksFor = pack.words(.speaksFor)
        pluperfect = Set(pack.words(.pluperfect))
        leaks = pack.words(.leaks)
        past = Set(pack.words(.pastAuxiliaries))
        seasons = Set(pack.words(.vagueTimes))
        var months: [String: Int] = [:]
        for (_, words) in pack.keyed(.months) {
            for (place, word) in words.enumerated() { months[word] = place % 12 + 1 }
        }
        self.months = months
    }
}

/// The folded words of a sentence, to look for words and phrases in.
struct FoldedSentence {
    /// The words outside of quotation marks, each with its token.
    let words: [(word: String, token: Int)]
    private let joined: String

    /// - Parameter pieces: bytes of the passage whose words are left out.
    init(_ sentence: Range<Int>, of passage: Passage, without pieces: [Range<Int>] = []) {
        words = sentence.compactMap { place in
            let token = passage.tokens[place]
            guard token.isWordlike, !token.isQuoted,
                !pieces.contains(where: { $0.contains(token.start) })
            else { return nil }
            return (String(decoding: passage.folded(place), as: UTF8.self), place)
        }
        joined = " " + words.map(\.word).joined(separator: " ") + " "
    }

    func begins(withAnyOf phrases: [String]) -> Bool {
        phrases.contains { joined.hasPrefix(" \($0) ") }
    }

    func has(anyOf phrases: [String]) -> Bool { phrases.contains { joined.contains(" \($0) ") } }
}
