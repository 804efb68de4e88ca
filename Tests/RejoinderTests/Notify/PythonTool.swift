import Foundation
import TestSupport
import Testing

/// A program of `Tests/Fixtures` in Python, which reads with code that is not ours.
enum PythonTool {
    /// - Returns: what it printed, and whether it ended well.
    static func run(
        _ name: String, _ arguments: [String], input: [UInt8] = []
    ) throws -> (output: String, isGood: Bool) {
        let process = ChildProcess(
            ReceiverProcess.python ?? "python3",
            [Project.file("Tests/Fixtures/\(name)").path] + arguments)
        let file = FileManager.default.temporaryDirectory
            .appendingPathComponent("input-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(input).write(to: file)
        process.standardInput = .file(try FileHandle(forReadingFrom: file))
        let output = Pipe()
        process.standardOutput = .pipe(output)
        try process.run()
        let said = output.fileHandleForReading.readDataToEndOfFile()
        let isGood = process.wait() == .exit(0)
        return (String(decoding: said, as: UTF8.self), isGood)
    }
}
