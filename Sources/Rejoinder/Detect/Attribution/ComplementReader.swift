/// Finds where the content begins after a cue.
struct ComplementReader {
    let tokens: SafeArray<AttributionToken>
    let range: Range<Int>
    let lexicon: Lexicon

    enum Kind {
        case quotation, clause, bareClause, colon, infinitive, object

        var form: AttributionCandidate.Form {
            switch self {
            case .quotation: .quotation
            case .clause: .clause
            case .bareClause: .bareClause
            case .colon: .colon
            case .infinitive: .infinitive
            case .object: .object
            }
        }
    }

    struct Complement {
        let kind: Kind
        let start: Int
    }

    private var phrases: PhraseReader {
        PhraseReader(tokens: tokens, range: range, lexicon: lexicon)
    }

    func complement(after end: Int, of cue: WordClass) -> Complement? {
        var index = end
        while has(index), isPassed(index) { index += 1 }
        guard has(index) else { return nil }
        let token = tokens[index]
        switch token.kind {
        case .quote:
            // A name may stand in quotation marks, as in Russian: told "Izvestia".
            let isName =
                token.shape.contains(.brief) && token.isCapital
                && (lexicon.inverts || cue.has(.tells) && clause(from: index + 1, cue) != nil)
            return isName && !cue.has(.object)
                ? clause(from: index + 1, cue) : Complement(kind: .quotation, start: index)
        case .colon: return has(index + 1) ? Complement(kind: .colon, start: index + 1) : nil
        case .comma: return afterComma(index, cue)
        case .dash:
            let isQuoted = has(index + 1) && tokens[index + 1].kind == .quote
            return isQuoted ? Complement(kind: .quotation, start: index + 1) : nil
        case .word, .number, .bracket: break
        default: return nil
        }
        if token.is(.complementizer), cue.has(.clause) {
            // "that" may also be a determiner, but hardly after such a verb.
            return Complement(kind: .clause, start: index)
        }
        if token.is(.infinitiveMarker), cue.has(.infinitive), isInfinitive(index) {
            return Complement(kind: .infinitive, start: index)
        }
        if cue.has(.clause), let later = clause(from: index, cue) { return later }
        if cue.has(.object), phrases.canBegin(index) || token.is(.pronoun) {
            if cue.has(.naming), !isNaming(index) { return nil }
            if cue.has(.seeing), !isSeen(index) { return nil }
            return Complement(kind: .object, start: index)
        }
        if cue.has(.object), token.is(.particle), has(index + 1) {
            return Complement(kind: .object, start: index)
        }
        guard cue.has(.bareClause), !lexicon.hasCommaClauses else { return nil }
        if cue.has(.tells) { return afterRecipient(index) }
        // Skips the occasion in "said in a statement they would go".
        if token.is(.preposition), let past = phrases.occasion(index) { index = past }
        while has(index), isPassed(index) { index += 1 }
        guard has(index), phrases.canBegin(index), isClause(index) else { return nil }
        return Complement(kind: .bareClause, start: index)
    }

    private func has(_ index: Int) -> Bool { range.contains(index) }

    /// Whether the token is passed over: adverbs and times are no part of what was said.
    private func isPassed(_ index: Int) -> Bool {
        let token = tokens[index]
        if token.is(.recipient) { return true }
        guard token.is([.adverb, .time]) else { return false }
        return !token.is([.complementizer, .infinitiveMarker, .determiner, .preposition])
    }

    /// Whether "as" follows: "sees him as a fighter" attributes, but seeing something does not.
    private func isSeen(_ start: Int) -> Bool {
        tokens[start..<min(range.upperBound, start + 8)].dropFirst().prefix { $0.kind != .comma }
            .contains { $0.is(.asWord) }
    }

    /// Whether the cue calls one thing another.
    ///
    /// If not, it is a participle: "a drink called Tiger".
    private func isNaming(_ start: Int) -> Bool {
        if tokens[start].is([.pronoun, .subject, .determiner]) { return true }
        let end = min(range.upperBound, start + 12)
        let rest = tokens[start..<end].prefix { $0.kind != .comma && $0.kind != .dash }
        return rest.dropFirst().contains { $0.kind == .quote || $0.is([.determiner, .asWord]) }
    }

    /// Whether an infinitive follows; in "to Ohio" the word is a preposition.
    private func isInfinitive(_ index: Int) -> Bool {
        guard has(index + 1) else { return false }
        let next = tokens[index + 1]
        let isName = next.isCapital && !tokens[index].isCapital
        return next.kind == .word && !isName && !next.is([.determiner, .pronoun, .subject])
    }

