import ArgumentParser
import Rejoinder

/// Examines the ledger.
struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Recompute the log's chain of hashes, and find what was changed.",
        discussion: HelpText.flowing(
            """
            Every event holds the hash of the one before it, so the last hash covers all of
            them, and each hash is signed. The command recomputes the hashes and verifies
            the signatures; it compares each event with the columns beside it and with what
            it names, each text with its hash, and has SQLite check the structure of the
            file.

            The log alone cannot show that its end was cut off, that an older copy was put
            back, or that all of it was written anew. What somebody else has kept can: a
            signed head (`rejoinder head`), what a webhook received, or a hash. Hold the log
            against it with --anchor, --event or --hash; and if you have the public key from
            somebody whom you trust, name it with --key.

            EXAMPLES
              rejoinder verify
              rejoinder verify --ledger /backup/rejoinder.sqlite
              rejoinder verify --anchor heads.txt --key ed25519:O2onvM62pC1...
              rejoinder verify --event received.json
              rejoinder verify --from 120000

            EXIT STATUS
              0 all holds, 3 something does not
            """))

    @OptionGroup var source: LedgerOptions

    @Option(
        help: "Examine only the events from this number on, and not what is beside the log.")
    var from: Int64 = 1

    @Option(
        name: .customLong("anchor"), help: "A file with signed heads that you kept.")
    var anchors: [String] = []

    @Option(
        name: .customLong("event"),
        help: "A file with what a webhook received, or lines of such events.")
    var events: [String] = []

    @Option(
        name: .customLong("key"), help: "A public key that you trust, as `rejoinder key` prints it."
    )
    var keys: [String] = []

    @Option(name: .customLong("hash"), help: "A complete hash that the log must have.")
    var hashes: [String] = []

    @Flag(help: "Examine the chain alone: no signatures, no texts, not the file.")
    var chainOnly = false

    @Flag(help: "Print one JSON document.")
    var json = false

    func validate() throws {
        for hash in hashes where hash.utf8.count != 64 || Hex.bytes(hash) == nil {
            throw ValidationError(
                "--hash \(hash): a complete hash has 64 hexadecimal digits, as `verify` and each "
                    + "delivered event show it.")
        }
        for key in keys where LogPublicKey(key) == nil {
            throw ValidationError(
                "--key \(key): a public key is \"ed25519:\" and 44 letters, digits and signs, as "
                    + "`rejoinder key` prints it.")
        }
        guard from >= 1 else { throw ValidationError("--from counts from 1.") }
    }

    func run() async throws {
        let path = try source.path()
        let scope = try scope()
        var found = Verification()
        do throws(LedgerError) {
            found = try await Ledger(reading: path).verify(scope)
        } catch {
            guard error.isDamage else { throw error }
            found.faults = [error.shortText]
        }
        tell(found)
        if !found.faults.isEmpty { throw ExitCode(3) }
    }

    private func scope() throws -> VerificationScope {
        var scope = VerificationScope()
        scope.from = from
        scope.isChainOnly = chainOnly
        scope.hashes = hashes
        scope.keys = keys.compactMap { LogPublicKey($0) }
        for file in anchors {
            let text = String(decoding: try Input.bytes(file), as: UTF8.self)
            let (heads, unreadable) = SignedHead.read(text)
            if let line = unreadable.first {
                throw CommandError(
                    "\(file):\(line): the head that begins here cannot be read; it has the lines "
                        + "log, sequence, hash, time, key and signature")
            }
            guard !heads.isEmpty else {
                throw CommandError("\(file): no signed head is in it; `rejoinder head` makes one")
            }
            scope.heads += heads.map { (file, $0) }
        }
        for file in events {
            guard let kept = KeptEvent.read(try Input.bytes(file)) else {
                throw CommandError(
                    "\(file): expected an event as a webhook gets it, with its place in the log; or "
                        + "lines of such events")
            }
            scope.events += kept.map { (file, $0) }
        }
        return scope
    }

    private func tell(_ found: Verification) {
        let hash = Hex.string(found.lastHash)
        guard !json else {
            return Output.json(
                .members([
                    "valid": .bool(found.faults.isEmpty), "events": .int(found.events),
                    "last_hash": .string(hash), "key": .string(found.key?.text),
                    "withheld": .int(found.withheld), "let_go": .int(found.dropped),
                    "first_bad_event": found.firstBadEvent.map { .int($0) },
                    "faults": .array(found.faults.map { .string($0) }),
                ]))
        }
        Output.lines(found.faults.map { VisibleText.line($0) })
        guard found.faults.isEmpty else { return Output.problem(remedy(found)) }
        let events = found.events == 1 ? "1 event holds" : "\(found.events) events hold together"
        Output.line("\(events); the last hash is \(hash)")
        if found.withheld > 0 {
            let what = found.withheld == 1 ? "1 of them is" : "\(found.withheld) of them are"
            Output.line("\(what) withheld by law: the hashes hold, and the words are gone")
        }
        if found.dropped > 0 {
            let what = found.dropped == 1 ? "1 text was" : "\(found.dropped) texts were"
            Output.line("\(what) let go of by retention: the hashes stay, and the words are gone")
        }
        if let key = found.key { Output.line("signed with \(key.text)") }
    }

    private func remedy(_ found: Verification) -> String {
        guard found.faults.count == found.misfits else {
            return "the ledger is not what was written; stop the daemon and restore a backup"
        }
        return "all else holds together: either what you kept is of another log, or this one was "
            + "cut short, put back or written anew since; keep this file, and compare a backup"
    }
}
