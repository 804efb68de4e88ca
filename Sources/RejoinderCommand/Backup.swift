import ArgumentParser
import Rejoinder

/// Copies the ledger.
struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write a complete copy of the ledger to a new file.",
        discussion: HelpText.flowing(
            """
            The daemon can go on meanwhile; the copy shows the ledger at one moment. An
            existing file is never touched.

            EXAMPLES
              rejoinder backup /backup/rejoinder-$(date +%F).sqlite
              rejoinder verify --ledger /backup/rejoinder-2026-03-02.sqlite
            """))

    @OptionGroup var source: LedgerOptions

    @Argument(help: "The file to write.")
    var file: String

    func run() async throws {
        let ledger = try source.openToRead()
        try await ledger.backUp(to: file)
        let copy = try Ledger(reading: file)
        let last = try await copy.lastSequence()
        Output.line("wrote \(file) with \(last == 1 ? "1 event" : "\(last) events")")
    }
}
