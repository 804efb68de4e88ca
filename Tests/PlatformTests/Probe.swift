import Foundation
import TestSupport
import Testing

/// A running `SignalProbe`, which has said its first line.
final class Probe {
    private let process: ChildProcess
    private let input = Pipe()
    private let output = Pipe()

    /// - Parameter path: of the file in which it writes notes; without one, it tells of signals.
    init(notesIn path: String? = nil, blocked: Bool = false) throws {
        let mask = blocked ? ["--block-signal=TERM", "--block-signal=HUP"] : []
        process = ChildProcess(
            "env",
            mask + [BuiltProgram.path("SignalProbe")] + (path.map { [$0] } ?? []))
        process.standardInput = .pipe(input)
        process.standardOutput = .pipe(output)
        process.standardError = .null
        try process.run()
        #expect(line() == (path == nil ? "held" : "noted"))
    }

    deinit { process.send(SIGKILL) }

    func begin() { input.fileHandleForWriting.write(Data("\n".utf8)) }

    func send(_ signal: Int32) { process.send(signal) }

    func closeOutput() { try? output.fileHandleForReading.close() }

    /// Ends at the end of the output, so that it waits for no process that is gone.
    func line() -> String {
        var bytes = Data()
        while let byte = try? output.fileHandleForReading.read(upToCount: 1), byte.count == 1,
            byte != Data("\n".utf8)
        {
            bytes += byte
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    func end() -> ChildProcess.Ending { process.wait() }
}
