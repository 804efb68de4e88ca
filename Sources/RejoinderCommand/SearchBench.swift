import ArgumentParser
import Rejoinder

/// Searches one ledger again and again.
struct SearchBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search", abstract: "Measure how long searches take.")

    @Option(help: "The ledger; its search index is beside it.")
    var ledger: String

    @Option(help: "How many searches of each kind.")
    var searches = 200

    func run() async throws {
        let ledger = try Ledger(reading: ledger)
        let texts = try await ledger.newestTexts(5000, prefix: 2000).map { text in
            text.text.split { !$0.isLetter }.map(String.init)
        }.filter { $0.count > 10 }
        guard !texts.isEmpty else { throw CommandError("the ledger has no texts to search for") }
        var all: [Double] = []
        for count in 1...3 {
            // Words as they come, most of them in very many texts; and those that tell most.
            for isRare in [false, true] {
                var times: [Double] = []
                for place in 0..<searches {
                    let text = texts[(place * 7919 + count) % texts.count]
                    let words =
                        isRare
                        ? text.sorted { $0.count > $1.count }
                        : (0..<count).map { text[(place + $0 * 3) % text.count] }
                    times.append(try await time(Array(words.prefix(count)), ledger))
                }
                let name = isRare ? "the longest of a text" : "as they come"
                tell("\(count == 1 ? "1 word" : "\(count) words"), \(name)", times)
                all += times
            }
        }
        tell("all of them", all)
    }

    private func time(_ words: [String], _ ledger: Ledger) async throws -> Double {
        let query = SearchQuery(words.joined(separator: " ")) { _, _ in nil }
        let start = ContinuousClock.now
        _ = try await ledger.search(query, limit: 20)
        return (ContinuousClock.now - start) / .milliseconds(1)
    }

    private func tell(_ what: String, _ times: [Double]) {
        let sorted = times.sorted()
        guard let longest = sorted.last else { return }
        func rounded(_ time: Double) -> JSONValue { .double((time * 10).rounded() / 10) }
        Output.line(
            JSONValue.members([
                "what": .string(what), "searches": .int(sorted.count),
                "median_ms": rounded(sorted[sorted.count / 2]),
                "p95_ms": rounded(sorted[sorted.count * 95 / 100]),
                "longest_ms": rounded(longest),
            ]).text)
    }
}
