/// The words of a sentence, for `SiteSpeech`.
struct SpokenWords {
    private static let longest = 32
    /// How far into the sentence it may come to speak of itself.
    private static let longestLead = 7

    private let words: [String]
    private let tokens: [Int]
    private let range: Range<Int>
    private let reader: ProseReader

    /// Nil if the sentence is long or quotes somebody.
    init?(_ range: Range<Int>, _ reader: ProseReader) {
        guard range.count <= 2 * Self.longest, !reader.hasQuotation(range) else { return nil }
        let tokens = range.filter(reader.isWord)
        guard !tokens.isEmpty, tokens.count <= Self.longest else { return nil }
        (self.range, self.reader, self.tokens) = (range, reader, tokens)
        words = tokens.map(reader.word)
    }

    var count: Int { words.count }
    var first: String? { words.first }
    var last: String? { words.last }
    func at(_ place: Int) -> String? { words.indices.contains(place) ? words[place] : nil }
    func prefix(_ count: Int) -> Range<Int> { 0..<min(count, words.count) }

    func contains(_ list: Set<String>) -> Bool { words.contains(where: list.contains) }

    var isQuestion: Bool { range.last.map { reader.mark($0) == 0x3F } ?? false }

    // MARK: - Who is spoken to, and who speaks

    /// Whether the word is "you".
    ///
    /// German "Sie" is that within a sentence only, and with a capital.
    func isReader(_ place: Int) -> Bool {
        guard let word = at(place) else { return false }
        if SiteWords.readers.contains(word) { return true }
        return SiteWords.formalReaders.contains(word) && place > 0
            && reader.shape(tokens[place]) == .capitalised
    }

    /// Whether the word is "us" or "our".
    ///
    /// "US" is a country.
    func isHost(_ place: Int) -> Bool {
        guard let word = at(place), SiteWords.hosts.contains(word) else { return false }
        return reader.shape(tokens[place]) == .lower || place == 0 && word.utf8.count > 2
    }

    var namesReader: Bool { words.indices.contains(where: isReader) }

    var namesHost: Bool { words.indices.contains(where: isHost) }

    func isAddress(_ place: Int) -> Bool {
        tokens.indices.contains(place) && reader.shape(tokens[place]) == .address
    }

    /// Whether the sentence names what only sites have, or puts into one's inbox.
    var namesSite: Bool { namesSiteService || contains(SiteWords.things) }

    /// Whether the sentence names an address, or a place where sites have followers.
    var namesChannel: Bool {
        contains(SiteWords.channels) || words.indices.contains(where: isAddress)
    }

    /// Whether the sentence names the newsletter or the subscription.
    var namesSiteService: Bool { words.contains(where: Self.isSiteService) }

    func isSiteService(_ place: Int) -> Bool { at(place).map(Self.isSiteService) ?? false }

    private static func isSiteService(_ word: String) -> Bool {
        SiteWords.services.contains(word) || ProseWords.hasStem(word, of: SiteWords.stems)
    }

    var namesVersion: Bool {
        words.contains { ProseWords.hasStem($0, of: SiteWords.versions) }
    }

    var namesText: Bool { contains(SiteWords.texts) }

    /// Whether somebody is said to say something.
    var tellsOfSaying: Bool { words.contains { ProseWords.hasStem($0, of: SiteWords.saying) } }

    /// The place of the word after a colon or semicolon.
    var secondClause: Int? {
        let marks: [UInt32] = [0x3A, 0x3B]
        guard let mark = range.first(where: { marks.contains(reader.mark($0)) }) else {
            return nil
        }
        return tokens.firstIndex { $0 > mark }
    }

    // MARK: - Figures

    func isFigure(_ place: Int) -> Bool {
        tokens.indices.contains(place) && reader.shape(tokens[place]) == .number
    }

    func hasFigure(before end: Int) -> Bool { prefix(end).contains(where: isFigure) }

    /// Whether the sentence holds a figure or a date.
    var hasFigure: Bool {
        hasFigure(before: count)
            || zip(tokens, words).contains { index, word in
                (ProseWords.months.contains(word) || ProseWords.weekdays.contains(word))
                    && (reader.shape(index) == .capitalised
                        || !ProseWords.commonDateWords.contains(word))
            }
    }

    func hasUnitOfTime(before end: Int) -> Bool {
        prefix(end).contains { ProseWords.isUnitOfTime(words[$0]) }
    }

    /// Whether the sentence holds a figure as of the last time somebody looked.
    var isOwnLook: Bool {
        hasFigure
            && zip(words, words.dropFirst()).contains { one, other in
                SiteWords.ownLooks.contains { $0 == one && $1 == other }
            }
    }

