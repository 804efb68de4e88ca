import Foundation
import TestSupport

/// The built binary, run as a process of its own.
enum RealCommand {
    struct Outcome {
        let ending: ChildProcess.Ending
        let output: [UInt8]
        let problems: String

        /// Its status; nil where a signal ended it.
        var code: Int32? {
            guard case .exit(let status) = ending else { return nil }
            return status
        }
        var text: String { String(decoding: output, as: UTF8.self) }
        var lines: [String] { text.split(separator: "\n").map(String.init) }
    }

    /// - Parameters:
    ///   - isStranger: as a user who may write nothing that another has made.
    ///   - openFiles: how many files it may have open; nil: as many as this process.
    ///   - input: what it reads on standard input.
    ///   - environment: added to this process's.
    static func run(
        _ arguments: [String], isStranger: Bool = false, openFiles: Int? = nil,
        input: String = "", environment: [String: String] = [:]
    ) throws -> Outcome {
        let files = FileManager.default
        let name = UUID().uuidString
        let paths = ["out", "err", "in"].map { files.temporaryDirectory.path + "/\(name).\($0)" }
        for path in paths { try Data().write(to: URL(fileURLWithPath: path)) }
        try Data(input.utf8).write(to: URL(fileURLWithPath: paths[2]))
        defer { for path in paths { try? files.removeItem(atPath: path) } }
        var words = [BuiltProgram.path("rejoinder")] + arguments
        if isStranger, ProcessInfo.processInfo.userName == "root" {
            words = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] + words
        } else if let openFiles {
            words = ["prlimit", "--nofile=\(openFiles):\(openFiles)"] + words
        }
        let process = ChildProcess(words[0], Array(words.dropFirst()))
        process.standardInput = .file(
            try FileHandle(forReadingFrom: URL(fileURLWithPath: paths[2])))
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        // Files, not pipes: however much is said, the process never waits for a reader.
        process.standardOutput = .file(
            try FileHandle(forWritingTo: URL(fileURLWithPath: paths[0])))
        process.standardError = .file(
            try FileHandle(forWritingTo: URL(fileURLWithPath: paths[1])))
        try process.run()
        return Outcome(
            ending: process.wait(),
            output: [UInt8](try Data(contentsOf: URL(fileURLWithPath: paths[0]))),
            problems: String(
                decoding: try Data(contentsOf: URL(fileURLWithPath: paths[1])), as: UTF8.self))
    }
}
