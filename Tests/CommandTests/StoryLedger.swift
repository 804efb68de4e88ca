import Foundation

@testable import Rejoinder

/// A ledger with a story in it: an outlet has asked, an article was changed, a feed fails.
final class StoryLedger {
    let folder: URL
    var path: String { folder.appendingPathComponent("ledger.sqlite").path }

    static let begin = Timestamp(seconds: 1_772_438_400)
    /// What a hostile feed may write.
    static let hostile =
        "Port \u{1B}[31mre\u{07}opens\u{9B}2J \u{202E}yadirF\u{0}\u{8}\u{7F}\r\u{B}, it says"

    init() async throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("story-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let ledger = try Ledger(path: path)
        _ = try await ledger.declare(
            feeds: [
                FeedDeclaration(name: "news", url: "https://news.example/feed"),
                FeedDeclaration(
                    name: "harbour", url: "https://harbour.example/feed",
                    institution: InstitutionKey("harbour")),
            ], now: Self.begin)
        try await ledger.declare(sinks: [
            Route(sink: "all", minimumLevel: .major),
            Route(sink: "answers", types: ["inquiry.*"], minimumLevel: .major),
        ])
        try await Self.tell(ledger)
        await ledger.close()
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    private static func tell(_ ledger: Ledger) async throws {
        let first = content(Self.hostile, "The port will reopen on Friday.")
        let second = content(Self.hostile, "The port will reopen on Monday.")
        try await poll(ledger, "news", 0, .listing(try await listing(ledger, [])))
        try await poll(ledger, "news", 15, .listing(try await listing(ledger, [first])))
        try await poll(ledger, "news", 30, .listing(try await listing(ledger, [second])))
        for minute in [40, 50, 60] {
            try await poll(
                ledger, "harbour", minute,
                .failed(kind: "http 500", message: "the server \u{1B}]0;fails\u{7}"))
        }
        try await ledger.open(
            Inquiry(
                id: Inquiry.ID(rawValue: "inq_story"), institution: InstitutionKey("harbour"),
                institutionName: "=Harbour\u{1B}[2J Authority", origin: .hand(user: "ada"),
                subject: "When does the port\u{7} reopen?", evidence: nil, topic: ["port"],
                openedAt: minute(20), dueAt: minute(50), state: .open),
            by: Act(by: "ada", at: minute(20), reason: "by \u{1B}[1mphone"))
    }

    /// A new entry that says whom its outlet has asked.
    func report(
        _ identity: String, at minute: Int, _ text: String, _ parties: [AskedParty]
    ) async throws {
        let ledger = try Ledger(existing: path)
        let content = RevisionContent(
            title: "Port \(identity)", text: text, link: "https://news.example/\(identity)",
            published: Self.minute(minute), language: "en")
        let hash = Normaliser.contentHash(of: content)
        let observed = ObservedEntry(
            identity: identity, identityRule: 1, sourceID: "id:\(identity)", content: content,
            contentHash: hash, fingerprint: Normaliser.fingerprint(of: content), sourceHash: hash,
            rules: ObservedEntry.rules, previous: nil, change: nil,
            reading: TextFindings(statements: [], parties: parties), statementChanges: [])
        let listing = Listing(
            title: "The News", validators: .none, bodyHash: nil, entryCount: 1, knownCount: 0,
            observed: [observed])
        try await Self.poll(ledger, "news", minute, .listing(listing))
        await ledger.close()
    }

    private static func minute(_ minute: Int) -> Timestamp { begin + .seconds(Int64(minute) * 60) }

    private static func content(_ title: String, _ text: String) -> RevisionContent {
        RevisionContent(
            title: title, text: text, link: "https://news.example/\u{1B}port", author: "A\u{7}",
            published: begin, language: "en")
    }

    private static func poll(
        _ ledger: Ledger, _ feed: String, _ minute: Int, _ outcome: PollRecord.Outcome
    ) async throws {
        let recording = Recording(ledger: ledger, detector: Detector(institutions: []))
        _ = try await recording.record(
            PollRecord(
                feed: try await ledger.feed(named: feed), at: Self.minute(minute),
                next: NextPoll(at: Self.minute(minute + 15), reason: "every 15m, as configured"),
                outcome: outcome, movedTo: nil))
    }

    /// What the news feed lists: one entry whose content changes.
    private static func listing(
        _ ledger: Ledger, _ contents: [RevisionContent]
    ) async throws -> Listing {
        let feed = try await ledger.feed(named: "news").id
        let entry = try await ledger.entries(of: feed, named: [["port"]])["port"]
        let known = contents.map { _ in entry }
        var observed: [ObservedEntry] = []
        for (content, known) in zip(contents, known) {
            var old: RevisionContent?
            if let known { old = try await ledger.revision(entry: known.id)?.content }
            let hash = Normaliser.contentHash(of: content)
            observed.append(
                ObservedEntry(
                    identity: "port", identityRule: 1, sourceID: "id:port", content: content,
                    contentHash: hash, fingerprint: Normaliser.fingerprint(of: content),
                    sourceHash: hash, rules: ObservedEntry.rules, previous: known,
                    change: old.flatMap { RevisionDiff.change(from: $0, to: content) },
                    reading: TextFindings(statements: [], parties: []), statementChanges: []))
        }
        return Listing(
            title: "The News", validators: .none, bodyHash: nil, entryCount: contents.count,
            knownCount: 0, observed: observed)
    }
}
