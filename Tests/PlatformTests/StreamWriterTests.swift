import Foundation
import TestSupport
import Testing

@Suite("A stream that may not be read") struct StreamWriterTests {
    @Test("holds up nobody, and says how many lines it dropped") func stalled() throws {
        let process = ChildProcess(BuiltProgram.path("StreamProbe"), ["50000"])
        let (input, output, error) = (Pipe(), Pipe(), Pipe())
        process.standardInput = .pipe(input)
        process.standardOutput = .pipe(output)
        process.standardError = .pipe(error)
        try process.run()
        // Nobody reads the lines yet, and there are more of them than a pipe holds.
        #expect(error.fileHandleForReading.availableData == Data("posted\n".utf8))
        try input.fileHandleForWriting.close()
        let lines = String(
            decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self
        )
        .split(separator: "\n")
        #expect(process.wait() == .exit(0))
        let kept = lines.filter { $0.hasPrefix("line ") }
        let lost = lines.compactMap { $0.hasPrefix("lost ") ? Int($0.dropFirst(5)) : nil }
        #expect(lost.reduce(0, +) > 0)
        #expect(kept.count + lost.reduce(0, +) == 50000)
        let numbers = kept.compactMap { Int($0.dropFirst(5)) }
        #expect(numbers == numbers.sorted() && Set(numbers).count == numbers.count)
    }

    @Test("that is read gets every line") func read() throws {
        let process = ChildProcess(BuiltProgram.path("StreamProbe"), ["20"])
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = .pipe(input)
        process.standardOutput = .pipe(output)
        process.standardError = .null
        try process.run()
        try input.fileHandleForWriting.close()
        let text = String(
            decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        #expect(text == (0..<20).map { "line \($0)\n" }.joined())
    }
}
