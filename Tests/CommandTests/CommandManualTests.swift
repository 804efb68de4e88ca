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
        let known = try HelpTests.all.get().filter { $0.count == 1 }.map { $0[0] }
        #expect(known.count > 10)
        #expect(Set(described.map(String.init)) == Set(known))
    }
}
