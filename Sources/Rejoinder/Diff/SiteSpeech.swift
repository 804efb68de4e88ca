/// Tells what a site says of itself from what an article reports.
///
/// One word never decides: "The company will not close the site" has a word for a website, and
/// "Keep your windows closed" asks its readers for something. Two signs of different kinds must
/// stand in one sentence: that it speaks of the text in which it stands ("this article", "our
/// story") and of what becomes of texts (published, shared, free to read); or that it calls on the
/// reader and names the site ("us", "our", its newsletter).
struct SiteSpeech {
    private static let longestParagraph = 48

    let reader: ProseReader

    /// Whether each sentence of the paragraph, but for asides to the reader, is of the site.
    func isSpoken(inParagraph paragraph: Int) -> Bool {
        let sentences = reader.text.paragraphs[paragraph].map { reader.text.sentences[$0].tokens }
        let count = sentences.reduce(0) { $0 + $1.count(where: reader.isWord) }
        guard count <= Self.longestParagraph else { return false }
        var isSpoken = false
        var asksOfText = false
        for tokens in sentences {
            if self.isSpoken(tokens) {
                isSpoken = true
                continue
            }
            guard let words = SpokenWords(tokens, reader) else { return false }
            if words.isQuestion, words.count <= 12 {
                asksOfText = asksOfText || words.namesSite || words.namesThisText
            } else if asksOfText, isImperative(words, from: 0), !words.hasFigure {
                // "Did you like this article? Share it with your friends."
                isSpoken = true
            } else if !isSpoken || words.count > 3 || !isImperative(words, from: 0) {
                return false
            }
        }
        return isSpoken
    }

    /// Whether the sentence is of the site.
    func isSpoken(_ range: Range<Int>) -> Bool {
        guard let words = SpokenWords(range, reader) else { return false }
        return isAddress(words) || isOffer(words) || isPointer(words) || tells(words)
            || words.isClosing || words.isOrigin
    }

    /// Whether the sentence calls on the reader, or begins "If you ...".
    ///
    /// "If you find a mistake in this article, tell us" corrects nothing.
    func isAddress(_ range: Range<Int>) -> Bool {
        guard let words = SpokenWords(range, reader) else { return false }
        return isAddress(words)
    }

    /// Whether an edit of those kinds is one that sites make by themselves in such a sentence.
    ///
    /// Counts, and times of publication, change in what is said of a text: "shared 40 times". What
    /// else it holds does not: "This page was shown to the jury in print on Monday."
    func varies(_ kinds: Set<ChangeKind>, in range: Range<Int>) -> Bool {
        guard let words = SpokenWords(range, reader), speaksOfText(words) else { return true }
        return !kinds.contains(.name)
            && (!kinds.contains(.number) || words.counts)
            && (!kinds.contains(.date) || words.tellsOfPublishing)
    }

    private func speaksOfText(_ words: SpokenWords) -> Bool {
        words.speaksOfItself && words.tellsOfActs && !isAddress(words) && !isOffer(words)
    }

    // MARK: - Calls on the reader

    private func isAddress(_ words: SpokenWords) -> Bool {
        // "Subscribe or leave, the club told its members."
        guard let first = words.first, !words.tellsOfSaying else { return false }
        if isCall(words, from: 0) { return true }
        let speaksToReader = words.prefix(3).contains(where: words.isReader)
        if speaksToReader, SiteWords.conditions.contains(first) {
            return words.namesText || words.namesSite
        }
        if speaksToReader, words.isQuestion { return words.namesSite && words.count <= 12 }
        // "Our newsletter brings you the news at seven."
        if words.namesHost, words.namesReader, words.namesSiteService { return !words.hasFigure }
        // "We correct mistakes as soon as we learn of them; read our policy."
        guard SiteWords.we.contains(first), let clause = words.secondClause else { return false }
        return isCall(words, from: clause)
    }

    /// Whether a call on the reader that names the site begins at that word.
    ///
    /// What an authority asks of its readers ("Keep your windows closed until Monday") does not
    /// name a site, and a figure or date in it matters.
    private func isCall(_ words: SpokenWords, from start: Int) -> Bool {
        guard isImperative(words, from: start) else { return false }
        if words.namesSite || words.namesThisText { return true }
        return !words.hasFigure
            && (words.namesChannel || (start + 1...start + 6).contains(where: words.isHost))
    }

    private func isImperative(_ words: SpokenWords, from start: Int) -> Bool {
        var place = start
        if words.at(place).map(SiteWords.openers.contains) ?? false { place += 1 }
        guard let call = words.at(place) else { return false }
        if SiteWords.calls.contains(call) { return true }
        // "Jetzt Newsletter abonnieren"
        if place > start { return words.contains(SiteWords.calls) }
        guard SiteWords.nounCalls.contains(call) else { return false }
        return words.at(place + 1).map(SiteWords.callObjects.contains) ?? true
            || words.isHost(place + 1) || words.isReader(place + 1) || words.isAddress(place + 1)
    }

    // MARK: - Offers and pointers

    /// Whether the sentence offers the site for a price.
    ///
    /// "The sale ends on Friday: 40 % off the yearly subscription", "Subscription: 1 crown for the
    /// first month", "Only 1 crown: subscribe now".
    private func isOffer(_ words: SpokenWords) -> Bool {
        guard words.namesSiteService else { return false }
        if words.contains(SiteWords.sales), words.contains(SiteWords.discounts), words.hasFigure {
            return true
        }
        guard !words.contains(ProseWords.copulas), let clause = words.secondClause else {
            return false
        }
        return words.isSiteService(0) && words.isFigure(clause)
            || words.isSiteService(clause) && isCall(words, from: clause)
    }

    /// Whether the sentence points to another text: "An earlier story can be found here".
    private func isPointer(_ words: SpokenWords) -> Bool {
        words.last.map(SiteWords.here.contains) ?? false
            && words.contains(SiteWords.found) && words.namesVersion
            && (words.namesReader || words.contains(SiteWords.can) || isImperative(words, from: 0))
    }

    // MARK: - What the site says of a text

    private func tells(_ words: SpokenWords) -> Bool {
        if words.isOwnLook || isCountdown(words) || isCount(words) || words.isStanding {
            return true
        }
        if words.tellsOfSaying { return false }
        // "You have read two of three free articles."
        if words.prefix(2).contains(where: words.isReader), words.namesFreeText { return true }
        return words.speaksOfItself && words.tellsOfActs
    }

    /// Whether the sentence counts down, as "Only 3 days left to vote in our poll" does.
    private func isCountdown(_ words: SpokenWords) -> Bool {
        guard let first = words.first, SiteWords.only.contains(first) else { return false }
        return words.hasFigure(before: 4) && words.hasUnitOfTime(before: 5) && words.namesHost
    }

    /// Whether the sentence is a count, as "Rated 4.1 out of 5 by 230 readers" is.
    private func isCount(_ words: SpokenWords) -> Bool {
        guard let first = words.first, SiteWords.counted.contains(first) else { return false }
        return words.isFigure(1) && words.count <= 12
    }
}
