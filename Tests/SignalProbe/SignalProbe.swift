import Platform

/// A program of its own for the tests of `Signals`: signals are sent to whole processes.
///
/// It says `held`, and once a line comes on its standard input it says each signal that it gets.
@main
struct SignalProbe {
    static func main() async {
        Signals.hold()
        say("held")
        guard readLine() != nil else { return }
        for await signal in Signals.stream() {
            say(signal == .reload ? "reload" : "terminate")
            if signal == .terminate { return }
        }
    }

    private static func say(_ word: String) {
        let failure = StandardStream.output.write(Array("\(word)\n".utf8))
        // Told by the status: nobody reads what it says.
        if failure != nil { _ = StandardStream.error.write(Array("unheard\n".utf8)) }
    }
}
