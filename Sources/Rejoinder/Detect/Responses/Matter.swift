/// What a question is about: its terms, with how much it tells that another text has one.
///
/// A matter is what is rare in it. Words that any text may have, and the names of the institution and
/// of the outlet, do not count.
struct Matter {
    private struct Term {
        let term: String
        let word: String
        /// The bits that it tells, from 0 to 10.
        let bits: Double
        /// Whether it stands in the title, or in the words that ask.
        let isCentral: Bool
    }

    private let terms: [Term]
    private let apart: Set<String>
    private let joinsWords: Bool

    /// - Parameters:
    ///   - apart: terms that say nothing here, such as the institution's own name.
    ///   - joinsWords: whether the language writes compounds as one word, so that "Elbebrücke" is the
    ///     "Brücke über die Elbe".
    ///   - bits: how much it tells that a text has a term.
    init(
        central: TopicTerms, others: TopicTerms, apart: Set<String>, joinsWords: Bool,
        bits: (String) -> Double
    ) {
        self.apart = apart
        self.joinsWords = joinsWords
        var all = central
        all.merge(others)
        terms = all.order.compactMap { term in
            guard !apart.contains(term), let kind = all.kinds[term] else { return nil }
            return Term(
                term: term, word: all.shown[term] ?? term, bits: Self.bits(term, kind, bits),
                isCentral: central.kinds[term] != nil)
        }
    }

    private static func bits(
        _ term: String, _ kind: TopicTerms.Kind, _ bits: (String) -> Double
    ) -> Double {
        switch kind {
        // A person who names it knows that it tells.
        case .keyword: max(bits(term), 7)
        case .country: min(bits(term), 4)
        // Small numbers turn up anywhere.
        case .number: min(bits(term), term.utf8.count < 3 ? 3 : 8)
        case .name, .word: bits(term)
        }
    }

    /// How much of the matter a text shares.
    ///
    /// - Parameters:
    ///   - central: the text's title, its beginning, and what stands around the words in question.
    ///   - others: the rest of the text, which may have anything in passing.
    func shared(central: TopicTerms, others: TopicTerms) -> SharedMatter {
        var shared = SharedMatter()
        var used: Set<String> = []
        // Those of the title first, so that they find their word, or their part of one.
        for group in [terms.filter(\.isCentral), terms.filter { !$0.isCentral }] {
            let parts = group.filter { term in
                guard central.kinds[term.term] != nil, !isUsed(term.term, used) else { return true }
                used.insert(term.term)
                shared.add(term.word, term.bits, term.isCentral, isCentral: true)
                return false
            }
            for term in parts {
                if let word = compound(of: term, in: central, &used) {
                    shared.add(word, term.bits, term.isCentral, isCentral: true)
                } else if others.kinds[term.term] != nil {
                    shared.add(term.word, term.bits, term.isCentral, isCentral: false)
                }
            }
        }
        return shared
    }

    /// How much of a heading is of the matter.
    ///
    /// - Parameter bits: how much it tells that a text has a term.
    func shared(heading: TopicTerms, bits: (String) -> Double) -> SharedHeading {
        let all = heading.order.reduce(0) { sum, term in
            guard !apart.contains(term), let kind = heading.kinds[term] else { return sum }
            return sum + Self.bits(term, kind, bits)
        }
        var used: Set<String> = []
        let shared = terms.filter { term in
            heading.kinds[term.term] != nil && used.insert(term.term).inserted
                || compound(of: term, in: heading, &used) != nil
        }
        let sum = shared.reduce(0) { $0 + $1.bits }
        return SharedHeading(
            share: all > 0 ? min(1, sum / all) : 0, others: max(0, all - sum),
            telling: shared.count { $0.bits >= SharedMatter.tellingBits })
    }

    /// How alike a whole text and the matter are, from 0 to 1: the cosine of their terms' bits.
    ///
    /// - Parameter bits: how much it tells that a text has a term.
    func likeness(_ text: TopicTerms, bits: (String) -> Double) -> Double {
        func length(_ bits: some Sequence<Double>) -> Double {
            bits.reduce(0) { $0 + $1 * $1 }.squareRoot()
        }
        let theirs = text.order.compactMap { term -> Double? in
            guard !apart.contains(term), let kind = text.kinds[term] else { return nil }
            return Self.bits(term, kind, bits)
        }
        let shared = terms.filter { text.kinds[$0.term] != nil }
        let lengths = length(terms.map(\.bits)) * length(theirs)
        return lengths > 0 ? shared.reduce(0) { $0 + $1.bits * $1.bits } / lengths : 0
    }

    private func isUsed(_ term: String, _ used: Set<String>) -> Bool {
        used.contains(term) || used.contains(term + "<") && used.contains(term + ">")
    }

