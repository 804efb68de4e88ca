/// A language's frames and word classes, compiled.
final class Language: Sendable {
    let code: String
    /// Whether an article, and not the case, tells nouns from other words.
    let hasArticles: Bool
    /// Whether every noun is capitalised.
    let capitalisesNouns: Bool
    /// Whether the last of the nouns that stand side by side is the head.
    let isHeadLast: Bool
    /// The endings of adjectives, where nouns are known by their case.
    let adjectiveEndings: [String]
    let lexicon: LanguageLexicon
    let grammar: Grammar
    /// What the words of a name make of a party.
    let partyWords: PartyWords
    /// What a sentence says if somebody answers the press in it.
    let questionWords: QuestionWords
    /// Keeps the words of this language apart from those of others in features.
    let salt: UInt32
    /// The hash of each word class, by its place.
    let classHashes: [UInt32]
    /// The words that tell of asking, answering and speaking.
    let telling: WordClasses
    /// The same, and the words without which no frame tells of a question or a refusal.
    let cues: WordClasses
    /// The words that tell answers from what is none.
    let replies: ReplyWords
    private let patterns: [FramePattern]
    /// The patterns that may begin with a word of a class, by the bit of the class.
    private let byAnchor: [[Int]]
    /// The classes with which any pattern begins.
    let anchors: WordClasses
    /// A text with none of these words tells of no question and no refusal.
    private let askingWords: LanguageLexicon
    /// What is wrong with the files; the rest of them is used.
    let faults: [LanguageFault]

    init(_ pack: LanguagePack) {
        code = pack.code
        hasArticles = pack.has(.articles)
        capitalisesNouns = pack.has(.capitalNouns)
        isHeadLast = pack.has(.stackedNouns)
        adjectiveEndings = pack.words(.adjectiveEndings)
        let file = pack.file(.classes)
        var reader = FrameReader(pack.file(.frames), classes: Set(file.lines.map(\.name)))
        let lexicon = LanguageLexicon(
            file.lines.map { ($0.name, PackFile.expanded($0.words)) }, literals: reader.literals)
        self.lexicon = lexicon
        grammar = Grammar(lexicon)
        partyWords = PartyWords(pack)
        questionWords = QuestionWords(pack, lexicon)
        salt = FeatureWords.Hash.of(pack.code).value
        classHashes = lexicon.classHashes
        let asking = lexicon.bits(
            .request, .message, .contact, .seek, .asked, .answering, .comment, .commentv, .commenti,
            .reaction, .decline, .respond)
        telling =
            asking
            | lexicon.bits(.statement, .press, .spokes, .service, .say, .sayst, .sayv, .sayp)
        patterns = reader.patterns(lexicon)
        replies = ReplyWords(pack)
        faults = Self.faults(file, reader)
        var byAnchor = [[Int]](repeating: [], count: WordClasses.capacity)
        for (index, pattern) in patterns.enumerated() {
            pattern.anchor.forEachPlace { byAnchor[$0].append(index) }
        }
        self.byAnchor = byAnchor
        anchors = patterns.reduce(.none) { $0 | $1.anchor }
        let askingOrRarest = patterns.filter { $0.state != .responded }
            .map { lexicon.rarest(of: $0.needs) }.reduce(asking) { $0 | $1 }
        askingWords = lexicon.only(askingOrRarest)
        cues = telling | askingOrRarest
    }

    private static func faults(_ file: PackFile, _ reader: FrameReader) -> [LanguageFault] {
        var faults = file.faults + file.listFaults()
        for line in file.lines
        where GrammarClass(rawValue: line.name) == nil && !reader.used.contains(line.name)
            && !line.name.isEmpty
        {
            faults.append(file.fault(line.number, "nothing uses the class “\(line.name)”"))
        }
        let count = file.lines.count + reader.literals.count
        if count > WordClasses.capacity, let last = file.lines.last {
            faults.append(
                file.fault(
                    last.number,
                    "\(count) classes and single words in frames; \(WordClasses.capacity) is the most"
                ))
        }
        return faults + reader.faults
    }

