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
    /// A preposition that goes on with the noun phrase before it: "of", "for".
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
    /// Who is told, where no more than that is said: "reporters".
    static let recipient = WordClass(bit: 15)
    static let infinitiveMarker = WordClass(bit: 16)
    /// Begins a parenthesis that attributes: "as he said".
    static let asWord = WordClass(bit: 17)
    /// Names the place that speaks, after a plural verb without a subject: "заявили в МИД".
    static let place = WordClass(bit: 18)
    /// Goes before "to" and a cue as a part of it: "went on to say".
    static let catenative = WordClass(bit: 19)
    /// A finite verb that attributes nothing.
    static let verb = WordClass(bit: 20)
    static let expletive = WordClass(bit: 21)
    /// Begins the phrase with the agent of a passive: "by".
    static let agent = WordClass(bit: 22)
    static let particle = WordClass(bit: 23)

    static let reflexive = WordClass(bit: 24)
    /// Before whom something is said to: "à l'AFP".
    static let tellee = WordClass(bit: 30)
    /// Where or in what something is said: "interview", "statement".
    static let occasion = WordClass(bit: 31)
    // Who a noun phrase can be, for pronouns that stand for it.
    static let masculine = WordClass(bit: 25)
    static let feminine = WordClass(bit: 26)
    /// A person by office or kind: "spokesman".
    static let person = WordClass(bit: 27)
    /// A body: "ministry".
    static let body = WordClass(bit: 28)
    /// A cue that takes its content back: "denied".
    static let denial = WordClass(bit: 29)

    // Cues.
    /// Stands with a clause or a quotation: "said".
    static let clause = WordClass(bit: 32)
    /// A clause without a complementizer may follow.
    static let bareClause = WordClass(bit: 33)
    /// May follow a quotation, before or after its source.
    static let quotative = WordClass(bit: 34)
    static let infinitive = WordClass(bit: 35)
    /// An object is the content, or begins it: "condemned the plan", "urged them to go".
    static let object = WordClass(bit: 36)
    static let gerund = WordClass(bit: 37)
    /// The form can be a noun too.
    static let nounLike = WordClass(bit: 38)
    static let plural = WordClass(bit: 39)
    /// Takes whom it is said to: "told".
    static let tells = WordClass(bit: 40)
    static let cueNoun = WordClass(bit: 41)
    /// A noun that takes an infinitive: "promise to".
    static let infinitiveNoun = WordClass(bit: 42)
    /// Stands after its noun phrase: "zufolge".
    static let postposition = WordClass(bit: 43)
    /// A form that is a cue only together with an auxiliary.
    static let participle = WordClass(bit: 44)

    /// Takes an object and what the object is called: "called it a mistake".
    static let naming = WordClass(bit: 46)
    /// A state of mind, after a form of "be": "confident".
    static let stative = WordClass(bit: 47)
    /// Takes an object and "as": "sees him as a fighter".
    static let seeing = WordClass(bit: 48)
    /// A finite form of the past.
    static let past = WordClass(bit: 45)

    static let cue: WordClass = [.clause, .infinitive, .object, .quotative]

    func has(_ any: WordClass) -> Bool { rawValue & any.rawValue != 0 }
}
