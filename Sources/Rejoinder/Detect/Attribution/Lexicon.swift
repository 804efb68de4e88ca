/// The words of one language with their classes, and the language's few habits.
struct Lexicon: Sendable {
    /// The primary subtag of BCP 47.
    let language: String
    /// Whether common nouns are capitalised too.
    let capitalisesNouns: Bool
    /// Whether the subject follows the verb if something else comes first.
    let inverts: Bool
    /// Whether a noun phrase normally begins with an article.
    let hasArticles: Bool
    /// Whether the finite verb is always the second part of a main clause.
    let isVerbSecond: Bool
    /// Whether a clause after a comma is content even though no word introduces it.
    let hasCommaClauses: Bool
    let possessive: [UInt8]?
    /// Endings that a hyphen joins to a verb: "-t-il".
    let enclitics: [[UInt8]]
    /// What is wrong with the file; the rest of it is used.
    let faults: [LanguageFault]
    private let classes: HashedWords<WordClass>
    private let suffixes: [(WordClass, [UInt8])]
    private let phrases: HashedWords<[Phrase]>

    /// Words in a row that stand before a source, such as "according to", or that attribute to the
    /// source after them, such as "so".
    struct Phrase: Sendable {
        let words: [UInt64]
        /// Whether it counts only after a comma, a dash or a quotation.
        let isTrailing: Bool
    }

    init(_ pack: LanguagePack) {
        language = pack.code
        capitalisesNouns = pack.has(.capitalNouns)
        inverts = pack.has(.inversion)
        isVerbSecond = pack.has(.verbSecond)
        hasArticles = pack.has(.articles)
        hasCommaClauses = pack.has(.commaClauses)
        let file = pack.file(.cues)
        possessive = file.words("possessive").first.map { Array($0.utf8) }
        enclitics = file.words("enclitics").map { Array($0.utf8) }
        var phrases: [UInt64: [Phrase]] = [:]
        for (list, isTrailing) in [("source-phrases", false), ("trailing-phrases", true)] {
            for text in file.words(list) {
                let words = text.split(separator: " ").map { CaseFolding.hash($0) }
                guard let first = words.first else { continue }
                phrases[first, default: []].append(Phrase(words: words, isTrailing: isTrailing))
            }
        }
        // Longer phrases are tried first.
        self.phrases = HashedWords(
            phrases.mapValues { $0.sorted { $0.words.count > $1.words.count } })
        let read = Self.classes(file)
        (classes, suffixes, faults) = (HashedWords(read.words), read.endings, read.faults)
    }

    /// The lists that are no classes of words.
    private static let otherLists: Set<String> = [
        "possessive", "enclitics", "source-phrases",
        "trailing-phrases",
    ]

    private typealias Classes = (
        words: [UInt64: WordClass], endings: [(WordClass, [UInt8])], faults: [LanguageFault]
    )

    /// The words and the endings by the classes that their line names.
    private static func classes(_ file: PackFile) -> Classes {
        var classes: Classes = ([:], [], file.faults + file.listFaults())
        for line in file.lines where !otherLists.contains(line.name) {
            var names = line.name.split(separator: " ")[...]
            let isEndings = names.first == "ending"
            if isEndings { names.removeFirst() }
            guard let kind = WordClass(names: names), !names.isEmpty else {
                let problem = "“\(line.name)” is no list and no set of word classes"
                classes.faults.append(file.fault(line.number, problem))
                continue
            }
            let words = PackFile.expanded(line.words)
            if isEndings {
                classes.endings += words.map { (kind, Array($0.utf8)) }
            } else {
                for word in words {
                    classes.words[CaseFolding.hash(word), default: []].formUnion(kind)
                }
            }
        }
        return classes
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
    func phrases(from hash: UInt64) -> [Phrase] { phrases[hash] ?? [] }
}
