/// Finds answers that stand in a text without a verb of speaking.
extension ReplyReader {
    /// Three forms: a label before the words ("The council's reply: ..."), a line of an interview
    /// ("Council: ..." after a question), and bare quoted words after the outlet says whom it reached.
    func labels() -> [Reply] {
        passage.sentences.indices.compactMap { number in
            label(number) ?? line(number) ?? reached(number) ?? representative(number)
        }
    }

    /// "The council's response in full:", with the words behind it or in the next paragraph.
    private func label(_ number: Int) -> Reply? {
        guard let head = head(of: number), hasContent(after: head, in: number) else { return nil }
        let words = FoldedSentence(head, of: passage).words
        guard words.contains(where: { language.replies.replies.contains($0.word) }) else {
            return nil
        }
        // "The reply of the council in full" names the council.
        let grammar = language.grammar
        let name = words.drop {
            language.replies.replies.contains($0.word)
                || passage.tokens[$0.token].has(grammar.determiner | grammar.preposition)
        }.prefix { !language.replies.replies.contains($0.word) }
        guard let first = name.first?.token, let last = name.last?.token else { return nil }
        return reply(first..<last + 1, number)
    }

    /// A line of an interview, after one that asks.
    private func line(_ number: Int) -> Reply? {
        guard number > 0, let head = head(of: number), hasContent(after: head, in: number),
            asks(number - 1)
        else { return nil }
        return reply(head, number)
    }

    /// Quoted words that nobody else is said to have spoken, after "The paper reached the council".
    private func reached(_ number: Int) -> Reply? {
        let sentence = passage.sentences[number]
        guard number > 0, isAllQuoted(sentence) else { return nil }
        let before = passage.sentences[number - 1]
        let folded = FoldedSentence(before, of: passage)
        guard folded.has(anyOf: language.replies.reached),
            !folded.has(anyOf: Self.negations)
        else { return nil }
        return reply(before, number)
    }

    /// Quoted words of somebody who is said to speak for the party.
    private func representative(_ number: Int) -> Reply? {
        let sentence = passage.sentences[number]
        let words = FoldedSentence(sentence, of: passage).words
        guard sentence.contains(where: { passage.tokens[$0].isQuoted }) else { return nil }
        for phrase in language.replies.speaksFor.map({ $0.split(separator: " ").map(String.init) })
        {
            let start = words.indices.first { words[$0...].map(\.word).starts(with: phrase) }
            guard let start, start + phrase.count < words.count else { continue }
            let first = words[start + phrase.count].token
            let end = (first..<sentence.upperBound).first { !passage.tokens[$0].isWordlike }
            return reply(first..<(end ?? sentence.upperBound), number)
        }
        return nil
    }

    private static let negations = Array(Languages.embedded.set(.negators))

    /// The words before the colon that ends a label, after any other colon; nil if there is none.
    private func head(of number: Int) -> Range<Int>? {
        let sentence = passage.sentences[number]
        let colons = sentence.prefix(Self.longest).filter { passage.tokens[$0].kind == .colon }
        guard let colon = colons.last else { return nil }
        let start = colons.dropLast().last.map { $0 + 1 } ?? sentence.lowerBound
        return start < colon ? start..<colon : nil
    }

    /// How many words a label has at most.
    private static let longest = 14

    private func hasContent(after head: Range<Int>, in number: Int) -> Bool {
        head.upperBound + 1 < passage.sentences[number].upperBound
            || passage.sentences.indices.contains(number + 1)
    }

    private func asks(_ number: Int) -> Bool {
        passage.sentences[number].last.map { passage.text($0..<$0 + 1) == "?" } ?? false
    }

    private func isAllQuoted(_ sentence: Range<Int>) -> Bool {
        let words = sentence.filter { passage.tokens[$0].isWordlike }
        return !words.isEmpty && words.allSatisfy { passage.tokens[$0].isQuoted }
    }

    /// The reply of the party that some words name, if they do.
    private func reply(_ words: Range<Int>, _ number: Int) -> Reply? {
        let phrase = passage.text(words)
        let mention = PartyMention(
            state: .responded, name: phrase, phrase: phrase, sentence: number,
            place: words.lowerBound, words: words, isAnaphor: false, isReported: false,
            isLoose: true)
        return (mention, detector.institution(named: phrase, language: language.code))
    }
}
