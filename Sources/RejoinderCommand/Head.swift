import ArgumentParser
import Rejoinder

/// Prints signed heads of the log.
struct Head: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Sign what the log's newest event is now, as a text to keep elsewhere.",
        discussion: HelpText.flowing(
            """
            The chain of hashes shows that nothing inside the log was changed. That its end
            was not cut off, and that all of it was not written anew, shows only a head
            that somebody else keeps: print it, mail it, give it to a lawyer. Later,
            `rejoinder verify --anchor FILE` holds the log against it.

            The daemon signs and keeps a head every day; --kept prints those. To sign one
            now, run this as the daemon's user.

            EXAMPLES
              sudo -u rejoinder rejoinder head | mail lawyer@example.org
              rejoinder head --kept --since 30d > heads.txt
            """))

    @OptionGroup var source: LedgerOptions

    @Flag(help: "Print the heads that the daemon has signed and kept, the oldest first.")
    var kept = false

    @Option(help: "With --kept, from a time (2026-03-02T08:00:00Z), a day, or a time ago (30d).")
    var since: MomentArgument?

    @Flag(help: "Print JSON Lines, one head on each line.")
    var json = false

    func validate() throws {
        guard since == nil || kept else { throw ValidationError("--since goes with --kept.") }
    }

    func run() async throws {
        let now = SystemClock.now()
        let heads: [SignedHead]
        if kept {
            heads = try await source.openToRead().keptHeads(since: since?.beginning(now: now))
        } else {
            heads = [try await source.openToWrite().signHead(now: now)]
        }
        if heads.isEmpty, !json {
            return Output.line("no head yet: the daemon signs one a day, once there are events")
        }
        for (number, head) in heads.enumerated() {
            if json {
                Output.json(head.json)
            } else {
                Output.lines(
                    (number == 0 ? [] : [""])
                        + head.text.split(separator: "\n").map { String($0) })
            }
        }
    }
}
