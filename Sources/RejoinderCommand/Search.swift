import ArgumentParser
import Rejoinder

/// Searches the ledger.
struct Search: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Search titles, texts, statements and mentions.",
        discussion: HelpText.flowing(
            """
            All words have to be in a text; case and accents do not matter, and other forms of
            a word count as well. Quote the query for the shell if it has marks of its own:

              "port of call"   the words in this order, in these forms
              -ferry           not this word
              harbo*           words that begin so
              feed:uk-*        only of these feeds, by name or glob
              institution:KEY  only their own texts, and those that quote or ask them
              type:statement   only statements; or: title, text, mention
              since:2d         only what was seen since; until: likewise

            The best come first: words in the title, then at the beginning or often, then
            anywhere; and of these the newest.

            EXAMPLES
              rejoinder search port reopens
              rejoinder search '"port of call" -ferry since:30d'
              rejoinder search 'type:statement institution:fm-nl sanctions' --newest
              rejoinder search --feed 'uk-*' --limit 100 --json harbour
            """))

    @OptionGroup var source: LedgerOptions

    @Argument(help: "What to search for.")
    var words: [String] = []

    @Option(
        name: .customLong("feed"), help: "Only texts of this feed, by name or glob; repeatable.")
    var feeds: [String] = []

    @Option(
        name: .customLong("institution"),
        help: "Only texts of this institution, or that quote or ask it, by key or glob; repeatable."
    )
    var institutions: [String] = []

    @Option(
        name: .customLong("type"),
        help: "Only where the words stand in a title, text, statement or mention; repeatable.")
    var kinds: [SearchQuery.Kind] = []

    @Option(help: "Seen since a time (2026-03-02T08:00:00Z), a day, or a time ago (90m, 2d).")
    var since: MomentArgument?

    @Option(help: "Seen before a time or a time ago, or until the end of a day.")
    var until: MomentArgument?

    @Option(help: "How many results at most.")
    var limit = 20

    @Flag(help: "The newest first, wherever the words stand.")
    var newest = false

    @Flag(help: "Print JSON Lines, one result on each line.")
    var json = false

    @Flag(help: "Make the search index anew first, or make it if there is none.")
    var rebuild = false

    @Option(help: "The search index, if it is not beside the ledger.")
    var index: String?

    func validate() throws {
        guard limit > 0 else { throw ValidationError("--limit must be at least 1.") }
    }

    func run() async throws {
        let ledger = try source.openToRead()
        let query = query(now: SystemClock.now())
        if rebuild {
            try await SearchRebuild(ledger: ledger, index: index).run()
            if query.isEmpty { return }
        }
        guard !query.isEmpty else {
            throw ValidationError("There is nothing to search for: give a word.")
        }
        let found = try await ledger.search(query, byTime: newest, limit: limit, index: index)
        found.notes.forEach { Output.problem(VisibleText.line($0, limit: 400)) }
        if !found.unknownFeeds.isEmpty {
            let known = try await ledger.feedNames()
            for feed in found.unknownFeeds {
                let meant = NearestName.suggestion(for: feed, in: known)
                Output.problem(
                    VisibleText.line("no feed \(feed)\(meant); `rejoinder feeds` lists them"))
            }
        }
        tell(found)
    }

    private func query(now: Timestamp) -> SearchQuery {
        var query = SearchQuery(words.joined(separator: " ")) { text, isEnd in
            MomentArgument(argument: text).map { Self.moment($0, isEnd: isEnd, now: now) }
        }
        query.feeds += feeds
        query.institutions += institutions
        query.kinds += kinds
        if let since { query.since = Self.moment(since, isEnd: false, now: now) }
        if let until { query.until = Self.moment(until, isEnd: true, now: now) }
        return query
    }

    /// A time ago counts back from now, also as an end: nothing was seen in the future.
    private static func moment(
        _ moment: MomentArgument, isEnd: Bool, now: Timestamp
    ) -> Timestamp {
        if case .day = moment, isEnd { return moment.end(now: now) }
        return moment.beginning(now: now)
    }

    private func tell(_ found: SearchOutcome) {
        let progress = found.progress
        if !progress.isComplete {
            Output.problem(
                progress.indexed < progress.total
                    ? "the index is not complete: it has \(progress.indexed) of \(progress.total) "
                        + "revisions; the daemon adds the others, and --rebuild does it at once"
                    : "the index is not complete: some of the newest statements are missing")
        }
        if json { return found.results.forEach { Output.json(SearchText.json($0)) } }
        guard !found.results.isEmpty else { return Output.line("nothing found") }
        let text = SearchText(style: .standardOutput)
        for (place, result) in found.results.enumerated() {
            Output.lines((place == 0 ? [] : [""]) + text.lines(result))
        }
        if found.hasMore { Output.problem("there are more: --limit shows more of them") }
    }
}

extension SearchQuery.Kind: ExpressibleByArgument {}

/// Makes the search index while somebody waits for it.
private struct SearchRebuild {
    let ledger: Ledger
    let index: String?

    func run() async throws {
        let indexer = SearchIndexer(ledger: ledger, path: index)
        try await indexer.remove()
        let start = ContinuousClock.now
        var told = start
        while true {
            let progress = try await indexer.advance(for: .seconds(1), isGentle: false)
            if progress.isComplete {
                let seconds = Int((.now - start) / .seconds(1))
                let path = await VisibleText.line(indexer.path)
                Output.problem("indexed \(progress.total) revisions in \(seconds)s: \(path)")
                break
            }
            if .now - told >= .seconds(10) {
                told = .now
                Output.problem("indexed \(progress.indexed) of \(progress.total) revisions")
            }
        }
        await indexer.close()
    }
}
