/// Compares a fetched page of an entry with what was last recorded of it.
struct PageMatcher: Sendable {
    let page: PageState
    let entry: PagedEntry
    let rules: FeedRules
    let detector: Detector

    struct Result: Sendable {
        var observed: ObservedEntry?
        /// A page that differs suspiciously, to be fetched again before anything is reported.
        var held: UnconfirmedPage?
        /// The lines of the page that change from look to look.
        var lines: [VolatileLine]
        /// The `SeenText.key` of what the page shows, whether or not it is believed.
        var seenText: [UInt8]?
        /// The entries whose articles were taken from such a text, which is not about them.
        var doubted: [Int64] = []

        var isEdit: Bool { observed?.change?.level == .major }
    }

    /// How long a suspicious difference is doubted: templates and walls come and go in less time.
    static let doubt: Duration = .seconds(600)
    /// How long a text is doubted that is about other things than the article was.
    static let longDoubt: Duration = .seconds(86_400)

    /// - Parameter sharing: pages of other articles of the host that showed the same text last.
    func compare(
        _ reading: FetchedPage, sharing: [SharingPage] = [], now: Timestamp
    ) -> Result {
        let article = reading.article
        if let held = doubtful(article, isShared: !sharing.isEmpty, now: now) {
            let isNew = held != page.held
            let doubted = sharing.filter {
                isNew && $0.isBelieved && !LostText.isAbout(article, $0.title)
            }
            return Result(held: held, lines: page.lines, doubted: doubted.map(\.entry))
        }
        let content = content(of: article)
        guard let shown = entry.shown else {
            guard isWorthKeeping(article) else { return Result(lines: page.lines) }
            return Result(
                observed: observed(
                    content, detector.statements(in: content, ofFeedOf: rules.institution)),
                lines: page.lines)
        }
        var old = shown.content
        // The feed decides who wrote the article and where it is.
        (old.author, old.link) = (content.author, content.link)
        let isSame = old.text == content.text && old.title == content.title
        let statements = isSame ? [] : detector.statements(in: content, ofFeedOf: rules.institution)
        let lines =
            isReread
            ? page.lines
            : VolatileLines.after(
                page.lines, from: old.text, to: content.text, statements: statements, at: now)
        guard !isSame else { return Result(lines: lines) }
        let before = Revision(
            number: shown.number, source: .page, seenAt: shown.seenAt, content: old)
        return Result(observed: observed(content, statements, before, lines), lines: lines)
    }

    /// Whether other rules read the page before: a difference then need not be anybody's edit.
    private var isReread: Bool {
        (page.rules != nil && page.rules != FetchedPage.rules) || isDoubted
    }

    /// Whether what was taken for the page's article has turned out to stand on other pages, too.
    private var isDoubted: Bool { page.held?.reason == ArticleJump.Reason.doubted.rawValue }

    /// Whether the page is worth keeping: a feed that has the full text already says it all.
    private func isWorthKeeping(_ article: Article) -> Bool {
        switch article.kind {
        case .article, .paywall: break
        case .unsure where article.confidence >= 0.3: break
        default: return false
        }
        let told = entry.told.content.text.utf8.count
        return article.text.utf8.count > told + told / 4 + 100
    }

    /// Why the page is not believed, or not yet; nil if it is.
    private func doubtful(
        _ article: Article, isShared: Bool, now: Timestamp
    ) -> UnconfirmedPage? {
        let told = entry.told.content
        guard let shown = entry.shown?.content, !isDoubted else {
            guard let doubt = doubtAtFirst(article, isShared: isShared) else { return nil }
            return isDoubted ? page.held : held(doubt, at: now)
        }
        guard article.text != shown.text else { return nil }
        let lost = LostText.verdict(on: article, shown: shown, told: told)
        if lost == .wall { return held(.wall, at: now) }
        if lost != nil, isShared { return held(.shared, at: now) }
        // If other rules read the page before, a difference may be due to them.
        guard page.rules == FetchedPage.rules else { return nil }
        if lost == .unrelated { return held(.unrelated, at: now, for: Self.longDoubt) }
        let before = Article(
            title: article.title, text: shown.text, kind: page.kind ?? .article,
            confidence: page.confidence)
        switch ArticleJump.reason(previous: before, new: article) {
        case nil: return nil
        // Few words leave it unsure what a page is, but these are about the article.
        case .unsure where lost != nil, .otherKind where lost == .withdrawn:
            return held(.shrunk, at: now, for: Self.doubt)
        // An article may really be rewritten; if it still looks like this later, it was.
        case .some(let reason) where reason.mayBeEdit:
            return held(reason, at: now, for: Self.doubt)
        case .some(let reason): return held(reason, at: now)
        }
    }

