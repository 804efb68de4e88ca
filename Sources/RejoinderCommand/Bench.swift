import ArgumentParser
import Foundation
import Rejoinder

/// Measures one stage alone, for `make bench`.
struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure one stage alone.", shouldDisplay: false,
        subcommands: [
            ParseBench.self, ExtractBench.self, DiffBench.self, ReadBench.self, LogBench.self,
            WatchBench.self, SearchBench.self,
        ])
}

/// Reads one feed document again and again, on one thread.
struct ParseBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "parse", abstract: "Measure how fast feed documents are read.")

    @Argument(help: "The documents' files.")
    var files: [String]

    @Option(help: "How long each document is read, in seconds of processor time.")
    var seconds = 1.0

    func run() throws {
        for file in files {
            let bytes = try Input.bytes(file)
            var entries = 0
            let rounds = Rounds(lasting: seconds) {
                entries = FeedReader.read(bytes, contentType: nil, baseURL: nil).entries.count
            }
            Output.line(
                .members([
                    "file": .string(file), "bytes": .int(bytes.count), "entries": .int(entries),
                    "rounds": .int(rounds.count), "mb_per_s": rounds.megabytes(of: bytes.count),
                    "ms": rounds.milliseconds(),
                ]))
        }
    }
}

/// Extracts the article from one page again and again, on one thread.
struct ExtractBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extract", abstract: "Measure how fast articles are taken out of pages.")

    @Argument(help: "The pages' files.")
    var files: [String]

    @Option(help: "How long each page is read, in seconds of processor time.")
    var seconds = 1.0

    func run() throws {
        for file in files {
            let bytes = try Input.bytes(file)
            var length = 0
            let rounds = Rounds(lasting: seconds) {
                let article = ArticleExtractor.article(html: bytes, contentType: nil, url: nil)
                length = article.text.utf8.count
            }
            Output.line(
                .members([
                    "file": .string(file), "bytes": .int(bytes.count), "text_bytes": .int(length),
                    "rounds": .int(rounds.count), "ms": rounds.milliseconds(),
                ]))
        }
    }
}

/// Compares two texts again and again, on one thread.
struct DiffBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: "Measure how fast two texts are compared.")

    @Argument(help: "The old text.")
    var old: String

    @Argument(help: "The new text.")
    var new: String

    @Option(help: "How long each way is measured, in seconds of processor time.")
    var seconds = 1.0

    func run() throws {
        let before = String(decoding: try Input.bytes(old), as: UTF8.self)
        let after = String(decoding: try Input.bytes(new), as: UTF8.self)
        measure("words") {
            WordScript.script(from: before, to: after).runs.reduce(0) {
                $0 + ($1.kind == .removed ? $1.old.count : $1.kind == .added ? $1.new.count : 0)
            }
        }
        measure("revision") {
            let (a, b) = (
                RevisionContent(title: "", text: before), RevisionContent(title: "", text: after)
            )
            return RevisionDiff.change(from: a, to: b)?.sentences.count ?? 0
        }
    }

    private func measure(_ name: String, _ work: () -> Int) {
        var edits = 0
        let rounds = Rounds(lasting: seconds) { edits = work() }
        Output.line(
            .members([
                "stage": .string(name), "edits": .int(edits), "rounds": .int(rounds.count),
                "ms": rounds.milliseconds(),
            ]))
    }
}

/// Reads texts again and again, on one thread: who said what, and who was asked.
struct ReadBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "read",
        abstract: "Measure how fast statements and questions are found in texts.")

    @Argument(help: "Files with a text each, plain text.")
    var files: [String]

    @Option(help: "How long the texts are read, in seconds of processor time.")
    var seconds = 1.0

    func run() throws {
        let detector = Detector(institutions: [])
        let texts = try files.map { String(decoding: try Input.bytes($0), as: UTF8.self) }
        let bytes = texts.reduce(0) { $0 + $1.utf8.count }
        var (statements, parties) = (0, 0)
        let rounds = Rounds(lasting: seconds) {
            statements = 0
            parties = 0
            for text in texts {
                // Anew in each round, because a content keeps the tokens of its text.
                let content = RevisionContent(title: "", text: text)
                statements += detector.statements(in: content).count
                parties += detector.parties(in: content).count
            }
        }
        Output.line(
            .members([
                "texts": .int(texts.count), "bytes": .int(bytes), "statements": .int(statements),
                "parties": .int(parties), "rounds": .int(rounds.count),
                "mb_per_s": rounds.megabytes(of: bytes), "ms": rounds.milliseconds(),
            ]))
    }
}

/// Looks for the words of many watches in texts, again and again, on one thread.
struct WatchBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch", abstract: "Measure how fast watches are matched with texts.")

    @Argument(help: "Files with a text each, plain text.")
    var files: [String]

    @Option(help: "How many watches there are.")
    var watches = 200

    @Option(help: "How long the texts are searched, in seconds of processor time.")
    var seconds = 1.0

    func run() throws {
        let texts = try files.map { String(decoding: try Input.bytes($0), as: UTF8.self) }
        let index = WatchIndex(try made(of: texts.joined(separator: " ")))
        let bytes = texts.reduce(0) { $0 + $1.utf8.count }
        var found = 0
        let rounds = Rounds(lasting: seconds) {
            found = 0
            for text in texts { found += index.found(in: TokenizedText(text)).count }
        }
        Output.line(
            .members([
                "texts": .int(texts.count), "bytes": .int(bytes), "watches": .int(watches),
                "found": .int(found), "rounds": .int(rounds.count),
                "mb_per_s": rounds.megabytes(of: bytes),
                "ms": rounds.milliseconds(each: texts.count),
            ]))
    }

    /// Watches for words and phrases of the texts, and for as many that are not there.
    private func made(of text: String) throws -> [Watch] {
        let words = text.split { !$0.isLetter }.filter { $0.count > 3 }
        guard words.count > 3 else { throw ValidationError("The texts have too few words.") }
        return try (0..<max(1, watches)).map { number in
            let place = number * 7 % (words.count - 2)
            let (word, next) = (words[place], words[place + 1])
            var watch = Watch(name: "watch \(number)")
            watch.words = try WatchWord.parse(
                "\(word) \(next.prefix(3))* \"\(word) \(next)\" -\(next)absent")
            return watch
        }
    }
}

/// Work that was done again and again, and the processor time that it took.
private struct Rounds {
    private(set) var count = 0
    /// In seconds, of this process.
    private var spent = 0.0

    /// - Parameter seconds: of processor time; the work is done at least once.
    init(lasting seconds: Double, _ work: () -> Void) {
        let start = Self.processorTime
        repeat {
            work()
            count += 1
            spent = Self.processorTime - start
        } while spent < seconds
    }

    /// Megabytes a second, if each round reads so many bytes.
    func megabytes(of bytes: Int) -> JSONValue {
        .double((Double(bytes) * Double(count) / spent / 1e6 * 100).rounded() / 100)
    }

    /// What a round takes, or one of the pieces that each round has.
    func milliseconds(each pieces: Int = 1) -> JSONValue {
        .double((spent / Double(count * max(1, pieces)) * 1e6).rounded() / 1e3)
    }

    private static var processorTime: Double { Double(clock()) / Double(CLOCKS_PER_SEC) }
}

extension Output {
    fileprivate static func line(_ value: JSONValue) { line(value.text) }
}
