extension MentionFinder {
    /// Whether the match is not a question, a hypothesis or history.
    func isPlain(_ match: FrameMatcher.Match, _ sentence: Range<Int>) -> Bool {
        if match.pattern.state == .responded || match.pattern.isQuoted {
            return true
        }
        guard !isQuestion(sentence), !isHistory(match, sentence) else { return false }
        // In "Whether it will pay, we wanted to know" the hypothesis is what was asked.
        if match.pattern.flags.contains(.unanswered) { return true }
        let place = match.range.lowerBound
        let clause = clause(before: place, sentence)
        guard let first = clause.last(where: { tokens[$0].has(grammar.hypothesis) }) else {
            return true
        }
        // In "did not say whether it would appeal and did not respond" the second is not
        // hypothetical.
        return first > sentence.lowerBound + 1 && place > sentence.lowerBound
            && tokens[place - 1].has(grammar.conjunction)
    }

    /// Whether a sentence as a whole is a question, a hypothesis or history, so that nobody is awaited.
    func isMoot(_ sentence: Range<Int>) -> Bool {
        isQuestion(sentence) || isPast(sentence) || sentence.prefix(4).contains(where: isYear)
            || sentence.first.map { tokens[$0].has(grammar.hypothesis) } ?? false
    }

    /// "At the time" tells of the past, but not within "at the time of publication".
    private func isPast(_ sentence: Range<Int>) -> Bool {
        sentence.contains { tokens[$0].has(grammar.past) && !tokens[$0].has(grammar.forNow) }
    }

    /// Whether the sentence tells of complaints, which are not made by the outlet.
    private func isComplaint(_ sentence: Range<Int>) -> Bool {
        sentence.contains { tokens[$0].has(grammar.complaint) }
            && !sentence.contains { tokens[$0].has(grammar.press) }
    }

    /// Whether a word leaves room for a later answer: "so far", "immediately".
    private func isForNow(_ sentence: Range<Int>) -> Bool {
        sentence.contains { tokens[$0].has(grammar.forNow) }
    }

    private func isQuestion(_ sentence: Range<Int>) -> Bool {
        guard let last = sentence.last(where: { tokens[$0].kind == .stop }) else { return false }
        return passage.bytes[tokens[last].start] == 0x3F && !tokens[last].isQuoted
    }

    private func isHistory(_ match: FrameMatcher.Match, _ sentence: Range<Int>) -> Bool {
        if isPast(sentence) { return true }
        // A year at the beginning makes it history: "In 2022 the ministry did not respond".
        return sentence.prefix(4).contains { isYear($0) && $0 < match.range.lowerBound }
    }

    private func isYear(_ index: Int) -> Bool {
        let bytes = passage.bytes[tokens[index].start..<tokens[index].end]
        guard tokens[index].kind == .number, bytes.count == 4 else { return false }
        return bytes.starts(with: [0x31, 0x39]) || bytes.starts(with: [0x32, 0x30])
    }

    /// The words of the clause before a place.
    private func clause(before place: Int, _ sentence: Range<Int>) -> Range<Int> {
        var start = place
        while start > sentence.lowerBound {
            let token = tokens[start - 1]
            if token.kind == .colon || token.kind == .dash || place - start > 30 { break }
            if token.kind == .comma, place - start > 12 { break }
            start -= 1
        }
        return start..<place
    }

    /// Whether the asker is not the press: a parliament, the police, a reader.
    func isElsewhere(
        _ match: FrameMatcher.Match, _ parties: [Range<Int>], _ sentence: Range<Int>
    ) -> Bool {
        if !match.pattern.flags.isDisjoint(with: [.ask, .unanswered]) {
            return clause(before: match.range.lowerBound, sentence).contains {
                tokens[$0].has(grammar.asker | grammar.reader)
            }
        }
        guard match.pattern.state != .responded else { return false }
        if isComplaint(sentence) { return true }
        if match.pattern.flags.contains(.any) { return false }
        let reach = match.pattern.state == .declined ? 2 : 6
        let words =
            match.range.lowerBound..<min(match.range.upperBound + reach, sentence.upperBound)
        let asker = words.contains { index in
            tokens[index].has(grammar.asker) && !parties.contains { $0.contains(index) }
        }
        return asker && !words.contains { tokens[$0].has(grammar.press) }
    }

    func allows(
        _ match: FrameMatcher.Match, _ ranges: [Range<Int>], _ number: Int, _ sentence: Range<Int>
    ) -> Bool {
        let flags = match.pattern.flags
        let place = match.range.lowerBound
        if flags.contains(.bare), !isAboutPress(number), !isAsked(before: place, sentence),
            !isAboutComment(sentence),
            !(isForNow(sentence) && ranges.contains { isKnownBody($0) })
        {
            return false
        }
        if match.pattern.state == .responded, isPassive(place, sentence) { return false }
        if flags.contains(.inverted), !isInverted(place, sentence) { return false }
        if flags.contains(.likely), !isLikely(ranges, number, sentence) { return false }
        if flags.contains(.forNow), !isForNow(sentence) { return false }
        if flags.contains(.settled), isForNow(sentence) { return false }
        if match.pattern.state == .awaiting, isNever(sentence) { return false }
        if flags.contains(.press), !isAboutPress(number) { return false }
        if flags.contains(.spokes), !ranges.contains(where: isSpoken) { return false }
        if flags.contains(.locative), !ranges.contains(where: isLocative) { return false }
        if flags.contains(.contacted), !isContacted(before: match.range.lowerBound, sentence) {
            return false
        }
        if flags.contains(.initial), match.range.lowerBound > sentence.lowerBound + 1 {
            return false
        }
        if flags.contains(.neither) {
            let classes = grammar.neither
            let words = clause(before: match.range.lowerBound, sentence)
            guard words.contains(where: { tokens[$0].has(classes) }) else { return false }
        }
        if flags.contains(.byUs) {
            let classes = grammar.press | grammar.ourselves
            let words = clause(before: match.range.lowerBound, sentence)
            guard words.contains(where: { tokens[$0].has(classes) }) else { return false }
        }
        if flags.contains(.unanswered), !isUnanswered(number) { return false }
        if flags.contains(.askedAbout), !isAsked(before: match.range.lowerBound, sentence) {
            return false
        }
        if flags.contains(.org) { return ranges.contains { isOrganised($0, sentence) } }
        return true
    }

