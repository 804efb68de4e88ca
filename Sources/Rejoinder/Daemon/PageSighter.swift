/// Tells what a reading of an entry's page is to what was read of it before.
struct PageSighter: Sendable {
    let page: PageState
    let entry: PagedEntry
    let feed: Configuration.Feed
    let detector: Detector

    enum Result: Sendable {
        case nothing
        case sighting(Sighting)
        /// A reading that jumps is fetched again before anything is said.
        case held(HeldReading)

        var sighting: Sighting? {
            if case .sighting(let sighting) = self { sighting } else { nil }
        }

        var held: HeldReading? { if case .held(let reading) = self { reading } else { nil } }

        var isEdit: Bool { sighting?.change?.level == .major }
    }

    /// For how long a reading that jumps is not believed: templates and walls come and go in less.
    static let doubt: Duration = .seconds(600)

    @concurrent
    func result(of reading: PageReading, now: Timestamp) async -> Result {
        let article = reading.article
        guard let shown = entry.shown else {
            return isWorthKeeping(article) ? sighting(of: article, nil) : .nothing
        }
        if let jump = jump(to: article, from: shown.content, now: now) { return jump }
        let content = content(of: article)
        var old = shown.content
        // What the entry is called, its feed tells.
        (old.title, old.author, old.link) = (content.title, content.author, content.link)
        guard old.text != content.text else { return .nothing }
        return sighting(
            of: article,
            Revision(
                number: shown.number, source: .page, seenAt: shown.seenAt, content: old))
    }

    /// A feed that has the whole text says all that its pages say.
    private func isWorthKeeping(_ article: Article) -> Bool {
        switch article.kind {
        case .article, .paywall: break
        case .unsure where article.confidence >= 0.3: break
        default: return false
        }
        let told = entry.told.content.text.utf8.count
        return article.text.utf8.count > told + told / 4 + 100
    }

    private func jump(
        to article: Article, from old: RevisionContent, now: Timestamp
    ) -> Result? {
        // Read by other rules, the page need not be another.
        guard page.rules == PageReading.rules else { return nil }
        let before = Article(
            title: article.title, text: old.text, kind: page.kind ?? .article,
            confidence: page.confidence)
        guard let reason = ArticleJump.reason(previous: before, new: article) else { return nil }
        guard let held = page.held, held.reason == reason.rawValue else {
            return .held(HeldReading(since: now, reason: reason.rawValue))
        }
        switch reason {
        // An article may be rewritten; one that is still so later was.
        case .shrunk, .grown, .otherBlock: return now - held.since < Self.doubt ? .held(held) : nil
        case .otherKind, .empty, .unsure: return .held(held)
        }
    }

    private func content(of article: Article) -> RevisionContent {
        let told = entry.told.content
        return RevisionContent(
            title: told.title, text: article.text, link: told.link, author: told.author,
            published: article.published ?? told.published,
            updated: article.modified ?? told.updated,
            language: feed.language ?? article.language ?? told.language)
    }

    private func sighting(of article: Article, _ old: Revision?) -> Result {
        let content = content(of: article)
        let change = old.map { old in
            RevisionDiff.change(from: old.content, to: content, ignoring: feed.ignoredLines)
                ?? .ofMarkup
        }
        let isReread = page.rules != nil && page.rules != PageReading.rules
        let statements = detector.statements(in: content)
        let hash = Normaliser.contentHash(of: content)
        // What the feed's text says already was told when that came.
        let known = detector.statements(in: old?.content ?? entry.told.content)
        let changes = StatementChange.changes(from: known, to: statements).filter {
            if old == nil, case .published = $0 { true } else { old != nil }
        }
        return .sighting(
            Sighting(
                identity: entry.identity, identityRule: entry.identityRule,
                sourceID: entry.sourceID, content: content, contentHash: hash,
                fingerprint: Normaliser.fingerprint(of: content), sourceHash: hash,
                rules: entry.known.rules, previous: entry.known, comparedWith: old?.number,
                change: isReread ? change?.asRereading : change,
                reading: Reading(
                    statements: statements, parties: detector.parties(in: content, of: feed)),
                statementChanges: changes))
    }
}
