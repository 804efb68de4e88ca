/// The words by which full stops are told apart, of all languages, by the hashes of their forms.
enum Abbreviations {
    static func contains(_ hash: UInt64) -> Bool { all.contains(hash) }

    /// Whether a name follows the abbreviation, so that it ends no sentence.
    static func isTitle(_ hash: UInt64) -> Bool { titles.contains(hash) }

    /// Whether the word begins a sentence if it has a capital after an abbreviation.
    static func isStarter(_ hash: UInt64) -> Bool { starters.contains(hash) }

    static func isMonth(_ hash: UInt64) -> Bool { months.contains(hash) }

    /// Whether a number with a full stop after the word is an ordinal, as after "am" in German.
    static func isBeforeOrdinal(_ hash: UInt64) -> Bool { beforeOrdinals.contains(hash) }

    private static let titles = hashes(Languages.embedded.words(.titles))
    private static let all = titles.union(hashes(Languages.embedded.words(.abbreviations)))
    private static let starters = hashes(Languages.embedded.words(.sentenceStarters))
    private static let beforeOrdinals = hashes(Languages.embedded.words(.beforeOrdinals))

    /// The months of the languages that write a day as an ordinal.
    private static let months = hashes(
        Languages.embedded.packs.filter { !$0.words(.beforeOrdinals).isEmpty }
            .flatMap { $0.keyed(.months).flatMap(\.words) })

    private static func hashes(_ words: [String]) -> Set<UInt64> {
        Set(words.map { CaseFolding.hash($0) })
    }
}
