import Foundation

/// The built binary, run as a process of its own.
enum RealCommand {
    struct Outcome {
        let code: Int32
        let output: [UInt8]
        let problems: String

        var text: String { String(decoding: output, as: UTF8.self) }
        var lines: [String] { text.split(separator: "\n").map(String.init) }
    }

    /// - Parameters:
    ///   - isStranger: as a user who may write nothing that another has made.
    ///   - openFiles: how many files it may have open; nil: as many as this process.
    static func run(
        _ arguments: [String], isStranger: Bool = false, openFiles: Int? = nil
    ) throws -> Outcome {
        let folder = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
            .deletingLastPathComponent()
        let files = FileManager.default
        let name = UUID().uuidString
        let paths = ["out", "err"].map { files.temporaryDirectory.path + "/\(name).\($0)" }
        for path in paths { try Data().write(to: URL(fileURLWithPath: path)) }
        defer { for path in paths { try? files.removeItem(atPath: path) } }
        let process = Process()
        let binary = folder.appendingPathComponent("rejoinder")
        if isStranger, ProcessInfo.processInfo.userName == "root" {
            process.executableURL = URL(fileURLWithPath: "/usr/bin/setpriv")
            process.arguments =
                ["--reuid=65534", "--regid=65534", "--clear-groups", binary.path] + arguments
        } else if let openFiles {
            process.executableURL = URL(fileURLWithPath: "/usr/bin/prlimit")
            process.arguments = ["--nofile=\(openFiles):\(openFiles)", binary.path] + arguments
        } else {
            process.executableURL = binary
            process.arguments = arguments
        }
        process.standardInput = FileHandle.nullDevice
        // Files, not pipes: however much is said, the process never waits for a reader.
        process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: paths[0]))
        process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: paths[1]))
        try process.run()
        process.waitUntilExit()
        return Outcome(
            code: process.terminationStatus,
            output: [UInt8](try Data(contentsOf: URL(fileURLWithPath: paths[0]))),
            problems: String(
                decoding: try Data(contentsOf: URL(fileURLWithPath: paths[1])), as: UTF8.self))
    }
}
