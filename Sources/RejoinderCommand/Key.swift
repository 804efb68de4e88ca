import ArgumentParser
import Rejoinder

/// Shows the keys of the log, or gives it a new one.
struct Key: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show the public keys that verify the log's signatures.",
        discussion: HelpText.flowing(
            """
            Give the public key to those who are to verify the log, by a way that they
            trust: `rejoinder verify --key KEY` and docs/verify.py take it.
            """), subcommands: [ShowKey.self, NewKey.self], defaultSubcommand: ShowKey.self)
}

struct ShowKey: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show the public keys, the newest last.")

    @OptionGroup var source: LedgerOptions

    @Flag(help: "Print JSON Lines, one key on each line.")
    var json = false

    func run() async throws {
        let keys = try await source.openToRead().keys()
        guard !json else {
            for key in keys {
                Output.json(
                    .members(["key": .string(key.key.text), "since": .time(key.since)]))
            }
            return
        }
        if keys.isEmpty { Output.line("no event is signed yet; the daemon signs all it makes") }
        for key in keys { Output.line("\(key.key.text)  since \(key.since)") }
    }
}

struct NewKey: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Give the log a new key, for which the old one vouches.",
        discussion: HelpText.flowing(
            """
            Stop the daemon first. The event log.rekeyed tells of the new key, and the old
            one signs that it follows, so whoever trusts the old one can trust the new
            one. What the old key has signed stays as it is.

            This is for a key in the file beside the ledger. If the configuration names the
            key, or the service manager gives it, write a new file, name both with
            `ledger_key: [NEW, OLD]`, and restart the daemon.
            """))

    @OptionGroup var source: LedgerOptions

    func run() async throws {
        let path = try source.path()
        try checkPlace()
        let hold = try LedgerHold(path: path)
        let ledger = try Ledger(existing: path)
        let key = try await ledger.rotateKey(now: SystemClock.now())
        await ledger.close()
        hold.note(ledger, isOpen: false)
        Output.line("the log is signed with \(key.text) from now on")
    }

    private func checkPlace() throws {
        guard try source.key().isBeside else {
            throw CommandError(
                "the configuration names the key; write a new file, and name both there with "
                    + "`ledger_key: [NEW, OLD]`")
        }
    }
}
