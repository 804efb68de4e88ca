/// The conditions of a frame, as they are written after its party: `S+org+fornow`.
struct FrameFlags: OptionSet, Hashable, Sendable {
    let rawValue: UInt32

    init(rawValue: UInt32) { self.rawValue = rawValue }
    private init(bit: UInt32) { rawValue = 1 << bit }

    /// The party is a body, an office, or has a name.
    static let org = FrameFlags(bit: 0)
    /// Something says that the press asked: a request, a comment, or an answer to come.
    static let bare = FrameFlags(bit: 1)
    /// The sentence tells only of the asking, which must have been done by the press.
    static let ask = FrameFlags(bit: 2)
    /// As `ask`, but the sentence says itself who asked.
    static let asked = FrameFlags(bit: 3)
    /// The pattern stands in quoted speech.
    static let quoted = FrameFlags(bit: 4)
    /// The party says that it will answer.
    static let held = FrameFlags(bit: 5)
    /// The party only said something; it need not have been asked.
    static let loose = FrameFlags(bit: 6)
    /// The party is a spokesperson or a press office.
    static let spokes = FrameFlags(bit: 7)
    /// A word such as "neither" stands before.
    static let neither = FrameFlags(bit: 8)
    /// The press, or "we", stands before.
    static let byUs = FrameFlags(bit: 9)
    /// A word leaves room for a later answer: "so far".
    static let forNow = FrameFlags(bit: 10)
    /// No word leaves room for a later answer.
    static let settled = FrameFlags(bit: 11)
    /// A word of contacting stands before.
    static let contacted = FrameFlags(bit: 12)
    /// Somebody who could not be reached was wanted for an answer.
    static let likely = FrameFlags(bit: 13)
    /// The party stands after "in": "in the ministry they said".
    static let locative = FrameFlags(bit: 14)
    /// The verb stands before its subject.
    static let inverted = FrameFlags(bit: 15)
    /// The asking stands before.
    static let askedAbout = FrameFlags(bit: 16)
    /// The sentence, or one of the two before it, speaks of the press or of a request.
    static let press = FrameFlags(bit: 17)
    /// Anybody may have asked.
    static let any = FrameFlags(bit: 18)
    /// The pattern begins the sentence.
    static let initial = FrameFlags(bit: 19)
    /// It counts only if no other frame of the sentence says more.
    static let fallback = FrameFlags(bit: 20)
    /// One of the next two sentences says, with a frame of the kind `silence`, that no answer came.
    static let unanswered = FrameFlags(bit: 21)
    /// It says that no answer came; from whom, an earlier sentence says.
    static let silence = FrameFlags(bit: 22)

    static let names: [String: FrameFlags] = [
        "org": .org, "bare": .bare, "ask": .ask, "asked": .asked, "quoted": .quoted,
        "held": .held, "loose": .loose, "spokes": .spokes, "service": .spokes,
        "neither": .neither, "byus": .byUs, "fornow": .forNow, "settled": .settled,
        "contacted": .contacted, "likely": .likely, "locative": .locative,
        "inverted": .inverted, "askedabout": .askedAbout, "press": .press, "any": .any,
        "initial": .initial, "default": .fallback, "unanswered": .unanswered, "silence": .silence,
    ]

    /// The word classes of which the sentence must have a word, for the flags that need one.
    static let needs: [(FrameFlags, [GrammarClass])] = [
        (.contacted, [.contact]), (.askedAbout, [.asked, .contact, .answering]),
        (.byUs, [.press, .ourselves]), (.forNow, [.fornow]), (.neither, [.neither]),
    ]
}
