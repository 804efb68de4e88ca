/// Tells what somebody really said from what the narrator says of somebody.
///
/// Attributions are wide: they also hold what somebody thinks, plans, may say or did not say. A
/// statement is told to people as somebody's words, so what is doubtful is none.
struct Utterance {
    let tokens: SafeArray<AttributionToken>
    /// The sentence without its final stop.
    let range: Range<Int>
    let lexicon: Lexicon

    func isOne(_ candidate: AttributionCandidate) -> Bool {
        guard let source = candidate.source, candidate.isNamed else { return false }
        // Nothing but quotation marks, or words of their own, tell where speech begins.
        guard let cue = candidate.cue, let verb = verb(of: cue) else {
            return candidate.form == .phrase || candidate.isQuoted && isIntroduced(candidate)
        }
        return isSpoken(candidate, verb) && isVerb(verb, candidate, source)
            && isAsserted(candidate, cue)
            && !asks(candidate)
    }

    /// The token of the cue that is its verb; nil for a preposition or a colon.
    private func verb(of cue: Range<Int>) -> AttributionToken? {
        tokens[cue].last { $0.is(.cue) && !$0.is(.auxiliary) }
    }

    // MARK: - The cue

    /// Whether the verb is one of speaking, and its content what was spoken.
    private func isSpoken(_ candidate: AttributionCandidate, _ verb: AttributionToken) -> Bool {
        if verb.is(.gerund), !isParticiple(candidate) { return false }
        if verb.is(.separable), !hasPrefix(candidate) { return false }
        let next = candidate.cue.map { tokens[$0.upperBound] } ?? .outside
        // "heißt es in …" quotes a text, while what something "heißt" is its meaning.
        let isThought =
            verb.is([.mental, .stative]) && !(lexicon.isVerbSecond && next.is(.expletive))
        switch candidate.form {
        case .phrase, .continuation, .signature: return true
        case .noun, .passive: return false
        // Somebody's deed is told by the narrator, unless most of the words are the speaker's.
        case .object:
            return !isThought && (isMostlyQuoted(candidate) || isNamed(candidate, verb))
        case .infinitive:
            // "a goal that threatens to fail": a thing promises nothing.
            let source = candidate.source ?? 0..<0
            return !isThought
                && (lexicon.capitalisesNouns || !tokens[source.upperBound].is(.relative))
        // "is even more telling: …" tells nothing of a speaker.
        case .colon where verb.is(.tells) && verb.is(.gerund): return false
        case .quotation, .colon:
            return !isThought || candidate.isQuoted
        case .parenthesis:
            // In "…, when the mayor denied it" the words before are the narrator's.
            if let source = candidate.source, range.contains(source.lowerBound - 1),
                source.lowerBound > candidate.content.lowerBound,
                tokens[source.lowerBound - 1].is(.subordinator),
                !tokens[source.lowerBound - 1].is(.asWord), !lexicon.inverts
            {
                return false
            }
            // In "a pattern that continues, …" the clause describes the noun.
            if let cue = candidate.cue, range.contains(cue.lowerBound - 1),
                tokens[cue.lowerBound - 1].is(.relative), !lexicon.capitalisesNouns
            {
                return false
            }
            if tokens[candidate.content].contains(where: { $0.kind == .quote }) {
                return !holdsName(candidate)
            }
            if isMisplaced(candidate) { return false }
            let isLoose =
                lexicon.isVerbSecond && verb.is(.participle)
                && !tokens[candidate.cue ?? 0..<0].contains { $0.is(.auxiliary) }
            return !isThought && !isLoose && !hasObject(candidate)
                && !isTorn(candidate.content) && !isFronted(candidate, verb)
        case .clause:
            // "explained why the ferry stopped" tells of words, and does not say them.
            let isQuestion = tokens[candidate.content.lowerBound].is(.question)
            return !isThought && (!isQuestion || verb.is(.asking))
                && !isThing(candidate.content) && !isRelative(candidate, verb)
        case .bareClause:
            return !isThought && isClause(candidate.content, verb)
        }
    }

    /// Whether it ends with the speaker's own name for a thing: "called the test “useless”".
    private func isNamed(_ candidate: AttributionCandidate, _ verb: AttributionToken) -> Bool {
        tokens[candidate.content.upperBound - 1].kind == .quote
            && (verb.is(.naming)
                || tokens[candidate.content.upperBound - 2].is([.asWord, .determiner])
                    && tokens[candidate.content].suffix(3).contains { $0.is(.asWord) })
    }