    // MARK: - Speaking of itself

    /// Whether the sentence names the text in which it stands.
    var namesThisText: Bool { words.indices.contains(where: isItself) }

    /// Whether the sentence says that comments are closed, and nothing else.
    var isClosing: Bool {
        let content = words.filter {
            !ProseWords.function.contains($0) && !ProseWords.relativeDays.contains($0)
        }
        return content.count == 2 && ProseWords.counts.contains(content[0])
            && SiteWords.closed.contains(content[1])
    }

    /// Whether the sentence says where the text came out, as "First published in the Courier" does.
    var isOrigin: Bool {
        guard count <= 10, !contains(ProseWords.copulas) else { return false }
        let opening = words.prefix(2)
        return opening.contains { ProseWords.hasStem($0, of: SiteWords.earlier) }
            && opening.contains(where: SiteWords.published.contains)
            && !range.contains { reader.mark($0) == 0x2C }
    }

    /// Whether the sentence tells of updates to come, or of such as are made every day.
    var isStanding: Bool {
        words.prefix(3).contains(where: SiteWords.texts.contains) && Notice.isStanding(words)
    }

    /// Whether a word of the kind stands before a text: "free articles".
    var namesFreeText: Bool {
        zip(words, words.indices.dropFirst()).contains { isAct($0) && isText($1) }
            || namesThisText && tellsOfActs
    }

    /// Whether the sentence tells what becomes of texts on a site.
    var tellsOfActs: Bool {
        words.contains(where: isAct) || hasFigure && contains(SiteWords.tallies)
    }

    /// Whether the sentence counts something that readers or machines do.
    var counts: Bool {
        contains(SiteWords.tallies) || contains(SiteWords.audience) || contains(ProseWords.counts)
            || words.contains(where: ProseWords.isUnitOfTime)
    }

    var tellsOfPublishing: Bool {
        contains(SiteWords.published)
            || words.contains { ProseWords.hasStem($0, of: ProseWords.publishingStems) }
    }

    private func isAct(_ word: String) -> Bool {
        SiteWords.acts.contains(word) || ProseWords.hasStem(word, of: SiteWords.actStems)
    }

    /// Whether the sentence speaks of the text in which it stands.
    ///
    /// "This article of the treaty" is another's, and in "The minister said this article was ..."
    /// somebody else speaks: before the words for the text there are only such as count, or tell
    /// what becomes of texts.
    var speaksOfItself: Bool {
        guard let place = prefix(Self.longestLead).first(where: isItself) else { return false }
        let strangers = words[..<place].filter { !isFamiliar($0) }
        if strangers.isEmpty { return true }
        if namesHost { return strangers.count <= 2 }
        let isLed = first.map { isAct($0) || SiteWords.audience.contains($0) } ?? false
        return strangers.count <= 1 && isLed
    }

    /// Whether "this article" begins at that word, or a bare "this" that a number of people read.
    private func isItself(_ place: Int) -> Bool {
        let isThis = SiteWords.this.contains(words[place])
        guard isThis || isHost(place) else { return false }
        if let text = textPlace(after: place) {
            return !(at(text + 1).map(SiteWords.textParts.contains) ?? false)
        }
        let isNow = at(place + 1).map(ProseWords.relativeDays.contains) ?? true
        return isThis && isNow && hasFigure(before: place)
    }

    /// The place of the word for a text in "this article", "this opinion piece" or "this is a
    /// developing story".
    private func textPlace(after place: Int) -> Int? {
        if let near = [place + 1, place + 2].first(where: isText) { return near }
        guard at(place + 1).map(ProseWords.function.contains) ?? false else { return nil }
        let between = words.indices.dropFirst(place + 2).prefix(3).prefix {
            isAct(words[$0]) || ProseWords.function.contains(words[$0])
        }
        return between.map { $0 + 1 }.first(where: isText)
    }

    private func isText(_ place: Int) -> Bool { at(place).map(SiteWords.texts.contains) ?? false }

    private func isFamiliar(_ word: String) -> Bool {
        isAct(word) || ProseWords.function.contains(word) || SiteWords.audience.contains(word)
            || SiteWords.texts.contains(word) || ProseWords.publishing.contains(word)
            || ProseWords.numerals[word] != nil || ProseWords.relativeDays.contains(word)
            || word.utf8.contains(where: \.isDigit)
            || ProseWords.hasStem(word, of: SiteWords.versions)
            || ProseWords.hasStem(word, of: SiteWords.earlier)
    }
}
