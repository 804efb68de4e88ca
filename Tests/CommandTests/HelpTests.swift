import Foundation
import Testing

@Suite("Help") struct HelpTests {
    /// Every command, as a person names it.
    static let all = Result { try commands() }

    private static func commands(below command: [String] = []) throws -> [[String]] {
        let help = try RealCommand.run(command + ["--help"], environment: ["COLUMNS": "200"])
        let list = help.text.components(separatedBy: "SUBCOMMANDS:\n").dropFirst().first ?? ""
        return try list.split(separator: "\n", omittingEmptySubsequences: false)
            .prefix { $0.hasPrefix("  ") }
            .compactMap { $0.split(separator: " ").first.map { command + [String($0)] } }
            .flatMap { [$0] + (try commands(below: $0)) }
    }

    @Test("is there for every command") func commands() throws {
        let commands = try Self.all.get()
        #expect(commands.count > 30)
        #expect(commands.contains(["inquiries", "extend"]))
    }

    @Test("breaks the lines of a paragraph where the terminal ends, and nowhere else")
    func paragraphs() throws {
        for command in try Self.all.get() {
            let lines = try Self.overview(of: command, columns: 2000)
            for (line, next) in zip(lines, lines.dropFirst()) {
                #expect(!Self.isProse(line) || !Self.isProse(next), "\(command): \(next)")
            }
        }
    }

    @Test("keeps each example on its line on a terminal of 80 columns") func examples() throws {
        for command in try Self.all.get() {
            let lines = try Self.overview(of: command, columns: 80)
            for (line, next) in zip(lines, lines.dropFirst()) where line.hasPrefix(" ") {
                #expect(!Self.isProse(next), "\(command): \(next)")
            }
        }
    }

    private static func isProse(_ line: Substring) -> Bool { line.first.map { $0 != " " } ?? false }

    /// What the help says before the usage.
    private static func overview(of command: [String], columns: Int) throws -> [Substring] {
        let help = try RealCommand.run(
            command + ["--help"], environment: ["COLUMNS": "\(columns)"])
        try #require(help.code == 0)
        return help.text.split(separator: "\n", omittingEmptySubsequences: false)
            .prefix { !$0.hasPrefix("USAGE:") }.map { $0 }
    }
}
