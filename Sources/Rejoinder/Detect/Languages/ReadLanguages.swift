/// The languages in which texts are read; each is compiled when a text first needs it.
package struct ReadLanguages: Sendable {
    /// The frames and word classes of each language.
    private let languages: [String: Deferred<Language>]
    private let cues: [(code: String, lexicon: Deferred<Lexicon>)]

    package init(_ languages: Languages) {
        let packs = languages.packs.filter(\.isRead)
        self.languages = Dictionary(
            packs.map { pack in (pack.code, Deferred { Language(pack) }) },
            uniquingKeysWith: { first, _ in first })
        cues = packs.map { pack in (pack.code, Deferred { Lexicon(pack) }) }
    }

    package static let embedded = ReadLanguages(.embedded)

    /// The languages, the one first that most texts are in.
    var codes: [String] { cues.map(\.code) }

    /// The language of a BCP 47 tag, found by its primary subtag.
    func language(_ tag: String?) -> Language? { languages[Self.code(tag)]?.value }

    func lexicon(_ tag: String?) -> Lexicon? {
        let code = Self.code(tag)
        return cues.first { $0.code == code }?.lexicon.value
    }

    /// The cues of all languages, the language first that most texts are in.
    var lexicons: [Lexicon] { cues.map(\.lexicon.value) }

    /// The cues of the language that most texts are in.
    var first: Lexicon? { cues.first?.lexicon.value }

    private static func code(_ tag: String?) -> String {
        String((tag ?? "").prefix { $0 != "-" && $0 != "_" }).caseFolded
    }
}

extension ReadLanguages {
    /// Makes sure that a language means what its files say.
    ///
    /// - Throws: all that is wrong, with file and line.
    package static func check(_ pack: LanguagePack) throws(LanguageFaults) {
        let faults = pack.faults + Language(pack).faults + Lexicon(pack).faults
        if !faults.isEmpty { throw LanguageFaults(faults: faults) }
    }
}
