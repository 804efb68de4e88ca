import Platform

/// A program of its own for the tests of `Signals`: signals are sent to whole processes.
///
/// It says `held`, and once a line comes on its standard input it says each signal that it gets.
/// With the path of a file it writes notes instead: `noted` is said after the first, and `alive`
/// after the second, which waits for a line.
@main
struct SignalProbe {
    static func main() async {
        if CommandLine.arguments.count == 2 { return note(in: CommandLine.arguments[1]) }
        Signals.hold()
        say("held")
        guard readLine() != nil else { return }
        for await signal in Signals.stream() {
            say(signal == .reload ? "reload" : "terminate")
            if signal == .terminate { return }
        }
    }

    private static func note(in path: String) {
        guard let file = try? SlotFile(path: path) else { return }
        file.noteFatalSignals(at: 1, of: 4)
        file.write("first", at: 0)
        say("noted")
        guard readLine() != nil else { return }
        file.write("second", at: 2)
        say("alive")
        file.empty()
    }

    private static func say(_ word: String) {
        let failure = StandardStream.output.write(Array("\(word)\n".utf8))
        // Told by the status: nobody reads what it says.
        if failure != nil { _ = StandardStream.error.write(Array("unheard\n".utf8)) }
    }
}