    /// Whether "that" describes the object of the verb: "add costs to a plan that nobody likes".
    private func isRelative(_ candidate: AttributionCandidate, _ verb: AttributionToken) -> Bool {
        guard let cue = candidate.cue, !lexicon.capitalisesNouns, !verb.is(.tells),
            candidate.content.lowerBound > cue.upperBound + 1,
            tokens[candidate.content.lowerBound].is(.relative)
        else { return false }
        let next = tokens[cue.upperBound]
        let before = tokens[candidate.content.lowerBound - 1]
        return next.kind == .word && !next.isCapital && before.kind == .word && !before.isCapital
            && (next.classes.isEmpty || next.is(.determiner)) && !before.is([.time, .occasion])
    }

    /// Whether "that" only points at a thing: "repeated that claim to reporters".
    private func isThing(_ content: Range<Int>) -> Bool {
        let first = tokens[content.lowerBound]
        guard first.is(.determiner), !first.shape.contains(.possessive), !lexicon.capitalisesNouns,
            !tokens[content].contains(where: { $0.kind == .quote })
        else { return false }
        return content.count <= 2
            || tokens[content.lowerBound + 2].is([.preposition, .infinitiveMarker])
                && SubjectReader(tokens: tokens, range: range, lexicon: lexicon)
                    .finite(in: content) == nil
    }

    /// Whether words that nothing introduces are a clause: what "announce" has after it may be a thing.
    ///
    /// Verbs are an open class, so a long content may have one that is not known.
    private func isClause(_ content: Range<Int>, _ verb: AttributionToken) -> Bool {
        let subjects = SubjectReader(tokens: tokens, range: range, lexicon: lexicon)
        if subjects.finite(in: content) != nil { return true }
        let first = tokens[content.lowerBound]
        let isOpen = first.is(.subject) && !first.is(.determiner)
        let isVerbAlone = verb.is([.object, .gerund])
        return !isVerbAlone
            && (isOpen || content.count > 8 || tokens[content].contains { $0.kind == .quote })
    }

    private func isMostlyQuoted(_ candidate: AttributionCandidate) -> Bool {
        let quotes = tokens[candidate.content].filter { $0.kind == .quote }
        let quoted = quotes.reduce(0) { $0 + $1.bytes.count }
        let first = tokens[candidate.content.lowerBound]
        let last = tokens[candidate.content.upperBound - 1]
        // In "asked the crowd, “Who is it?”" the crowd is no part of what was said.
        let isAddressed =
            first.kind != .quote && tokens[candidate.content.upperBound - 2].kind == .comma
        return quoted * 2 >= Int(last.end) - Int(first.start) && !isAddressed
    }

    /// Whether a quotation after a colon alone is somebody's: the words before are a name, or tell
    /// what a person did.
    private func isIntroduced(_ candidate: AttributionCandidate) -> Bool {
        guard candidate.form == .colon, let source = candidate.source, let cue = candidate.cue
        else {
            return true
        }
        let first = tokens[source.lowerBound]
        if tokens[source].contains(where: { $0.is([.person, .title]) }) { return true }
        if first.is([.masculine, .feminine]) { return true }
        guard first.isCapital, !first.is([.determiner, .link, .preposition]) else { return false }
        // A heading such as "Direct speech:" has small words.
        let hasSmall = tokens[source].contains {
            $0.kind == .word && !$0.isCapital && $0.classes.isEmpty
        }
        guard !hasSmall else { return false }
        return source.upperBound == cue.lowerBound || !lexicon.capitalisesNouns
    }

    /// Whether the cue is a verb, if a noun has the same form, and whether its subject can speak.
    private func isVerb(
        _ verb: AttributionToken, _ candidate: AttributionCandidate, _ source: Range<Int>
    ) -> Bool {
        let isNoun = verb.is(.nounLike) && candidate.form != .clause
        let isWholeQuotation =
            candidate.isQuoted
            && !tokens[candidate.content.lowerBound].shape.contains(.brief)
        let isThingsToo =
            verb.is(.showing) || verb.is(.separable) && !lexicon.isVerbSecond
        guard isNoun || isThingsToo, !verb.is(.gerund), !isWholeQuotation else {
            return true
        }
        // In "She won two states" a verb stands between: what follows is an object.
        let cue = candidate.cue ?? source
        let isApart =
            source.upperBound < cue.lowerBound
            && tokens[source.upperBound..<cue.lowerBound].contains {
                $0.isWord && !$0.is([.adverb, .time])
            }
        if isNoun, isApart { return false }
        // "two states", "recent research suggests": a name, an office or a body is no such thing.
        let last = tokens[source.upperBound - 1]
        return last.isCapital || last.kind != .word
            || tokens[source].contains { $0.is([.person, .body, .title, .masculine, .feminine]) }
    }

