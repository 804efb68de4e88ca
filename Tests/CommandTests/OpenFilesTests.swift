import Foundation
import Testing

@Suite("The daemon's limit of open files") struct OpenFilesTests {
    @Test("is told where it is too low to work with") func tooLow() throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("files-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let configuration = folder.appendingPathComponent("rejoinder.yaml")
        try Data("ledger: ledger.sqlite\ncontact: test@example.org\nfeeds: []\n".utf8)
            .write(to: configuration)
        let arguments = ["run", "--once", "--config", configuration.path]
        let refused = try RealCommand.run(arguments, openFiles: 40)
        #expect(refused.code == 1)
        #expect(
            refused.problems.contains(
                "Error: no more than 40 files may be open at once, and 64 are needed"))
        #expect(try RealCommand.run(arguments, openFiles: 64).code == 0)
    }
}
