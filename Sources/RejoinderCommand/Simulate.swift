import ArgumentParser
import Foundation
import Rejoinder

/// Compares ways to poll, using the publication times of real or made-up feeds.
struct Simulate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Compare ways to poll by how soon they find an entry.",
        discussion: HelpText.flowing(
            """
            Plays publication times against three ways to poll: at a fixed interval, by
            the number of entries in the last week, and by each feed's rhythm, as the
            daemon does. The first two get as many requests as the third made. See
            docs/scheduling.md.

            EXAMPLES
              rejoinder simulate                    made-up feeds
              rejoinder simulate feeds/*.xml        the times that these documents tell
              rejoinder simulate --interval 15m --seed 7 --json
            """))

    @Argument(help: "Feed documents; without any, feeds are made up.")
    var files: [String] = []

    @Option(help: "The interval that the rhythm starts from, such as 15m or 1h.")
    var interval = "1h"

    @Option(help: "For made-up feeds: how many.")
    var feeds = 500

    @Option(help: "For made-up feeds: how many days. For documents: only the newest days.")
    var days: Int?

    @Option(help: "For made-up feeds: the same seed makes the same feeds.")
    var seed: UInt64 = 1

    @Option(help: "For made-up feeds: the spread of the logarithm of the entries a day.")
    var spread = 2.0

    @Flag(help: "For made-up feeds: ignore day and night, and weekends.")
    var flat = false

    @Flag(help: "Print one JSON document.")
    var json = false

    func validate() throws {
        guard DurationText.parse(interval).map({ $0 >= .seconds(60) }) ?? false else {
            throw ValidationError("Give --interval as a time such as 15m or 1h, at least 1m.")
        }
        guard (1...100_000).contains(feeds), (1...3650).contains(days ?? 1),
            (0...4).contains(spread)
        else {
            throw ValidationError(
                "--feeds must be from 1 to 100000, --days from 1 to 3650, --spread from 0 to 4.")
        }
    }

    func run() async throws {
        let histories = files.isEmpty ? madeUp() : try documented()
        guard !histories.isEmpty else {
            throw CommandError("none of the documents has eight entries with a time")
        }
        let comparison = PollComparison(histories, interval: DurationText.parse(interval))
        Output.line(json ? comparison.json.text : comparison.lines.joined(separator: "\n"))
    }

    private func madeUp() -> [PublicationHistory] {
        var recipe = PublicationHistory.Recipe()
        recipe.feeds = feeds
        recipe.days = days ?? recipe.days
        recipe.seed = seed
        recipe.spread = spread
        recipe.hasDays = !flat
        return PublicationHistory.made(by: recipe)
    }

    private func documented() throws -> [PublicationHistory] {
        var seen: Set<[Timestamp]> = []
        return try files.filter(Self.isFile).compactMap { file in
            let document = FeedReader.read(
                try Input.bytes(file), contentType: nil, baseURL: nil)
            let moments = document.entries.compactMap {
                ($0.published ?? $0.updated)?.moment
            }
            let history = PublicationHistory(name: file, documented: moments, days: days)
            // A feed that comes in two formats counts once.
            return history.flatMap { seen.insert($0.moments).inserted ? $0 : nil }
        }
    }

    /// Whether the path is a file: a shell pattern matches folders, too.
    private static func isFile(_ path: String) -> Bool {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return attributes?[.type] as? FileAttributeType != .typeDirectory
    }
}

/// Compares three ways to poll with the same number of requests.
struct PollComparison {
    private struct Row {
        let name: String
        let result: SimulationResult
    }

    private let feeds: Int
    private let rows: [Row]

    init(_ histories: [PublicationHistory], interval: Duration?) {
        let poll = Configuration.Poll()
        let pace = PollPace(
            interval: interval ?? poll.interval, minimum: poll.minimum, maximum: poll.maximum,
            jitter: poll.jitter)
        let simulation = Simulation(histories)
        let rhythm = simulation.run(.rhythm(pace))
        let fixed = simulation.run(requests: rhythm.requests) {
            .fixed(.milliseconds(Int64(1000 / $0)))
        }
        let frequency = simulation.run(requests: rhythm.requests) { .entryFrequency(factor: $0) }
        feeds = histories.count
        rows = [
            Row(name: "fixed interval", result: fixed),
            Row(name: "entry frequency", result: frequency),
            Row(name: "rhythm", result: rhythm),
        ]
    }

    var lines: [String] {
        let entries = rows[0].result.delays.count
        var lines = ["\(feeds) feeds, \(entries) entries to find", ""]
        lines.append(Self.line(["", "requests", "mean delay", "p95 delay", "rhythm's mean is"]))
        for row in rows {
            let result = row.result
            let ratio = rows[2].result.mean / max(result.mean, 1e-9)
            lines.append(
                Self.line([
                    row.name, "\(result.requests)", Self.seconds(result.mean),
                    Self.seconds(result.quantile(0.95)),
                    row.name == "rhythm" ? "" : "\(Self.rounded(ratio, 1000)) of it",
                ]))
        }
        return lines
    }

    var json: JSONValue {
        let list = rows.map { row in
            JSONValue.members([
                "policy": .string(row.name), "requests": .int(row.result.requests),
                "mean_s": .double(Self.rounded(row.result.mean, 10)),
                "p95_s": .double(Self.rounded(row.result.quantile(0.95), 10)),
                "rhythm_mean_ratio": .double(
                    Self.rounded(rows[2].result.mean / max(row.result.mean, 1e-9), 1000)),
            ])
        }
        return .members([
            "feeds": .int(feeds), "entries": .int(rows[0].result.delays.count),
            "policies": .array(list),
        ])
    }

    private static func line(_ cells: [String]) -> String {
        let first = cells[0] + String(repeating: " ", count: max(0, 16 - cells[0].count))
        return cells.dropFirst().reduce(first) { line, cell in
            line + String(repeating: " ", count: max(2, 18 - cell.count)) + cell
        }
    }

    private static func seconds(_ value: Double) -> String {
        "\(Int(min(value, 1e12).rounded())) s"
    }

    private static func rounded(_ value: Double, _ scale: Double) -> Double {
        (min(value, 1e12) * scale).rounded() / scale
    }
}