    /// The word that begins or ends with the term, or with which the term begins or ends.
    ///
    /// - Parameter used: what of the text has been matched; neither a word nor an end of it counts
    ///   twice.
    private func compound(
        of term: Term, in text: TopicTerms, _ used: inout Set<String>
    ) -> String? {
        guard joinsWords, let stem = Self.part(term.word) else { return nil }
        for candidate in text.order where !isUsed(candidate, used) {
            guard let word = text.shown[candidate], let other = Self.part(word) else { continue }
            let isPart = other.count < stem.count
            let (short, long) = isPart ? (other, stem) : (stem, other)
            guard long.count >= short.count + Self.leastPart else { continue }
            guard long.hasPrefix(short) || long.hasSuffix(short) else { continue }
            let end = isPart ? candidate : candidate + (long.hasPrefix(short) ? "<" : ">")
            if used.insert(end).inserted { return word }
        }
        return nil
    }

    /// The word's stem if it is long enough to be a part of a compound.
    private static func part(_ word: String) -> String? {
        let stem = WordStem.of(word)
        return stem.utf8.count >= leastPart + 1 ? stem : nil
    }

    /// The length of the shortest word that is taken for a part of another.
    private static let leastPart = 4
}

/// What a text shares of a question's matter.
struct SharedMatter {
    /// The bits of all shared terms; those in passing count half.
    private(set) var bits = 0.0
    /// The terms that few texts have, and that are central in the text.
    private(set) var telling = 0
    /// Those of them that stand in the question's title, or in the words that ask.
    private(set) var tellingOfTitle = 0
    /// The bits of the rarest of them.
    private(set) var rarest = 0.0
    private(set) var reasons: [String] = []

    fileprivate mutating func add(
        _ word: String, _ worth: Double, _ isOfTitle: Bool, isCentral: Bool
    ) {
        let weight = (isOfTitle ? 1 : 0.7) * (isCentral ? 1 : 0.5)
        if worth >= Self.tellingBits, isCentral {
            telling += 1
            if isOfTitle { tellingOfTitle += 1 }
            rarest = max(rarest, worth)
        }
        // What half of all texts have is not worth a word.
        guard worth >= 3 else { return }
        bits += worth * weight
        let note = worth >= Self.tellingBits ? "" : ", which many texts have"
        reasons.append("shares \"\(word)\" (\(Int((worth * weight).rounded())) bits\(note))")
    }

    /// From this on, a shared term shows that two texts may speak of one matter: one text in thirty,
    /// or fewer, has it.
    static let tellingBits = 5.0

    /// How sure the match is, from 0 to 1, for `ResponseFinding`.
    var confidence: Double { min(0.95, 0.55 + bits / 80) }

    /// How sure it is, below the line of a response, that a mere hint is one.
    var hintConfidence: Double { min(0.69, 0.4 + bits / 100) }

    /// Whether an institution's own text that shares this is about the matter.
    ///
    /// An institution has much to tell of the places and things that it looks after: its news of traffic
    /// lights share the lane, the playground and the month with a question about the soil there. So ties
    /// alone, however many, are left to a person, and so are words of regret, which may be about a broken
    /// lift in the same house. It takes words of answering and a heading that is not about something
    /// else; or else a heading and sentences about nothing but the matter; or an `Account` of it.
    ///
    /// - Parameters:
    ///   - heading: how much of the text's heading is of the matter.
    ///   - stand: how the text says that it answers the press, or takes a stand.
    ///   - sentences: what each sentence of the text shares by itself.
    func isAbout(
        _ heading: SharedHeading, stand: Stand, sentences: @autoclosure () -> [SharedMatter]
    ) -> Bool {
        guard heading.telling >= 1 || heading.others < 8 else { return false }
        return switch stand {
        case .none:
            heading.share >= 0.75 && heading.telling >= 3 && bits >= 20
                && Self.isMost(sentences())
        case .hinted: isStrong
        case .announced: telling >= 1 && bits >= (tellingOfTitle >= 1 ? 9 : 12)
        }
    }

    /// Whether three quarters of the sentences have a telling term.
    private static func isMost(_ sentences: [SharedMatter]) -> Bool {
        Double(sentences.count { $0.telling >= 1 }) >= 0.75 * Double(sentences.count)
    }

    private var isStrong: Bool { telling >= 2 && bits >= (tellingOfTitle >= 1 ? 15 : 20) }

    /// Whether a person should see it: one tie that hardly any other text has, or a telling one with
    /// something beside it.
    var isHint: Bool { rarest >= 6.5 && (tellingOfTitle >= 1 || bits >= 12) }

    /// Whether two texts of outlets are about the same story.
    ///
    /// It takes a name or a word that hardly any other story has, with others beside it: all fires have
    /// crews, engines and smoke.
    var isSameStory: Bool { telling >= 2 && rarest >= 8 && bits >= 16 }
}

/// How much of a text's heading is of a question's matter.
struct SharedHeading {
    /// Which share of what it tells, from 0 to 1.
    let share: Double
    /// The bits of its other terms: little of a heading like "Statement".
    let others: Double
    /// The number of the terms in it that few texts have.
    let telling: Int
}
