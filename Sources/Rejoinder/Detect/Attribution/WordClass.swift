/// What a word can be in its language, as far as attribution needs to know.
struct WordClass: OptionSet, Hashable, Sendable {
    let rawValue: UInt64

    init(rawValue: UInt64) { self.rawValue = rawValue }
    private init(bit: UInt64) { rawValue = 1 << bit }

    // Closed classes.
    static let determiner = WordClass(bit: 0)
    /// A pronoun that can be a source: "he", "they", "who".
    static let subject = WordClass(bit: 1)
    static let pronoun = WordClass(bit: 2)
    static let preposition = WordClass(bit: 3)
    /// A preposition that continues the noun phrase before it: "of", "for".
    static let link = WordClass(bit: 4)
    static let coordinator = WordClass(bit: 5)
    static let subordinator = WordClass(bit: 6)
    /// Begins the clause that is the content: "that", "whether".
    static let complementizer = WordClass(bit: 7)
    static let relative = WordClass(bit: 8)
    static let auxiliary = WordClass(bit: 9)
    static let passive = WordClass(bit: 10)
    static let negation = WordClass(bit: 11)
    static let adverb = WordClass(bit: 12)
    static let time = WordClass(bit: 13)
    static let title = WordClass(bit: 14)
    /// People who are told something, if nothing more is said of them: "reporters".
    static let recipient = WordClass(bit: 15)
    static let infinitiveMarker = WordClass(bit: 16)
    /// Begins a parenthesis that attributes: "as he said".
    static let asWord = WordClass(bit: 17)
    /// Introduces a place that speaks, with a plural verb that has no subject.
    static let place = WordClass(bit: 18)
    /// Stands before "to" and a cue, and belongs to the cue: "went on to say".
    static let catenative = WordClass(bit: 19)
    /// A finite verb that attributes nothing.
    static let verb = WordClass(bit: 20)
    static let expletive = WordClass(bit: 21)
    /// Begins the phrase that names the agent of a passive: "by".
    static let agent = WordClass(bit: 22)
    static let particle = WordClass(bit: 23)

    static let reflexive = WordClass(bit: 24)
    /// Stands before the person or body that is told: "à l'AFP".
    static let tellee = WordClass(bit: 30)
    /// Names the occasion or the text in which something is said: "interview", "statement".
    static let occasion = WordClass(bit: 31)
    // These tell which pronouns can stand for a noun phrase.
    static let masculine = WordClass(bit: 25)
    static let feminine = WordClass(bit: 26)
    /// Names a person by office or kind: "spokesman".
    static let person = WordClass(bit: 27)
    /// Names a body: "ministry".
    static let body = WordClass(bit: 28)
    /// A cue that rejects its content: "denied".
    static let denial = WordClass(bit: 29)

    // The classes of cues follow.
    /// A cue that takes a clause or a quotation: "said".
    static let clause = WordClass(bit: 32)
    /// A cue after which a clause may follow without a complementizer.
    static let bareClause = WordClass(bit: 33)
    /// A cue that may follow a quotation, before or after its source.
    static let quotative = WordClass(bit: 34)
    static let infinitive = WordClass(bit: 35)
    /// A cue whose object is the content, or begins it: "condemned the plan", "urged them to go".
    static let object = WordClass(bit: 36)
    static let gerund = WordClass(bit: 37)
    /// A cue whose form can also be a noun.
    static let nounLike = WordClass(bit: 38)
    static let plural = WordClass(bit: 39)
    /// A cue that takes the person who is told: "told".
    static let tells = WordClass(bit: 40)
    static let cueNoun = WordClass(bit: 41)
    /// A noun that takes an infinitive: "promise to".
    static let infinitiveNoun = WordClass(bit: 42)
    /// A cue that stands after its noun phrase: "zufolge".
    static let postposition = WordClass(bit: 43)
    /// A form that is a cue only together with an auxiliary.
    static let participle = WordClass(bit: 44)

    /// A cue that takes an object and a name for it: "called it a mistake".
    static let naming = WordClass(bit: 46)
    /// A state of mind that is a cue after a form of "be": "confident".
    static let stative = WordClass(bit: 47)
    /// A cue that takes an object and "as": "sees him as a fighter".
    static let seeing = WordClass(bit: 48)
    /// Refuses what follows: "declined", "refused", and "no" before a `reply`.
    static let refusal = WordClass(bit: 49)
    /// Names what somebody gives who speaks: "comment".
    static let reply = WordClass(bit: 51)
    /// Begins an indirect question: "whether", "when".
    static let question = WordClass(bit: 50)
    /// A finite form in the past tense.
    static let past = WordClass(bit: 45)

    // These tell a statement from what the narrator says of somebody.
    /// A cue of thinking, wanting or showing, which nobody hears: "believes", "plans".
    static let mental = WordClass(bit: 52)
    /// Makes what follows a plan, a wish or a guess: "would", "may".
    static let modal = WordClass(bit: 53)
    /// Begins a condition: "if".
    static let condition = WordClass(bit: 54)
    /// A verb that speaks only together with a prefix: "teilt … mit", "pointed out".
    static let separable = WordClass(bit: 55)
    static let prefix = WordClass(bit: 56)
    /// Tells that somebody does not speak for the body beside the word: "former", "expert".
    static let outsider = WordClass(bit: 57)
    /// A cue that asks, so that an indirect question is what was said.
    static let asking = WordClass(bit: 60)
    /// An office that every body has: "director".
    static let staff = WordClass(bit: 59)
    /// A cue that things may be the subject of, too: "suggests".
    static let showing = WordClass(bit: 58)

    static let cue: WordClass = [.clause, .infinitive, .object, .quotative]

    func has(_ any: WordClass) -> Bool { rawValue & any.rawValue != 0 }
}

extension WordClass {
    /// The classes by the names that languages' files give them.
    private static let names: [String: WordClass] = [
        "determiner": .determiner, "subject": .subject, "pronoun": .pronoun,
        "preposition": .preposition, "link": .link, "coordinator": .coordinator,
        "subordinator": .subordinator, "complementizer": .complementizer, "relative": .relative,
        "auxiliary": .auxiliary, "passive": .passive, "negation": .negation, "adverb": .adverb,
        "time": .time, "title": .title, "recipient": .recipient,
        "infinitive-marker": .infinitiveMarker, "as-word": .asWord, "place": .place,
        "catenative": .catenative, "verb": .verb, "expletive": .expletive, "agent": .agent,
        "particle": .particle, "reflexive": .reflexive, "masculine": .masculine,
        "feminine": .feminine, "person": .person, "body": .body, "denial": .denial,
        "tellee": .tellee, "occasion": .occasion, "clause": .clause, "bare-clause": .bareClause,
        "quotative": .quotative, "infinitive": .infinitive, "object": .object, "gerund": .gerund,
        "noun-like": .nounLike, "plural": .plural, "tells": .tells, "cue-noun": .cueNoun,
        "infinitive-noun": .infinitiveNoun, "postposition": .postposition,
        "participle": .participle, "past": .past, "naming": .naming, "stative": .stative,
        "seeing": .seeing, "refusal": .refusal, "reply": .reply, "question": .question,
        "mental": .mental, "modal": .modal, "condition": .condition, "separable": .separable,
        "prefix": .prefix, "outsider": .outsider, "showing": .showing, "staff": .staff,
        "asking": .asking,
    ]

    /// The union of the classes with these names; nil if one of them is unknown.
    init?(names: some Sequence<Substring>) {
        self = []
        for name in names {
            guard let known = Self.names[String(name)] else { return nil }
            formUnion(known)
        }
    }
}
