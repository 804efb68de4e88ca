import Foundation
import Testing

@Suite("The manual page and the program") struct CommandManualTests {
    @Test("have the same commands") func commands() throws {
        let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("docs/rejoinder.1")
        let described = try String(contentsOf: page, encoding: .utf8).split(separator: "\n")
            .filter { $0.hasPrefix(".It Nm Cm ") }
            .compactMap { $0.dropFirst(10).split(separator: " ").first }
        // A command is two columns in; what goes on from the line above stands further right.
        let known = try RealCommand.run(["--help"]).lines
            .drop { $0 != "SUBCOMMANDS:" }
            .filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") && !$0.contains("See '") }
            .compactMap { $0.split(separator: " ").first }
        #expect(known.count > 10)
        #expect(Set(described) == Set(known))
    }
}