    /// Whether the text may tell that somebody was asked or refused.
    ///
    /// It is one pass over the bytes, so that most texts are not even cut.
    func mayTellOfQuestion(_ content: RevisionContent) -> Bool {
        let folded = CaseFolding.folded(SafeArray(content.text.utf8))
        return !askingWords.classes(in: folded, 0..<folded.count).isEmpty
    }

    /// Calls `body` with each pattern that may begin with a word of these classes.
    func forEachPattern(beginning classes: WordClasses, _ body: (FramePattern) -> Void) {
        classes.forEachPlace { place in
            for index in byAnchor[place] { body(patterns[index]) }
        }
    }
}

/// The word classes that make up the grammar of noun phrases.
struct Grammar: Sendable {
    let adverb, determiner, link, preposition, conjunction, boundary, verb: WordClasses
    let spokes, role, title, head, pronoun, press, asker: WordClasses
    let past, hypothesis, time, reported, both, person, reader, country, apposed: WordClasses
    /// Words that tell nothing about a text's topic.
    let wordsOfCourse: WordClasses
    /// Verbs between a subject and its main verb.
    let auxiliary, contrast, plural, asking: WordClasses
    let relative, forNow, never, complaint: WordClasses
    let saying, being, neither, ourselves, journalist, office, toPress, oneself: WordClasses
    /// Of a request by the press: its words; the verbs; who was asked; what it was for.
    let pressWords, contact, asked, comment, reactionOrComment: WordClasses

    init(_ lexicon: LanguageLexicon) {
        adverb = lexicon.bits(.adv, .time)
        determiner = lexicon.bits(.det)
        link = lexicon.bits(.link)
        preposition = lexicon.bits(.link, .prep)
        conjunction = lexicon.bits(.conj)
        boundary = lexicon.bits(.bound)
        verb = lexicon.bits(
            .verb, .aux, .auxnt, .say, .decline, .respond, .fail, .modal, .modalnt, .be, .be2)
        spokes = lexicon.bits(.spokes, .service)
        role = lexicon.bits(.role)
        title = lexicon.bits(.title)
        head = lexicon.bits(.head)
        pronoun = lexicon.bits(.pron)
        press = lexicon.bits(.press)
        asker = lexicon.bits(.asker)
        past = lexicon.bits(.past)
        hypothesis = lexicon.bits(.hypo)
        time = lexicon.bits(.time)
        reported = lexicon.bits(.reported)
        both = lexicon.bits(.both)
        person = lexicon.bits(.person)
        reader = lexicon.bits(.reader)
        country = lexicon.bits(.country)
        apposed = lexicon.bits(.apposed)
        plural = lexicon.bits(.plural)
        asking = lexicon.bits(.request, .message, .reaction)
        relative = lexicon.bits(.rel)
        forNow = lexicon.bits(.fornow)
        never = lexicon.bits(.never)
        complaint = lexicon.bits(.complaint)
        contrast = lexicon.bits(.contrast)
        saying = lexicon.bits(.say, .sayst, .sayv, .sayp)
        being = lexicon.bits(.being)
        neither = lexicon.bits(.neither)
        ourselves = lexicon.bits(.ourselves)
        journalist = lexicon.bits(.journalist)
        office = lexicon.bits(.office)
        toPress = lexicon.bits(.topress)
        oneself = lexicon.bits(.`self`)
        pressWords = press | lexicon.bits(.request, .contact, .seek)
        contact = lexicon.bits(.contact)
        asked = lexicon.bits(.asked, .contact, .answering)
        comment = lexicon.bits(.comment, .commentv, .commenti)
        reactionOrComment = lexicon.bits(.reaction, .comment)
        auxiliary = lexicon.bits(.aux, .be, .modal, .have, .will, .can, .werd, .had)
        wordsOfCourse =
            adverb | determiner | preposition | conjunction | boundary | verb | spokes | title
            | pronoun | press | both
            | lexicon.bits(.stopword, .request, .reaction, .statement, .role)
    }
}
