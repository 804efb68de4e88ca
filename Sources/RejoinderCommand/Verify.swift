import ArgumentParser
import Rejoinder

/// Examines the ledger.
struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Recompute the log's chain of hashes, and find what was changed.",
        discussion: HelpText.flowing(
            """
            Every event holds the hash of the one before it, so the last hash covers all of
            them: keep it elsewhere, and check with --hash that the log still has it.
            The command also compares each event with the columns beside it, and each
            text with its hash, and has SQLite check the structure of the file.

            EXAMPLES
              rejoinder verify
              rejoinder verify --ledger /backup/rejoinder.sqlite
              rejoinder verify --hash 5f2b1c...

            EXIT STATUS
              0 all holds, 3 something does not
            """))

    @OptionGroup var source: LedgerOptions

    @Option(name: .customLong("hash"), help: "A complete hash that the log must have.")
    var hashes: [String] = []

    @Flag(help: "Print one JSON document.")
    var json = false

    func validate() throws {
        for hash in hashes where hash.utf8.count != 64 || !hash.utf8.allSatisfy(\.isHexDigit) {
            throw ValidationError(
                "--hash \(hash): a complete hash has 64 hexadecimal digits, as `verify` and each "
                    + "delivered event show it.")
        }
    }

    func run() async throws {
        let path = try source.path()
        let found: Verification
        do throws(LedgerError) {
            found = try await Ledger(reading: path).verify(witnesses: hashes)
        } catch {
            guard error.isDamage else { throw error }
            found = Verification(events: 0, lastHash: [], faults: [error.shortText])
        }
        tell(found)
        if !found.faults.isEmpty { throw ExitCode(3) }
    }

    private func tell(_ found: Verification) {
        let hash = Hex.string(found.lastHash)
        guard !json else {
            return Output.json(
                .members([
                    "valid": .bool(found.faults.isEmpty), "events": .int(found.events),
                    "last_hash": .string(hash),
                    "faults": .array(found.faults.map { .string($0) }),
                ]))
        }
        Output.lines(found.faults.map { VisibleText.line($0) })
        guard found.faults.isEmpty else { return Output.problem(remedy(found)) }
        let events = found.events == 1 ? "1 event holds" : "\(found.events) events hold together"
        Output.line("\(events); the last hash is \(hash)")
    }

    private func remedy(_ found: Verification) -> String {
        guard found.faults.count == found.missingHashes else {
            return "the ledger is not what was written; stop the daemon and restore a backup"
        }
        return "all else holds together: either the hash is of another log, or this one was cut "
            + "short or written anew since"
    }
}

extension UInt8 {
    fileprivate var isHexDigit: Bool { Character(Unicode.Scalar(self)).isHexDigit }
}
