import Foundation
import TestSupport

/// A receiver that a page shows, on a port that was free.
struct DocumentReceiver {
    let url: String
    private let process: ChildProcess
    private let folder: URL

    init(_ command: [String], files: [String: String]) throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("receiver-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, text) in files {
            let path = folder.appendingPathComponent(name).path
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        }
        process = ChildProcess(command[0], Array(command.dropFirst()))
        process.directory = folder
        let output = Pipe()
        process.standardOutput = .pipe(output)
        process.standardError = .null
        try process.run()
        let said = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        url = "http://127.0.0.1:\(said.trimmingCharacters(in: .whitespacesAndNewlines))/"
    }

    func text(_ name: String) throws -> String {
        try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
    }

    func stop() {
        process.send(SIGKILL)
        process.wait()
        try? FileManager.default.removeItem(at: folder)
    }
}
