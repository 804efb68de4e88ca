/// Finds the noun phrase before a verb that is its subject.
struct SubjectReader {
    let tokens: SafeArray<AttributionToken>
    let range: Range<Int>
    let lexicon: Lexicon
    /// Whether the verb is not finite and shares the subject of an earlier verb.
    var isNonfinite = false

    var phrases: PhraseReader { PhraseReader(tokens: tokens, range: range, lexicon: lexicon) }

    private static let lead: WordClass = [
        .preposition, .subordinator, .adverb, .time, .gerund, .infinitiveMarker, .negation, .asWord,
        .link,
    ]

    /// The subject of the verb whose group begins at `group`, looking no further back than `lower`.
    func subject(before group: Int, from lower: Int) -> Range<Int>? {
        guard group > lower else { return nil }
        let last = tokens[group - 1]
        if last.is(.subject), !last.is([.determiner, .relative]) { return group - 1..<group }
        if last.is(.relative), !last.is(.determiner) {
            if let antecedent = antecedent(of: group - 1, from: lower) { return antecedent }
        }
        let start = clauseStart(before: group, from: lower)
        guard start < group else { return nil }
        return subject(in: start..<group)
    }

    /// The noun phrase that a relative pronoun stands for.
    private func antecedent(of relative: Int, from lower: Int) -> Range<Int>? {
        let end = relative > lower && tokens[relative - 1].kind == .comma ? relative - 1 : relative
        return phrases.phrase(endingAt: end, from: lower)
    }

    func clauseStart(before group: Int, from lower: Int) -> Int {
        var index = group - 1
        var hasComma = false
        while index >= lower, group - index <= 70 {
            let token = tokens[index]
            switch token.kind {
            case .quote where !token.shape.contains(.brief): return index + 1
            case .semicolon, .colon, .dash, .stop: return index + 1
            case .comma: hasComma = true
            case .word:
                let begins =
                    token.is([.subordinator, .complementizer])
                    && !token.is([.relative, .preposition, .determiner])
                if begins, !hasComma { return index + 1 }
                // "He left after the minister said": the verb before it has another subject.
                if token.is(.subordinator), token.is(.preposition), !hasComma, index > lower,
                    finite(in: lower..<index) != nil, finite(in: index + 1..<group) == nil,
                    phrases.canBegin(index + 1)
                {
                    return index + 1
                }
                // After a verb it is not a relative pronoun: "The deal was that …".
                if token.is(.complementizer), index > lower,
                    tokens[index - 1].is([.auxiliary, .verb]) || phrases.isVerbal(index - 1)
                {
                    return index + 1
                }
            default: break
            }
            index -= 1
        }
        return max(index + 1, lower)
    }

    private func subject(in clause: Range<Int>) -> Range<Int>? {
        var parts = split(clause)
        let isClosed = parts.last?.isEmpty == true
        // In "declined to comment, but said" the comma ends a clause of the same subject.
        let isShared =
            parts.count == 2
            && tokens[parts[1]].allSatisfy {
                $0.is([.coordinator, .adverb])
            }
        if isClosed { parts.removeLast() }
        parts.removeAll(where: \.isEmpty)
        if lexicon.isVerbSecond, !isClosed || parts.count == 1, let first = parts.first,
            tokens[first.lowerBound].is(.preposition), !tokens[first.lowerBound].is(.determiner)
        {
            return nil
        }
        while parts.count > 1, isLead(parts[0]) { parts.removeFirst() }
        // Drops a part that only interrupts: "Smith, however, said".
        while parts.count > 1, let last = parts.last, isLead(last) { parts.removeLast() }
        guard let last = parts.last else { return nil }
        guard parts.count > 1 else { return core(last, isShared: isShared) }
        // In "Smith issued a statement in Reno, Nev., saying" the subject is that of the clause.
        if isNonfinite, let clause = parts.first(where: { finite(in: $0) != nil }) {
            return core(clause)
        }
        if isClosed || isList(parts) { return joined(parts) }
        if tokens[clause.upperBound - 1].is(.coordinator), let first = parts.first {
            return core(first.lowerBound..<clause.upperBound)
        }
        return core(last)
    }

    /// A head with its appositions, starting at the first part without a finite verb.
    private func joined(_ parts: [Range<Int>]) -> Range<Int>? {
        var parts = parts[...]
        while parts.count > 1, let first = parts.first, finite(in: first) != nil,
            !tokens[first.lowerBound].is(.relative)
        {
            parts.removeFirst()
        }
        guard let first = parts.first, let last = parts.last else { return nil }
        let start = trimmed(first).lowerBound
        return start < last.upperBound ? valid(start..<last.upperBound) : nil
    }

    private func isList(_ parts: [Range<Int>]) -> Bool {
        guard let last = parts.last, parts.count > 1 else { return false }
        let isJoined = tokens[last].contains { $0.is(.coordinator) }
        return isJoined
            && parts.allSatisfy { part in
                part.count <= 8 && finite(in: part) == nil
                    && !tokens[part.lowerBound].is(.complementizer)
            }
    }

