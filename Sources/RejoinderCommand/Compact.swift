import ArgumentParser
import Rejoinder

/// Makes the ledger's file as small as it can be.
struct Compact: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make the ledger's file smaller.",
        discussion: HelpText.flowing(
            """
            Texts, differences and what events say are kept compressed from a ledger's
            first thousand texts on. This compresses those that were recorded before, a few
            at a time, and then rewrites the file without the room that nothing uses.

            Rewriting needs up to twice as much free disk as the ledger is large, half of it
            where temporary files go, and takes a minute for every few gigabytes, in which
            the daemon cannot write. Hashes are of what was compressed, so nothing else
            changes.

            EXAMPLES
              sudo -u rejoinder rejoinder compact
              rejoinder compact --ledger copy.sqlite
            """))

    @OptionGroup var source: LedgerOptions

    func run() async throws {
        let path = try source.path()
        let ledger = try source.openToWrite()
        let before = try await ledger.fileSize()
        try await ledger.makeDictionary(now: SystemClock.now())
        try await ledger.packRows { table, done, count in
            if done == count { Output.problem("the table \(table) is compressed") }
        }
        try await ledger.scrub()
        let after = try await ledger.fileSize()
        await ledger.close()
        Output.line("\(VisibleText.line(path)): \(before / 1000) kB before, \(after / 1000) kB now")
    }
}