    private func afterComma(_ comma: Int, _ cue: WordClass) -> Complement? {
        var next = comma + 1
        while has(next), tokens[next].kind == .dash { next += 1 }
        guard has(next) else { return nil }
        if tokens[next].kind == .quote { return Complement(kind: .quotation, start: next) }
        guard cue.has(.clause) else { return nil }
        if tokens[next].is(.complementizer) { return Complement(kind: .clause, start: next) }
        if lexicon.hasCommaClauses, cue.has(.bareClause),
            !tokens[next].is(.coordinator), !isRelative(next),
            isClause(next)
        {
            return Complement(kind: .bareClause, start: next)
        }
        return nil
    }

    private func isRelative(_ index: Int) -> Bool {
        tokens[index].is(.relative)
            && (!tokens[index].is(.determiner)
                || phrases.isRelativeClause(at: index, range.upperBound))
    }

    /// Finds a clause or quotation that adverbials or the recipient separate from the verb.
    private func clause(from start: Int, _ cue: WordClass) -> Complement? {
        guard has(start) else { return nil }
        let first = tokens[start]
        let mayWait =
            first.is([.preposition, .time, .link, .pronoun, .particle, .agent]) || cue.has(.tells)
            || lexicon.inverts || has(start + 1) && tokens[start + 1].is(.time)
        guard mayWait else { return nil }
        var index = start
        let limit = min(range.upperBound, start + 28)
        while index < limit {
            let token = tokens[index]
            switch token.kind {
            case .quote where token.isCapital && !token.shape.contains(.brief) || isClosed(index):
                return Complement(kind: .quotation, start: index)
            case .colon: return has(index + 1) ? Complement(kind: .colon, start: index + 1) : nil
            case .semicolon, .dash, .stop: return nil
            case .comma:
                if let found = afterComma(index, cue), isStrong(found) { return found }
            case .word:
                // "alors que" is no "que".
                if token.is(.complementizer), !token.is([.preposition, .subordinator]),
                    !tokens[index - 1].is(.subordinator) || lexicon.capitalisesNouns,
                    index == start || !token.is(.determiner) || !tokens[index - 1].is(.preposition)
                        || tokens[index - 1].is(.prefix),
                    isOpening(index)
                {
                    return Complement(kind: .clause, start: index)
                }
                if token.is(.quotative), phrases.isVerbal(index), !token.is(.participle) {
                    return nil
                }
                // A finite verb shows that the words before it were a clause of their own.
                if token.is(.auxiliary), !lexicon.inverts, !cue.has(.tells) { return nil }
            default: break
            }
            index += 1
        }
        return nil
    }

    /// "When" and "where" begin a content only directly after the verb.
    private func isStrong(_ complement: Complement) -> Bool {
        complement.kind != .clause || !tokens[complement.start].is(.subordinator)
    }

    /// Whether the quotation ends as a sentence does.
    private func isClosed(_ index: Int) -> Bool {
        tokens[index].shape.contains(.stopped) && !tokens[index].shape.contains(.brief)
    }

    /// Whether the word opens a clause.
    ///
    /// It does not if it is the relative pronoun of a noun with an article: "the letter that he
    /// wrote".
    private func isOpening(_ index: Int) -> Bool {
        !tokens[index].is(.relative) || tokens[index - 1].isCapital || !lexicon.inverts
    }

    /// "told reporters | he would": finds the clause after the people who were told.
    private func afterRecipient(_ start: Int) -> Complement? {
        if tokens[start].is(.subject), !tokens[start].is([.determiner, .pronoun]), isClause(start) {
            return Complement(kind: .bareClause, start: start)
        }
        let end: Int
        if tokens[start].is([.pronoun, .subject]) {
            end = start + 1
        } else if tokens[start].is(.preposition) {
            end = start
        } else {
            end = phrases.phrase(from: start, withAppositions: false)?.upperBound ?? start
        }
        var index = end
        while has(index), isPassed(index) { index += 1 }
        guard has(index), phrases.canBegin(index), isClause(index) else { return nil }
        return Complement(kind: .bareClause, start: index)
    }

    /// Whether a verb comes before the end of the sentence.
    private func isClause(_ start: Int) -> Bool {
        var index = start
        let limit = min(range.upperBound, start + 40)
        while index < limit {
            let token = tokens[index]
            if token.kind == .stop || token.kind == .semicolon { return false }
            if token.is([.auxiliary, .verb, .cue]) { return true }
            index += 1
        }
        // Verbs are an open class, so we assume that a phrase of some length has one.
        return index - start >= 3 && phrases.canBegin(start)
    }
}
