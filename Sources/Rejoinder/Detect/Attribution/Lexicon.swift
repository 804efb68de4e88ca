/// The words of one language by what they can be, and its few habits.
struct Lexicon: Sendable {
    /// What makes a language; a value of this type is all that another one needs.
    struct Data: Sendable {
        /// BCP 47 primary subtag.
        let language: String
        /// Words by class, blank-separated; `stem:a,b` stands for `stema stemb`.
        let words: [(WordClass, String)]
        /// Phrases before the source: "according to".
        var sourcePhrases: [String] = []
        /// Words that attribute to what follows them after a comma or a quotation: "so".
        var trailingPhrases: [String] = []
        /// Abbreviations that end with a stop, without it.
        var abbreviations = ""
        /// Endings of words that are in no list.
        var suffixes: [(WordClass, String)] = []
        /// Short words that an apostrophe joins to the next: "l'", "qu'".
        var elisions = ""
        /// What is joined to a verb by a hyphen: "-t-il".
        var enclitics: [String] = []
        var possessive: String?
        /// Common nouns are capitalised too.
        var capitalisesNouns = false
        /// The subject follows the verb where something else comes first.
        var inverts = false
        /// The finite verb of a main clause is its second part, always.
        var isVerbSecond = false
        /// A noun phrase begins with an article, as a rule.
        var hasArticles = true
        /// A clause after a comma is content, though no word begins it.
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

    /// Some words in a row, by their hashes.
    struct Phrase: Sendable {
        let words: [UInt64]
        /// Only where a comma, a dash or a quotation goes before.
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
                classes[Folding.hash(word), default: []].formUnion(kind)
            }
        }
        self.classes = classes
        abbreviations = Set(Self.expanded(data.abbreviations).map { Folding.hash($0) })
        elisions = Set(Self.expanded(data.elisions).map { Folding.hash($0) })
        suffixes = data.suffixes.map { ($0.0, Array($0.1.utf8)) }
        var phrases: [UInt64: [Phrase]] = [:]
        func add(_ list: [String], isTrailing: Bool) {
            for text in list {
                let words = text.split(separator: " ").map { Folding.hash($0) }
                guard let first = words.first else { continue }
                phrases[first, default: []].append(Phrase(words: words, isTrailing: isTrailing))
            }
        }
        add(data.sourcePhrases, isTrailing: false)
        add(data.trailingPhrases, isTrailing: true)
        // The longest first.
        self.phrases = phrases.mapValues { $0.sorted { $0.words.count > $1.words.count } }
    }

    func classes(of hash: UInt64, _ bytes: SafeArray<UInt8>, _ range: Range<Int>) -> WordClass {
        let known = classes[hash]
        for (kind, suffix) in suffixes
        where range.count > suffix.count + 2
            && bytes[range].suffix(suffix.count).elementsEqual(suffix)
        {
            // Of what is listed an ending tells only the tense.
            guard let known else { return kind }
            return known.union(kind.intersection(.past))
        }
        return known ?? []
    }

    /// Those of a listed word.
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
