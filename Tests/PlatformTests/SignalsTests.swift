import Foundation
import TestSupport
import Testing

@Suite("Signals") struct SignalsTests {
    @Test("are told one by one, until the process is to end") func stream() throws {
        let probe = try Probe()
        probe.begin()
        for _ in 1...2 {
            probe.send(SIGHUP)
            #expect(probe.line() == "reload")
        }
        probe.send(SIGTERM)
        #expect(probe.line() == "terminate")
        #expect(probe.end() == .exit(0))
    }

    @Test("are taken even where whoever started the process had them blocked")
    func inheritedMask() throws {
        let probe = try Probe(blocked: true)
        probe.begin()
        probe.send(SIGHUP)
        #expect(probe.line() == "reload")
        probe.send(SIGTERM)
        #expect(probe.end() == .exit(0))
    }

    @Test("end it too when they come from a terminal") func interrupt() throws {
        let probe = try Probe()
        probe.begin()
        probe.send(SIGINT)
        #expect(probe.line() == "terminate")
        #expect(probe.end() == .exit(0))
    }

    @Test("that come before anybody asks for them are told then") func early() throws {
        let probe = try Probe()
        probe.send(SIGHUP)
        probe.begin()
        #expect(probe.line() == "reload")
        probe.send(SIGTERM)
        #expect(probe.end() == .exit(0))
    }

    @Test("of a broken pipe end nothing") func brokenPipe() throws {
        let probe = try Probe()
        probe.closeOutput()
        probe.begin()
        probe.send(SIGTERM)
        #expect(probe.end() == .exit(0))
    }
}

/// A running `SignalProbe`, which holds its signals already.
private final class Probe {
    private let process: ChildProcess
    private let input = Pipe()
    private let output = Pipe()

    init(blocked: Bool = false) throws {
        let folder = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
            .deletingLastPathComponent()
        let mask = blocked ? ["--block-signal=TERM", "--block-signal=HUP"] : []
        process = ChildProcess(
            "env", mask + [folder.appendingPathComponent("SignalProbe").path])
        process.standardInput = .pipe(input)
        process.standardOutput = .pipe(output)
        process.standardError = .null
        try process.run()
        #expect(line() == "held")
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
