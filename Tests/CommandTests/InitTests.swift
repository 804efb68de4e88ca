import Foundation
import Testing

@testable import RejoinderCommand

@Suite("rejoinder init") struct InitTests {
    @Test("writes the shipped example") func text() throws {
        let example = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("config/rejoinder.yaml")
        #expect(StartingConfiguration.text == (try String(contentsOf: example, encoding: .utf8)))
    }

    @Test("never touches a file that is there") func existing() throws {
        let path = NSTemporaryDirectory() + "rejoinder-\(UUID().uuidString).yaml"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try StartingConfiguration.write(to: path)
        let first = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect(first == Data(StartingConfiguration.text.utf8))
        try Data("mine".utf8).write(to: URL(fileURLWithPath: path))
        let error = #expect(throws: CommandError.self) { try StartingConfiguration.write(to: path) }
        #expect(
            error?.description == "\(path) exists and is left as it is; name another file")
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data("mine".utf8))
    }

    @Test("makes no folder") func noFolder() {
        let error = #expect(throws: CommandError.self) {
            try StartingConfiguration.write(to: "/nowhere/x.yaml")
        }
        #expect(
            error?.description
                == "cannot write /nowhere/x.yaml; its folder must exist, and you must be able to write to it"
        )
    }
}
