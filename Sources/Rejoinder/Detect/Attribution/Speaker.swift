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
    /// Whether the source begins with an article, or a word that stands in its place.
    let hasArticle: Bool
    /// Whether the source has only capitalised words, as a surname has, with or without a title.
    let isShortName: Bool
    /// Whether the source names more than one.
    private let isGroup: Bool
    /// Whether the source is one capitalised word without an article.
    let isSurname: Bool
    /// `masculine`, `feminine` and `plural`, as far as they are known.
    let gender: WordClass
    /// The hashes of the words, without small words.
    let words: [UInt64]
    /// The hashes of the words that may describe the speaker; "the study's author" is no study.
    private let descriptions: [UInt64]
    /// The hashes of the words that are names.
    let names: [UInt64]

    private static let genders: WordClass = [.masculine, .feminine]

    /// The parts of the source that may say for whom it speaks: not what it once was, nor what a
    /// clause or a preposition adds.
    let voices: [String]

    /// Whether the source is somebody with an office such as every body has, and no body or place is
    /// named with it: "port director Jane Doe", and not "the director of the Lviv museum".
    let isStaff: Bool

    /// - Parameter text: gives the words of a range of tokens.
    init(
        _ source: ArraySlice<AttributionToken>, lexicon: Lexicon, text: (Range<Int>) -> String
    ) {
        let tokens = source.filter { $0.isWord }
        isPronoun =
            tokens.count == 1
            && tokens.allSatisfy { $0.is(.subject) && !$0.is(.determiner) }
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
        descriptions = Self.descriptions(source)
        names = capitals.map(\.hash)
        isBody = content.contains { $0.is(.body) }
        hasArticle = tokens.first?.is(.determiner) == true
        isSurname = content.count == 1 && names.count == 1 && !hasArticle
        isShortName = !hasArticle && content.allSatisfy { $0.isCapital || $0.is(.title) }
        isGroup = source.prefix { $0.kind != .comma }
            .contains { $0.is(.coordinator) && !$0.isCapital }
        isPerson =
            content.contains { $0.is([.person, .title]) }
            // "The White House" is two capitals, but no person's name.
            || !isBody
                && capitals.count {
                    !lexicon.capitalisesNouns || !$0.shape.contains(.startsSentence)
                } >= 2 && tokens.first?.is(.determiner) != true
        let lower = content.filter { !$0.isCapital || lexicon.capitalisesNouns }
        isDescription =
            !isPronoun && content.count <= 2 && lower.count == content.count
            && !content.isEmpty && (tokens.first?.is(.determiner) == true || !lexicon.hasArticles)
        isStaff = Self.isStaff(source, lexicon: lexicon)
        voices = isPronoun ? [] : Self.voices(source).map(text)
    }

    private static func isStaff(_ source: ArraySlice<AttributionToken>, lexicon: Lexicon) -> Bool {
        guard let office = source.lastIndex(where: { $0.is(.staff) }),
            !source.contains(where: { $0.is([.body, .outsider]) })
        else { return false }
        let isOthers = source.indices.contains { index in
            let token = source[index]
            guard token.kind == .word, token.isCapital, !token.is([.staff, .determiner]) else {
                return false
            }
            // Before the office, a capital names a place or a body; so it does after "of".
            let isBefore = index < office && index > source.startIndex && !lexicon.capitalisesNouns
            let isComplement =
                index > source.startIndex
                && source[index - 1].is([.link, .preposition, .determiner])
            return isBefore && source[index..<office].allSatisfy { $0.kind == .word }
                || isComplement || token.shape.contains(.possessive)
        }
        return !isOthers
    }

    /// The words that say what the speaker is, without those of a clause: in "Doe, who advises
    /// students" nobody is a student.
    private static func descriptions(_ source: ArraySlice<AttributionToken>) -> [UInt64] {
        var found: [UInt64] = []
        for index in source.indices {
            let token = source[index]
            let isAfterComma = index > source.startIndex && source[index - 1].kind == .comma
            if token.is(.relative), index > source.startIndex,
                isAfterComma || !token.is(.determiner)
            {
                // ", die Ministerin," is no clause.
                let isNoun = index + 1 < source.endIndex && source[index + 1].isCapital
                if !token.is(.determiner) || !isNoun { break }
            }
            if token.isWord, !token.shape.contains(.possessive) { found.append(token.hash) }
        }
        return found
    }

    /// The parts between commas, each up to where a clause, a preposition or a time begins.
    private static func voices(_ source: ArraySlice<AttributionToken>) -> [Range<Int>] {
        var voices: [Range<Int>] = []
        var start = source.startIndex
        for index in source.indices.dropFirst() where source[index].kind == .comma {
            voices.append(start..<index)
            start = index + 1
        }
        voices.append(start..<source.endIndex)
        return voices.compactMap { part in
            let tokens = source[part]
            guard !tokens.contains(where: { $0.is(.outsider) }) else { return nil }
            // ", die regelmäßig beraten" is a clause.
            if part.lowerBound > source.startIndex, tokens.count > 1,
                tokens[part.lowerBound].is(.relative), !tokens[part.lowerBound + 1].isCapital
            {
                return nil
            }
            let end =
                tokens.indices.dropFirst().first { index in
                    let token = tokens[index]
                    let isClause =
                        token.is([.relative, .gerund, .infinitiveMarker]) && !token.is(.determiner)
                    let isAdded = token.is(.preposition) && !token.is([.link, .determiner])
                    return isClause || isAdded || token.kind == .bracket
                } ?? part.upperBound
            return end > part.lowerBound ? part.lowerBound..<end : nil
        }
    }

    /// Whether "the minister" or "the agency" may mean the speaker.
    ///
    /// A person may be called by any word before the name, a body only by that which the name begins
    /// or ends with.
    func isCalled(_ word: UInt64, asBody: Bool) -> Bool {
        // Another description is no name.
        guard !names.isEmpty, words.count <= 12 else { return false }
        guard asBody || !isPerson else { return descriptions.contains(word) }
        return !isPerson && (words.first == word || words.last == word)
    }

    /// Whether a pronoun of that gender can stand for this speaker.
    func agrees(with pronoun: Speaker) -> Bool {
        guard isPerson, !isGroup, !pronoun.gender.isEmpty else { return false }
        return gender.isEmpty || !gender.isDisjoint(with: pronoun.gender)
    }
}
