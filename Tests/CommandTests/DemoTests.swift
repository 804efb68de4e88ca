import Foundation
import Testing

@Suite("The demonstration") struct DemoTests {
    @Test("prints what the README shows of it, other ids apart") func readme() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(
            contentsOf: root.appendingPathComponent("README.md"), encoding: .utf8)
        let block = try #require(
            text.components(separatedBy: "```\n").first { $0.contains("inquiry.opened      ") })
        let shown = block.split(separator: "\n").filter { !$0.hasPrefix("    inq_") }
        try #require(shown.count > 10)
        let told = try RealCommand.run(["replay", root.appendingPathComponent("demo").path])
        #expect(told.code == 0)
        let printed = Set(told.lines)
        for line in shown { #expect(printed.contains(String(line)), "\(line)") }
    }
}
