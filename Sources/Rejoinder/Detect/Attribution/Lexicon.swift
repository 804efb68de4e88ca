/// The words of one language with their classes, and the language's few habits.
struct Lexicon: Sendable {
    /// The data that define a language; another language needs only another value of this type.
    struct Data: Sendable {
        /// The primary subtag of BCP 47.
        let language: String
        /// Words by class, separated by spaces; `stem:a,b` stands for `stema stemb`.
        let words: [(WordClass, String)]
        /// Phrases that stand before the source: "according to".
        var sourcePhrases: [String] = []
        /// Words that attribute to the source after them, following a comma or a quotation: "so".
        var trailingPhrases: [String] = []
        /// Abbreviations that end with a full stop, written without it.
        var abbreviations = ""
        /// The classes of unlisted words, by their endings.
        var suffixes: [(WordClass, String)] = []
        /// Short words that an apostrophe joins to the next word: "l'", "qu'".
        var elisions = ""
        /// Endings that a hyphen joins to a verb: "-t-il".
        var enclitics: [String] = []
        var possessive: String?
        /// Whether common nouns are capitalised too.
        var capitalisesNouns = false
        /// Whether the subject follows the verb if something else comes first.
        var inverts = false
        /// Whether the finite verb is always the second part of a main clause.
        var isVerbSecond = false
        /// Whether a noun phrase normally begins with an article.
        var hasArticles = true
        /// Whether a clause after a comma is content even though no word introduces it.
        var hasCommaClauses = false
    }

    let language: String
    let capitalisesNouns: Bool
    let inverts: Bool
    let hasArticles: Bool
    let isVerbSecond: Bool
    let hasCommaClauses: Bool
    let possessive: [UInt8]?
    let enclitics: [[UInt8]]
    private let classes: [UInt64: WordClass]
    private let abbreviations: Set<UInt64>
    private let elisions: Set<UInt64>
    private let suffixes: [(WordClass, [UInt8])]
    private let phrases: [UInt64: [Phrase]]

    /// Several words in a row, by their hashes.
    struct Phrase: Sendable {
        let words: [UInt64]
        /// Whether it counts only after a comma, a dash or a quotation.
        let isTrailing: Bool
    }

    init(_ data: Data) {
        language = data.language
        capitalisesNouns = data.capitalisesNouns
        inverts = data.inverts
        isVerbSecond = data.isVerbSecond
        hasArticles = data.hasArticles
        hasCommaClauses = data.hasCommaClauses
        possessive = data.possessive.map { Array($0.utf8) }
        enclitics = data.enclitics.map { Array($0.utf8) }
        var classes: [UInt64: WordClass] = [:]
        for (kind, list) in data.words {
            for word in Self.expanded(list) {
                classes[CaseFolding.hash(word), default: []].formUnion(kind)
            }
        }
        self.classes = classes
        abbreviations = Set(Self.expanded(data.abbreviations).map { CaseFolding.hash($0) })
        elisions = Set(Self.expanded(data.elisions).map { CaseFolding.hash($0) })
        suffixes = data.suffixes.map { ($0.0, Array($0.1.utf8)) }
        var phrases: [UInt64: [Phrase]] = [:]
        func add(_ list: [String], isTrailing: Bool) {
            for text in list {
                let words = text.split(separator: " ").map { CaseFolding.hash($0) }
                guard let first = words.first else { continue }
                phrases[first, default: []].append(Phrase(words: words, isTrailing: isTrailing))
            }
        }
        add(data.sourcePhrases, isTrailing: false)
        add(data.trailingPhrases, isTrailing: true)
        // Longer phrases are tried first.
        self.phrases = phrases.mapValues { $0.sorted { $0.words.count > $1.words.count } }
    }

    func classes(of hash: UInt64, _ bytes: SafeArray<UInt8>, _ range: Range<Int>) -> WordClass {
        let known = classes[hash]
        for (kind, suffix) in suffixes
        where range.count > suffix.count + 2
            && bytes[range].suffix(suffix.count).elementsEqual(suffix)
        {
            // The ending of a listed word tells only its tense.
            guard let known else { return kind }
            return known.union(kind.intersection(.past))
        }
        return known ?? []
    }

    /// The classes of a listed word.
    func classes(of hash: UInt64) -> WordClass { classes[hash] ?? [] }
    func knows(_ hash: UInt64) -> Bool { classes[hash] != nil }
    func isAbbreviation(_ hash: UInt64) -> Bool { abbreviations.contains(hash) }
    func isElision(_ hash: UInt64) -> Bool { elisions.contains(hash) }
    func phrases(from hash: UInt64) -> [Phrase] { phrases[hash] ?? [] }

    private static func expanded(_ list: String) -> [String] {
        list.split(whereSeparator: { $0 == " " || $0 == "\n" }).flatMap { entry -> [String] in
            let parts = entry.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count == 2 else { return [String(entry)] }
            return parts[1].split(separator: ",", omittingEmptySubsequences: false)
                .map { String(parts[0]) + $0 }
        }
    }
}