    private func split(_ clause: Range<Int>) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var start = clause.lowerBound
        for index in clause where tokens[index].kind == .comma {
            parts.append(start..<index)
            start = index + 1
        }
        parts.append(start..<clause.upperBound)
        return parts
    }

    /// Whether the part is an adverbial, with which no subject begins.
    private func isLead(_ part: Range<Int>) -> Bool {
        var start = part.lowerBound
        if part.count > 1, tokens[start].is(.coordinator) { start += 1 }
        let token = tokens[start]
        if token.is(.determiner), !token.is([.preposition, .subordinator]) { return false }
        if token.is([.subject]), !token.is(.subordinator) { return false }
        if token.is(Self.lead) { return true }
        // A participle at the beginning: "Asked about the plan, Smith said".
        return token.is([.participle, .verb]) && !token.is(.auxiliary) && part.count > 1
    }

    /// The part without the words before its noun phrase: "But on Monday the minister".
    private func trimmed(_ part: Range<Int>) -> Range<Int> {
        var start = part.lowerBound
        while start < part.upperBound, isSkipped(start) { start += 1 }
        if start < part.upperBound, tokens[start].is(.preposition), !tokens[start].is(.determiner) {
            var place = start + 1
            while place < part.upperBound,
                tokens[place].is([.determiner, .time])
                    || tokens[place].kind == .number
            {
                place += 1
                if tokens[place - 1].is(.time) { start = place }
            }
        }
        while start < part.upperBound, isSkipped(start) { start += 1 }
        return start..<part.upperBound
    }

    func isSkipped(_ index: Int) -> Bool {
        let token = tokens[index]
        if token.is([.determiner, .subject]) { return token.is(.coordinator) }
        return token.is([.coordinator, .adverb, .time, .subordinator, .asWord])
    }

    /// - Parameter isShared: whether the verb at hand shares the subject of the part's own verb.
    private func core(_ part: Range<Int>, isShared: Bool = false) -> Range<Int>? {
        let part = pastAdverbial(trimmed(part))
        guard !part.isEmpty else { return nil }
        let last = part.upperBound - 1
        guard let finite = finite(in: part) else {
            return tokens[last].is(.coordinator) ? nil : valid(part)
        }
        // "The minister flew to Kyiv and said": both verbs have one subject.
        if isShared || tokens[last].is(.coordinator) || isNonfinite || tokens[finite].is(.auxiliary)
        {
            guard !tokens[last].is(.coordinator) || finite > part.lowerBound else { return nil }
            return valid(part.lowerBound..<backOverAdverbs(finite, part.lowerBound))
        }
        if let joint = part.lastIndex(where: { tokens[$0].is(.coordinator) }), joint > finite {
            return valid(trimmed(joint + 1..<part.upperBound))
        }
        return valid(part)
    }

    /// Skips a preposition and its phrase: "In the statement | the minister".
    private func pastAdverbial(_ part: Range<Int>) -> Range<Int> {
        guard let first = part.first, tokens[first].is(.preposition),
            !tokens[first].is([.determiner, .subject])
        else { return part }
        var place = first + 1
        while place < part.upperBound, tokens[place].is(.determiner) { place += 1 }
        place += 1
        while place + 1 < part.upperBound, tokens[place].is(.link) {
            place += 1
            while place < part.upperBound, tokens[place].is(.determiner) { place += 1 }
            place += 1
        }
        guard place < part.upperBound, phrases.canBegin(place) else { return part }
        return place..<part.upperBound
    }

    private func backOverAdverbs(_ index: Int, _ lower: Int) -> Int {
        var end = index
        while end > lower, tokens[end - 1].is([.adverb, .time, .negation]) { end -= 1 }
        return end
    }

    /// The first finite verb that does not belong to a relative clause.
    func finite(in part: Range<Int>) -> Int? {
        var isRelative = false
        var skipped: Int?
        for index in part {
            let token = tokens[index]
            guard token.kind == .word else { continue }
            if token.is(.relative), index > part.lowerBound, !isArticle(index) { isRelative = true }
            let isVerb = token.is([.auxiliary, .verb]) || phrases.isVerbal(index)
            guard isVerb, !token.is([.gerund, .determiner, .link]), index > part.lowerBound else {
                continue
            }
            let before = tokens[index - 1]
            if before.is([.determiner, .link, .preposition, .infinitiveMarker]),
                !token.is(.auxiliary)
            {
                continue
            }
            let isSkippedOn = skipped.map { isGroup($0..<index) } ?? false
            guard isRelative || isSkippedOn else { return index }
            (isRelative, skipped) = (false, index)
        }
        return nil
    }

    /// Whether the words are only auxiliaries and adverbs of one verb: "has often declined".
    private func isGroup(_ words: Range<Int>) -> Bool {
        tokens[words].allSatisfy { $0.is([.auxiliary, .adverb, .negation]) }
    }

    /// Whether the word is an article, as in "der Vorsitzende", and not in "der die Partei führt".
    private func isArticle(_ index: Int) -> Bool {
        lexicon.capitalisesNouns && tokens[index].is(.determiner) && index + 1 < range.upperBound
            && tokens[index + 1].isCapital
    }

    /// The phrase if it can name a speaker; otherwise nil.
    func valid(_ phrase: Range<Int>) -> Range<Int>? {
        guard !phrase.isEmpty, phrase.count <= 45 else { return nil }
        let first = tokens[phrase.lowerBound]
        guard first.isWord || first.kind == .quote || first.kind == .bracket else { return nil }
        if first.is([.preposition, .infinitiveMarker, .negation, .pronoun, .relative]),
            !first.is([.determiner, .subject])
        {
            return nil
        }
        // No phrase continues after a pronoun.
        if first.is(.subject), !first.is(.determiner) {
            return phrase.lowerBound..<phrase.lowerBound + 1
        }
        if phrases.isRelativeClause(at: phrase.lowerBound, phrase.upperBound) { return nil }
        let isNamed = tokens[phrase].contains { token in
            token.is(.subject)
                || (token.isWord && !token.is([.determiner, .link, .adverb, .auxiliary]))
        }
        return isNamed ? phrase : nil
    }
}
