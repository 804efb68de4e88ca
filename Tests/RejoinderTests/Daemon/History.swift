@testable import Rejoinder

/// A made-up history of a feed and its pages: what was really edited or removed, and all that only
/// looks like it.
struct History {
    /// What stands at one time.
    struct Step {
        let minute: Int
        let feed: Newsroom.Feed
        let pages: [(id: String, page: Newsroom.Page?)]
    }

    var steps: [Step] = []
    /// Entries whose text was edited, and how often.
    var edits: [String: Int] = [:]
    /// Entries that were taken away.
    var removals: Set<String> = []

    private var random: SplitMix
    private var entries: [Article] = []
    private var made = 0
    private var minute = 0

    private struct Article {
        var id: String
        let link: String
        var title: String
        var paragraphs: [String]
        var isGone = false

        /// What the feed tells of it.
        var summary: String { paragraphs[0] }
    }

    init(seed: UInt64) {
        random = SplitMix(state: seed)
        for _ in 0..<Int.random(in: 4...8, using: &random) { publish() }
        add(feed(), pages: entries.map { ($0.link, page($0)) })
        for _ in 0..<8 { happen() }
        // Whatever was broken is well again, and everything is looked at once more.
        for _ in 0..<2 {
            add(feed(), pages: entries.map { ($0.link, $0.isGone ? nil : page($0)) }, after: 400)
        }
    }

    private mutating func happen() {
        switch Int.random(in: 0..<11, using: &random) {
        case 0: edit()
        case 1: remove()
        case 2:
            publish()
            add(feed(), pages: entries.suffix(1).map { ($0.link, page($0)) })
        // The feed is empty for once, cut off, or a page of a hoster.
        case 3: add(.entries([]))
        case 4: add(.truncated(listed()))
        case 5: add(.page(Self.parked))
        // The window moves: the oldest fall out of it, and nothing was taken away.
        case 6: add(.entries(Array(listed().prefix(3))))
        // Every entry gets a new id, and says what it said.
        case 7:
            for index in entries.indices { entries[index].id += "x" }
            add(feed())
        // Pages are parked, erroneous, without text or behind a wall for a while.
        case 8: trouble(.init(body: Self.parked))
        case 9: trouble(.init(status: 503, body: "<h1>Service unavailable</h1>"))
        default: trouble(.init(body: "<html><body></body></html>"))
        }
    }

    private mutating func trouble(_ page: Newsroom.Page) {
        let there = entries.filter { !$0.isGone }
        add(feed(), pages: there.map { ($0.link, page) })
        add(feed(), pages: there.map { ($0.link, self.page($0)) })
    }

    private mutating func edit() {
        guard let index = seen().randomElement(using: &random) else { return }
        let paragraph = Int.random(in: 0..<3, using: &random)
        let words = entries[index].paragraphs[paragraph]
        let number = Int.random(in: 100..<900, using: &random)
        entries[index].paragraphs[paragraph] =
            "Officials now put the number at \(number), contrary to what they had said. " + words
        edits[entries[index].link, default: 0] += 1
        let edited = entries[index]
        add(feed(), pages: [(edited.link, page(edited))], after: 1500)
        add(feed(), pages: [], after: 1500)
    }

    private mutating func remove() {
        guard let index = seen().randomElement(using: &random) else { return }
        entries[index].isGone = true
        removals.insert(entries[index].link)
        add(feed(), pages: [(entries[index].link, nil)], after: 1500)
        add(feed(), pages: [], after: 1500)
    }

    private mutating func publish() {
        made += 1
        let paragraphs = (0..<3).map { paragraph in
            (0..<4).map { sentence in Self.sentence(made * 31 + paragraph * 7 + sentence) }
                .joined(separator: " ")
        }
        entries.append(
            Article(
                id: "g\(made)", link: "a\(made)", title: "Report \(made) on the harbour",
                paragraphs: paragraphs))
    }

    private mutating func add(
        _ feed: Newsroom.Feed, pages: [(String, Newsroom.Page?)] = [], after minutes: Int = 45
    ) {
        // Clocks are set, too, by some minutes in either direction.
        minute += minutes + Int.random(in: -20...20, using: &random)
        steps.append(Step(minute: minute, feed: feed, pages: pages.map { ($0.0, $0.1) }))
    }

    /// The places of what the feed lists now; of others nobody has heard.
    private func seen() -> [Int] {
        Array(entries.indices.filter { !entries[$0].isGone }.suffix(Self.window))
    }

    private static let window = 6

    /// The newest first.
    private func listed() -> [Newsroom.Entry] {
        entries.filter { !$0.isGone }.reversed().prefix(Self.window).map {
            Newsroom.Entry(id: $0.id, link: $0.link, title: $0.title, summary: $0.summary)
        }
    }

    private func feed() -> Newsroom.Feed { .entries(listed()) }

    private func page(_ article: Article) -> Newsroom.Page {
        .init(body: Newsroom.page(article.title, article.paragraphs))
    }

    private static func sentence(_ number: Int) -> String {
        let who = ["The harbour master", "A skipper", "The council", "A diver", "The auditor"]
        let what = [
            "spoke at length about the dredging of the outer channel",
            "asked for another survey of the northern pier",
            "recalled the winter in which the ice broke both gates",
            "counted the barges that had waited since the morning",
            "explained why the ferry could not leave before the tide",
            "praised the crews who had worked through the night",
            "doubted that the new crane would come in time",
        ]
        return "\(who[number % who.count]) \(what[number % what.count]) in case \(number)."
    }

    private static let parked =
        "<html><head><title>news.example</title></head><body><h1>This domain is for sale</h1><p>Buy this domain today.</p></body></html>"
}

/// A small generator whose numbers are the same on every machine.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
