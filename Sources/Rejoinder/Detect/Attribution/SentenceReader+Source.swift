// Finds who speaks if the subject follows the verb.
extension SentenceReader {
    /// The noun phrase after a verb, past adverbials of time and the people who were told.
    func sourceAfter(
        _ end: Int, _ cue: WordClass, withAppositions: Bool = true
    ) -> Range<Int>? {
        var index = end
        while has(index) {
            let token = tokens[index]
            if token.kind == .quote, token.shape.contains(.brief), index == end {
                index += 1
                continue
            }
            guard token.kind == .word else { break }
            if token.is(.place), cue.has(.plural),
                let source = place(index, isImpersonal: !cue.has(.clause))
            {
                return source
            }
            if token.is(.recipient) || (token.is([.adverb, .time]) && !token.is(.determiner)) {
                index += 1
            } else if let past = tellee(index) ?? phrases.occasion(index) {
                index = past
            } else if token.is([.preposition, .place]), let past = timePhrase(index) {
                index = past
            } else {
                break
            }
        }
        guard let source = phrases.phrase(from: index, withAppositions: withAppositions) else {
            return nil
        }
        return tokens[index].is(.expletive) ? text(after: source.upperBound) ?? source : source
    }

    /// The text that speaks instead of a person: "heißt es in | einer Erklärung".
    private func text(after end: Int) -> Range<Int>? {
        guard has(end), tokens[end].is(.preposition) else { return nil }
        return phrases.phrase(from: end + 1)
    }

    /// The end of a phrase that names who was told: "à l'AFP", "à la presse".
    private func tellee(_ index: Int) -> Int? {
        guard tokens[index].is(.tellee) else { return nil }
        var place = index + 1
        while has(place), tokens[place].is(.determiner) { place += 1 }
        guard has(place), tokens[place].isCapital || tokens[place].is(.recipient) else {
            return nil
        }
        return phrases.pastNames(place + 1)
    }

    /// A place that speaks; for an impersonal cue also a text.
    func place(_ index: Int, isImpersonal: Bool = false) -> Range<Int>? {
        guard has(index + 1), timePhrase(index) == nil,
            isImpersonal || phrases.occasion(index) == nil
        else {
            return nil
        }
        return phrases.phrase(from: index + 1)
    }

    /// The end of a phrase of time, such as "on Monday".
    private func timePhrase(_ index: Int) -> Int? {
        var place = index + 1
        var hasTime = false
        while has(place) {
            let token = tokens[place]
            if token.is(.time) {
                hasTime = true
            } else if !(token.kind == .number
                || token.kind == .stop && tokens[place - 1].kind == .number)
                && !(token.is(.determiner) && !hasTime)
            {
                break
            }
            place += 1
        }
        return hasTime ? place : nil
    }
}
