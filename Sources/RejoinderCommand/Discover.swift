import ArgumentParser
import Foundation
import HTTP
import Platform
import Rejoinder

/// Finds the feeds of a site.
struct Discover: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Find the feeds of a site.",
        discussion: HelpText.flowing(
            """
            It looks at the page's link tags, at the sitemaps that robots.txt names, and at the
            usual addresses of feeds; if it finds nothing there, at links on the page. Each feed
            that it prints has been fetched and read. Contact, proxy, limits and exceptions are
            those of the configuration, if there is one.

            EXAMPLES
              rejoinder discover https://www.example.org/
              rejoinder discover example.org --json

            EXIT STATUS
              0 a feed was found, 1 none was
            """))

    @Argument(help: "The address of any page of the site.")
    var address: String

    @Option(
        name: .shortAndLong,
        help:
            "The configuration file. (default: \(LedgerOptions.defaultConfiguration), if it is there)"
    )
    var config: String?

    @Option(help: FeedFetch.allowHelp)
    var allow: [String] = []

    @Flag(help: "Print one JSON document.")
    var json = false

    func run() async throws {
        let configuration = try settings()
        let url = address.contains("://") ? address : "https://" + address
        let client = try configuration.makeClient()
        let discovery = FeedDiscovery(client: client, poll: configuration.poll)
        let isWatched = StandardStream.error.isTerminal
        let outcome: FeedDiscovery.Outcome
        do {
            outcome = try await discovery.feeds(of: url) { address in
                if isWatched {
                    Output.problem("looking at \(VisibleText.line(address, limit: 200))")
                }
            }
        } catch {
            throw CommandError("cannot look at \(VisibleText.line(url)): \(error.message)")
        }
        await client.shutdown()
        let report = DiscoveryReport(address: url, outcome: outcome)
        if json { Output.json(report.json) } else { Output.lines(report.lines(.standardOutput)) }
        guard outcome.feeds.isEmpty else { return }
        if !json { Output.problem(report.failure) }
        throw ExitCode(1)
    }

    /// The configuration that is named, or the usual one; without either, the defaults.
    private func settings() throws -> Configuration {
        let path = config ?? LedgerOptions.defaultConfiguration
        var settings = Configuration()
        if config != nil || FileManager.default.isReadableFile(atPath: path) {
            settings = try LedgerOptions.configuration(in: path)
        }
        for block in allow { _ = try FeedFetch.exception(block) }
        settings.network.allow += allow
        return settings
    }
}

/// What was found, for people and for programs.
private struct DiscoveryReport {
    let address: String
    let outcome: FeedDiscovery.Outcome
    private let names: [String]

    init(address: String, outcome: FeedDiscovery.Outcome) {
        self.address = address
        self.outcome = outcome
        names = FeedYAML.names(outcome.feeds.map(\.outline))
    }

    func lines(_ style: TextStyle) -> [String] {
        guard !outcome.feeds.isEmpty else { return [] }
        var table = TextTable("NAME", "FORMAT", "ENTRIES", "NEWEST", "FOUND BY", "ADDRESS")
        for (name, feed) in zip(names, outcome.feeds) {
            table.add(
                name, feed.format.title, String(feed.entries),
                feed.newest?.description ?? "no date", feed.foundBy.rawValue,
                VisibleText.line(feed.url, limit: 300))
        }
        return table.lines(style) + [""] + FeedYAML.lines(outcome.feeds.map(\.outline))
    }

    var failure: String {
        let count = outcome.refused.count
        let tried =
            count == 0
            ? ""
            : "; \(count == 1 ? "1 other address was" : "\(count) other addresses were") tried, which --json lists"
        return "no feed was found at \(VisibleText.line(address))\(tried)"
    }

    var json: JSONValue {
        .members([
            "address": .string(address),
            "feeds": .array(
                zip(names, outcome.feeds).map { name, feed in
                    .members([
                        "name": .string(name), "url": .string(feed.url),
                        "format": .string(feed.format.rawValue), "title": .string(feed.title),
                        "language": .string(feed.language), "entries": .int(feed.entries),
                        "newest": .time(feed.newest), "found_by": .string(feed.foundBy.rawValue),
                    ])
                }),
            "refused": .array(
                outcome.refused.map { refusal in
                    .members([
                        "url": .string(refusal.url), "found_by": .string(refusal.foundBy.rawValue),
                        "reason": .string(refusal.reason),
                    ])
                }),
        ])
    }
}

extension DiscoveredFeed {
    fileprivate var outline: OPMLOutline { OPMLOutline(title: title, url: url) }
}
