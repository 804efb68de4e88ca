/// What it means that a page no longer shows much of the article that it showed.
///
/// Walls use any words in any language, so little is asked of them: what stands in place of the
/// article is not about what the article is about, and speaks to the reader or of the site. An edit
/// stays with its subject, whatever it leaves out, and a withdrawal says that it is one.
enum LostText: Hashable, Sendable {
    /// Somebody has edited the article.
    case edited
    /// It says itself that the newsroom has withdrawn or corrected it.
    case withdrawn
    /// Something stands in place of the article, or of its larger part.
    case wall
    /// It is about other things, and nothing shows that it is a wall.
    case unrelated

    /// The verdict on a page; nil if most of what it showed is there.
    ///
    /// - Parameters:
    ///   - shown: what the page said when it was last read.
    ///   - told: what the feed says.
    static func verdict(
        on article: Article, shown: RevisionContent, told: RevisionContent
    ) -> LostText? {
        let kept = WordRuns(article.text).share(of: shown.text)
        guard kept < mostKept else { return nil }
        let lines = article.text.split(separator: "\n")
        let known = WordRuns(shown.text + "\n" + told.text)
        let isOwn = lines.map { known.share(of: String($0)) < 0.5 }
        let own = beginning(zip(lines, isOwn).lazy.filter(\.1).map(\.0))
        if own.contains(where: Notice.isOfNewsroom) { return .withdrawn }
        guard kept < halfKept || isBeginning(article, isOwn, of: shown.text) else { return nil }
        if own.isEmpty {
            return article.kind == .paywall || isBrokenOff(article.text, shown.text)
                ? .wall : .edited
        }
        let titles = [article.title, shown.title, told.title]
        let subject = SubjectWords(([shown.text, told.text] + titles).joined(separator: "\n"))
        let verdict = verdict(on: WallText(own, without: titles), about: subject)
        // What is kept of the text shows whose page it is.
        return verdict == .unrelated && kept >= halfKept ? nil : verdict
    }

    /// Whether a page that was never read before shows something else than the feed's entry.
    static func isWall(_ article: Article, told: RevisionContent) -> Bool {
        let subject = SubjectWords(told.title + "\n" + told.text)
        // A title of a word or two may well be of other words than the text.
        guard subject.count >= 3 else { return false }
        let lines = beginning(article.text.split(separator: "\n"))
        let text = WallText(lines, without: [article.title, told.title])
        let share = subject.share(in: text.subject)
        let isShort = article.text.utf8.count < longestNotice
        if share < 0.15 { return text.address >= (isShort ? 0.05 : 0.1) }
        return share < 0.34 && isShort && text.address >= 0.1
    }

    private static func beginning(_ lines: some Sequence<Substring>) -> [String] {
        var left = enough
        return lines.prefix { line in
            defer { left -= line.utf8.count }
            return left > 0
        }.map { String(decoding: $0.utf8.prefix(enough), as: UTF8.self) }
    }

    /// Whether a page has most of the words of what the feed says of it.
    static func isAbout(_ article: Article, _ told: String) -> Bool {
        let subject = SubjectWords(told)
        return subject.count > 0 && subject.share(in: SubjectWords(article.text)) >= 0.8
    }

    private static func verdict(on text: WallText, about subject: SubjectWords) -> LostText {
        let share = text.subject.share(in: subject)
        if share < 0.2 { return text.address >= 0.05 ? .wall : .unrelated }
        return share < 0.4 && text.address >= 0.08 ? .wall : .edited
    }

    /// If more of the text is kept, the page is the same article in any case.
    private static let mostKept = 0.8
    private static let halfKept = 0.5
    /// In bytes: most notices are shorter.
    private static let longestNotice = 900
    /// In bytes: how much of what stands there instead is looked at.
    private static let enough = 20_000

    /// Whether the page still shows the first lines of the text, none of the last, and then its
    /// own.
    private static func isBeginning(
        _ article: Article, _ isOwn: [Bool], of text: String
    ) -> Bool {
        guard let last = text.split(separator: "\n").last, isOwn.first == false else {
            return false
        }
        let own = isOwn.drop { !$0 }
        return own.allSatisfy { $0 } && WordRuns(article.text).share(of: String(last)) < 0.5
    }

    /// Whether the last line ends in the middle of a line of the text.
    private static func isBrokenOff(_ article: String, _ text: String) -> Bool {
        guard let last = article.split(separator: "\n").last else { return false }
        // Without the marks of what is left out: "…", "...", "[…]".
        let line = last.utf8.reversed().drop {
            $0 == 0x2E || $0 == 0x5B || $0 == 0x5D || $0.isBlank || $0 >= 0x80
        }
        let cut = Array(last.utf8.prefix(line.count).suffix(60))
        guard cut.count >= 20, let place = text.utf8.firstRange(of: cut)?.upperBound else {
            return false
        }
        let rest = text.utf8[place...].prefix { $0 != 0x0A }
        return rest.count { $0.isLetter || $0 >= 0x80 } >= 10
    }
}

/// What stands in place of an article: what it is about, and whether it speaks to the reader.
private struct WallText {
    let subject: SubjectWords
    /// The share of its words that speak to the reader, or of the site.
    let address: Double

    /// - Parameter titles: a wall may name what it hides.
    init(_ lines: [String], without titles: [String]) {
        let titles = titles.filter { (12...300).contains($0.utf8.count) }.map(\.caseFolded)
        let lines = lines.map { line in
            titles.reduce(line.caseFolded) { $0.replacing($1, with: " ") }
        }
        subject = SubjectWords(lines.joined(separator: "\n"))
        // Somebody who is quoted may say "you" and "we".
        let words = lines.filter { line in !line.contains { "\"“”„«»".contains($0) } }
            .flatMap { $0.split { !$0.isLetter } }
        let speaking = words.count { word in
            ProseWords.readerWords.contains(String(word))
                || Self.stems.contains { word.utf8.starts(with: $0.utf8) }
        }
        address = words.isEmpty ? 0 : Double(speaking) / Double(words.count)
    }

    private static let stems = Languages.embedded.words(.wallStems)
}

/// The beginnings of a text's longer words, which tell what it is about in any of its inflections.
struct SubjectWords {
    private let words: Set<Substring>

    var count: Int { words.count }

    init(_ text: String) {
        words = Set(
            text.caseFolded.split { !$0.isLetter }
                .filter { $0.count >= 5 && !ProseWords.function.contains(String($0)) }
                .map { $0.prefix(5) })
    }

    /// The share of these words that the other text has.
    func share(in other: SubjectWords) -> Double {
        words.isEmpty ? 0 : Double(words.intersection(other.words).count) / Double(words.count)
    }
}