    /// Whether what comes before a verb with an object is only an adverbial, in German: "In einem
    /// Gespräch, das lang war, nannte Doe den Plan teuer".
    private func isFronted(_ candidate: AttributionCandidate, _ verb: AttributionToken) -> Bool {
        guard lexicon.isVerbSecond, verb.is(.object), let first = candidate.pieces.first
        else { return false }
        return SubjectReader(tokens: tokens, range: range, lexicon: lexicon).finite(in: first)
            == nil
    }

    /// Whether the subject stands before the verb, in a language that has it after.
    ///
    /// It does after the content: "…, sagte Doe". Otherwise the words before are an adverbial, or a
    /// part of the subject.
    private func isMisplaced(_ candidate: AttributionCandidate) -> Bool {
        guard lexicon.inverts, lexicon.hasArticles, let cue = candidate.cue,
            let source = candidate.source, source.upperBound <= cue.lowerBound
        else { return false }
        let before = tokens[source.lowerBound - 1]
        let opensComment = (range.lowerBound..<source.lowerBound).contains {
            tokens[$0].is(.asWord) && source.lowerBound - $0 < 6
        }
        return !before.is(.auxiliary) && !opensComment
    }

    /// Whether the name of the speaker was taken for the end of the content: "“…,” Doe, a pilot, |
    /// told the Post".
    private func holdsName(_ candidate: AttributionCandidate) -> Bool {
        guard let piece = candidate.pieces.first, piece.count > 1, !lexicon.inverts,
            tokens[piece.lowerBound].shape.contains(.continued)
        else { return false }
        let rest = piece.lowerBound + 1..<piece.upperBound
        return tokens[rest.lowerBound].isCapital
            && !tokens[rest].contains { $0.kind == .quote }
            && SubjectReader(tokens: tokens, range: range, lexicon: lexicon).finite(in: rest) == nil
    }

    /// Whether the content may be only the end of what was said: a mark has no partner, and the line
    /// before does not end as sentences do.
    private func isTorn(_ content: Range<Int>) -> Bool {
        tokens[content.upperBound - 1].shape.contains(.unpaired)
            && tokens[content.lowerBound].shape.contains(.first)
            && ![.stop, .quote, .colon].contains(tokens[content.lowerBound - 1].kind)
    }

    /// Whether an object follows, so that what comes before is no content: "Doe, Holt and Grey
    /// announced on Monday a plan".
    private func hasObject(_ candidate: AttributionCandidate) -> Bool {
        guard let cue = candidate.cue, let source = candidate.source,
            source.upperBound <= cue.lowerBound, !tokens[cue].contains(where: { $0.is(.tells) })
        else { return false }
        var index = cue.upperBound
        while range.contains(index),
            tokens[index].kind == .number || tokens[index].is([.time, .adverb])
        {
            index += 1
        }
        guard range.contains(index), !candidate.pieces.contains(where: { $0.contains(index) })
        else {
            return false
        }
        return tokens[index].is(.determiner) && !tokens[index].is([.preposition, .link, .relative])
    }

    /// Whether a participle begins where another clause ends: in "a court ruling that" it is a noun.
    private func isParticiple(_ candidate: AttributionCandidate) -> Bool {
        guard let cue = candidate.cue, let source = candidate.source, !lexicon.capitalisesNouns,
            source.upperBound < cue.lowerBound
        else { return true }
        let before = tokens[cue.lowerBound - 1]
        return before.kind != .word || before.is([.coordinator, .time, .occasion, .auxiliary])
            || lexicon.inverts
    }

    /// Whether the prefix of a verb such as "teilt … mit" follows; in German it ends the clause.
    private func hasPrefix(_ candidate: AttributionCandidate) -> Bool {
        guard let cue = candidate.cue else { return false }
        var index = cue.upperBound
        while index < range.upperBound {
            let next = index + 1
            let ends =
                !lexicon.isVerbSecond || next >= range.upperBound
                || !tokens[next].isWord && tokens[next].kind != .bracket
            if tokens[index].is(.prefix), ends { return true }
            if candidate.pieces.contains(where: { $0.lowerBound == index }) { return false }
            index += 1
        }
        return false
    }
}
