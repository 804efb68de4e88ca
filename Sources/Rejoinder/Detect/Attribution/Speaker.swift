/// What a source tells about the person or body it names.
///
/// It serves to find whom pronouns and short names stand for.
struct Speaker: Sendable {
    /// Whether the source is only a pronoun.
    let isPronoun: Bool
    /// Whether the source is only a noun with its article: "the minister".
    let isDescription: Bool
    let isPerson: Bool
    let isBody: Bool
    /// `masculine`, `feminine` and `plural`, as far as they are known.
    let gender: WordClass
    /// The hashes of the words, without small words.
    let words: [UInt64]
    /// The hashes of the words that are names.
    let names: [UInt64]

    private static let genders: WordClass = [.masculine, .feminine]

    init(_ source: String, lexicon: Lexicon) {
        let tokens = WordTagger.tokens(of: TokenizedText(source), lexicon: lexicon)
            .filter { $0.isWord }
        isPronoun = tokens.count == 1 && tokens[0].is(.subject) && !tokens[0].is(.determiner)
        let content = tokens.filter { token in
            !token.is([
                .determiner, .link, .preposition, .coordinator, .subject, .relative, .pronoun,
            ])
        }
        var gender: WordClass = []
        for token in tokens { gender.formUnion(token.classes.intersection(Self.genders)) }
        self.gender = gender
        words = content.map(\.hash)
        // The capital of the first word may be only that of the sentence.
        let capitals = content.filter { token in
            token.isCapital && !token.is([.title, .body, .person])
        }
        names = capitals.map(\.hash)
        isBody = content.contains { $0.is(.body) }
        isPerson =
            content.contains { $0.is([.person, .title]) } || (!isBody && capitals.count >= 2)
        let lower = content.filter { !$0.isCapital || lexicon.capitalisesNouns }
        isDescription =
            !isPronoun && content.count <= 2 && lower.count == content.count
            && !content.isEmpty && (tokens.first?.is(.determiner) == true || !lexicon.hasArticles)
    }

    /// Whether a pronoun of that gender can stand for this speaker.
    func agrees(with pronoun: Speaker) -> Bool {
        guard isPerson, !pronoun.gender.isEmpty else { return false }
        return gender.isEmpty || !gender.isDisjoint(with: pronoun.gender)
    }
}