    /// Whether this sentence or one of the two before it speaks of a request by the press.
    private func isAboutPress(_ number: Int) -> Bool {
        let classes = grammar.pressWords
        return passage.sentences[max(0, number - 2)...number].contains { sentence in
            sentence.contains { tokens[$0].has(classes) }
        }
    }

    /// Whether one of the next two sentences says that no answer came, without saying from whom.
    ///
    /// As in "The council was asked how many. It had not replied by Friday."
    private func isUnanswered(_ number: Int) -> Bool {
        passage.sentences.dropFirst(number + 1).prefix(2).contains { sentence in
            matcher.matches(in: sentence).contains { match in
                match.pattern.flags.contains(.silence) && isPlain(match, sentence)
            }
        }
    }

    private func isSpoken(_ range: Range<Int>) -> Bool {
        range.contains {
            tokens[$0].has(grammar.spokes)
                && !(tokens[$0].isCapital && tokens[$0].has(grammar.title))
        }
    }

    /// Whether the verb is passive, so that its subject only heard: "The agency had been told".
    private func isPassive(_ place: Int, _ sentence: Range<Int>) -> Bool {
        let being = grammar.being
        return place > sentence.lowerBound && tokens[place - 1].has(being)
    }

    /// Whether a verb stands before its subject: first, or after a quotation or a comma.
    private func isInverted(_ place: Int, _ sentence: Range<Int>) -> Bool {
        guard place > sentence.lowerBound else { return true }
        return switch tokens[place - 1].kind {
        case .comma, .closing, .dash, .stop, .colon, .other: true
        default: false
        }
    }

    /// Whether the phrase stands after "in", as in Slavic languages: "in the ministry they said".
    private func isLocative(_ range: Range<Int>) -> Bool {
        guard range.lowerBound > 0 else { return false }
        return tokens[range.lowerBound - 1].has(grammar.link)
            || range.first.map { tokens[$0].kind == .opening } == true
    }

    private func isContacted(before place: Int, _ sentence: Range<Int>) -> Bool {
        let classes = grammar.contact
        return (sentence.lowerBound..<place).contains { tokens[$0].has(classes) }
    }

    /// Whether the sentence begins with the asking, or the asking comes after "when".
    private func isAsked(before place: Int, _ sentence: Range<Int>) -> Bool {
        let classes = grammar.asked
        return (sentence.lowerBound..<place).contains { index in
            tokens[index].has(classes)
                && (index < sentence.lowerBound + 4 || tokens[index - 1].has(grammar.boundary)
                    || tokens[index - 1].kind == .comma)
        }
    }

    private func isAboutComment(_ sentence: Range<Int>) -> Bool {
        let classes = grammar.comment
        return sentence.contains { tokens[$0].has(classes) }
    }

    /// Whether somebody who could not be reached was wanted for an answer.
    private func isLikely(
        _ ranges: [Range<Int>], _ number: Int, _ sentence: Range<Int>
    ) -> Bool {
        let reaction = grammar.reactionOrComment
        return isAboutPress(number) || ranges.contains(where: isSpoken)
            || sentence.contains { tokens[$0].has(reaction) }
            || (isForNow(sentence) && ranges.contains(where: isKnownBody))
    }

    /// "He never commented on it" tells of a habit.
    private func isNever(_ sentence: Range<Int>) -> Bool {
        sentence.contains { tokens[$0].has(grammar.never) }
            && !sentence.contains { tokens[$0].has(grammar.press | grammar.asking) }
    }

    /// Whether a phrase names a body, by a common noun or by a name.
    private func isKnownBody(_ range: Range<Int>) -> Bool {
        if range.contains(where: { tokens[$0].has(grammar.head | grammar.spokes | grammar.role) }) {
            return true
        }
        guard let first = range.first else { return false }
        guard language.capitalisesNouns else {
            return range.contains { tokens[$0].isCapital && !tokens[$0].has(grammar.pronoun) }
        }
        // If all nouns are capitalised, a name has no article, or has two capitals.
        let isBare = first == 0 || !tokens[first - 1].has(grammar.determiner)
        return tokens[first].isCapital && (isBare || range.count > 1)
            || tokens[range].contains { $0.kind == .opening }
    }

    private func isOrganised(_ range: Range<Int>, _ sentence: Range<Int>) -> Bool {
        range.contains { index in
            tokens[index].has(grammar.head | grammar.spokes | grammar.role)
                || (tokens[index].isCapital && !tokens[index].has(grammar.pronoun))
        }
    }
}