    /// Why the page is not believed, judged by what the feed says of it alone.
    private func doubtAtFirst(_ article: Article, isShared: Bool) -> ArticleJump.Reason? {
        let told = entry.told.content
        if let shown = entry.shown?.content {
            if article.text == shown.text { return .doubted }
        } else if !isWorthKeeping(article) {
            return nil
        }
        if isShared, !LostText.isAbout(article, told.title + "\n" + told.text) { return .shared }
        return LostText.isWall(article, told: told) ? .wall : nil
    }

    /// - Parameter doubt: after which the page is believed if it is still so; nil for never.
    private func held(
        _ reason: ArticleJump.Reason, at now: Timestamp, for doubt: Duration? = nil
    ) -> UnconfirmedPage? {
        let before = page.held.flatMap { $0.reason == reason.rawValue ? $0 : nil }
        let held = before ?? UnconfirmedPage(since: now, reason: reason.rawValue)
        guard let doubt, before != nil else { return held }
        return now - held.since < doubt ? held : nil
    }

    private func content(of article: Article) -> RevisionContent {
        let told = entry.told.content
        return RevisionContent(
            title: title(of: article), text: article.text, link: told.link, author: told.author,
            published: article.published ?? told.published,
            updated: article.modified ?? told.updated,
            language: rules.language ?? article.language ?? told.language)
    }

    /// The title above the article; a page without one keeps the title that it had.
    private func title(of article: Article) -> String {
        let known = entry.shown?.content.title ?? entry.told.content.title
        let isKnown = article.kind != .unsure || article.confidence >= 0.3
        guard isKnown, !article.title.isEmpty, article.title != article.siteName,
            article.title == known || isOfArticle(article.title, article.text, known)
        else { return known }
        return article.title
    }

    /// Whether the new title belongs to the article.
    ///
    /// At least a third of its longer words must begin like words of the text or of the old titles.
    /// In a title that asks readers to subscribe or to wait, hardly any word does.
    private func isOfArticle(_ title: String, _ text: String, _ known: String) -> Bool {
        // Scripts without blanks have no words to compare.
        guard !title.unicodeScalars.contains(where: { $0.value >= 0x2E80 }) else { return true }
        func beginnings(_ text: String) -> Set<Substring> {
            Set(
                text.caseFolded.split { !$0.isLetter && !$0.isNumber }
                    .filter { $0.count >= 4 }.map { $0.prefix(5) })
        }
        let wanted = beginnings(title)
        let there = [known, entry.told.content.title, text].reduce(into: Set<Substring>()) {
            $0.formUnion(wanted.intersection(beginnings($1)))
        }
        return there.count * 3 >= wanted.count
    }

    /// - Parameters:
    ///   - statements: the statements in the content.
    ///   - old: the revision to compare with; nil for the first one from the page.
    ///   - lines: the lines of the page that change from look to look.
    private func observed(
        _ content: RevisionContent, _ statements: [Statement], _ old: Revision? = nil,
        _ lines: [VolatileLine] = []
    ) -> ObservedEntry {
        var ignoring = rules.ignoring
        ignoring.shapes = Set(lines.lazy.filter { $0.learntAt != nil }.map(\.shape))
        let change = old.map { old in
            old.withheld != nil
                ? .afterWithheld
                : RevisionDiff.change(from: old.content, to: content, ignoring: ignoring)
                    ?? .ofMarkup
        }
        let hash = Normaliser.contentHash(of: content)
        var called = content
        called.title = entry.told.content.title
        // What the feed's text already says was reported when that text arrived.
        let known = detector.statements(
            in: old?.content ?? entry.told.content, ofFeedOf: rules.institution)
        let changes = StatementChange.changes(from: known, to: statements).filter {
            if (old ?? entry.told).withheld != nil { return false }
            return if old == nil, case .published = $0 { true } else { old != nil }
        }
        return ObservedEntry(
            identity: entry.identity, identityRule: entry.identityRule, sourceID: entry.sourceID,
            content: content, feedTitle: called.title, contentHash: hash,
            fingerprint: Normaliser.fingerprint(of: content),
            sourceHash: hash, rules: entry.known.rules, previous: entry.known,
            comparedWith: old?.number, change: isReread ? change?.asRereading : change,
            reading: TextFindings(
                statements: statements, parties: detector.parties(in: called, rules)),
            statementChanges: changes)
    }
}
