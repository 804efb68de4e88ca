import Platform

/// A program of its own for the tests of `StreamWriter`, which writes to the process's own streams.
///
/// It posts as many numbered lines to standard output as its first argument says, with room for a
/// thousand bytes, says `posted` on standard error, and ends once its standard input does.
@main
struct StreamProbe {
    static func main() {
        let count = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 0
        let writer = StreamWriter(.output, maximumBytes: 1000) { "lost \($0)\n" }
        for number in 0..<count { writer.post(Array("line \(number)\n".utf8)) }
        _ = StandardStream.error.write(Array("posted\n".utf8))
        while readLine() != nil {}
        writer.drain(seconds: 10)
    }
}
