/// What a source says of whoever it names, for pronouns and short names that stand for them.
struct Speaker: Sendable {
    /// Nothing but a pronoun.
    let isPronoun: Bool
    /// Only a noun with its article: "the minister".
    let isDescription: Bool
    let isPerson: Bool
    let isBody: Bool
    /// `masculine`, `feminine`, `plural`, as far as they are known.
    let gender: WordClass
    /// The words' hashes without small ones.
    let words: [UInt64]
    /// Those of the names.
    let names: [UInt64]

    private static let genders: WordClass = [.masculine, .feminine]

    init(_ source: String, lexicon: Lexicon) {
        let units = Tokenizer.units(of: SafeArray(source.utf8), lexicon: lexicon)
            .filter { $0.isWord }
        isPronoun = units.count == 1 && units[0].is(.subject) && !units[0].is(.determiner)
        let content = units.filter { unit in
            !unit.is([
                .determiner, .link, .preposition, .coordinator, .subject, .relative, .pronoun,
            ])
        }
        var gender: WordClass = []
        for unit in units { gender.formUnion(unit.classes.intersection(Self.genders)) }
        self.gender = gender
        words = content.map(\.hash)
        // A capital that opens the source may be only that of the sentence.
        let capitals = content.filter { unit in
            unit.isCapital && !unit.is([.title, .body, .person])
        }
        names = capitals.map(\.hash)
        isBody = content.contains { $0.is(.body) }
        isPerson =
            content.contains { $0.is([.person, .title]) } || (!isBody && capitals.count >= 2)
        let lower = content.filter { !$0.isCapital || lexicon.capitalisesNouns }
        isDescription =
            !isPronoun && content.count <= 2 && lower.count == content.count
            && !content.isEmpty && (units.first?.is(.determiner) == true || !lexicon.hasArticles)
    }

    /// Whether a pronoun of that gender can stand for it.
    func agrees(with pronoun: Speaker) -> Bool {
        guard isPerson, !pronoun.gender.isEmpty else { return false }
        return gender.isEmpty || !gender.isDisjoint(with: pronoun.gender)
    }
}
