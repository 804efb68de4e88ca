import ArgumentParser
import Rejoinder

/// Writes the log out.
struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write the log as JSON Lines; or the evidence of a matter; or labelled examples.",
        discussion: HelpText.flowing(
            """
            Each line is one event, the oldest first. `body` is byte for byte what was
            hashed, so that the chain can be recomputed from the lines: see docs/ledger.md. A
            body that is withheld by law is null, and `body_hash` stands for it.

            With --evidence and --to, all that the log has of one matter goes into a new folder,
            or into a zip archive if the name ends in .zip: events, texts, receipts and kept
            bodies, the part of the chain that binds them to the newest signed head, coverage
            with its gaps, a page to read and a README that says how to verify it without this
            program. The matter is an inquiry, with the texts that ask and answer, or an entry,
            named as for `rejoinder show`. The same ledger gives the same files.

            With --examples, each line is a sentence of which a person has said whom it
            shows to be asked, or that nobody was: by opening or dismissing what was
            doubtful, by confirming or denying a response, or by closing an inquiry with
            --not-asked. They are what a reader of such sentences can be trained with.

            EXAMPLES
              rejoinder export > log.jsonl
              rejoinder export --since 2026-03-01
              rejoinder export --evidence inq_k7w2 --to evidence.zip
              rejoinder export --evidence 17 --to /srv/evidence/17
              rejoinder export --examples > examples.jsonl
            """))

    @OptionGroup var source: LedgerOptions

    @Option(help: "From a time (2026-03-02T08:00:00Z), a day, or a time ago (90m, 2d).")
    var since: MomentArgument?

    @Flag(help: "Write the sentences on which a person has ruled, instead of the log.")
    var examples = false

    @Option(help: "Write the evidence of an inquiry or an entry.")
    var evidence: String?

    @Option(help: "The folder, or the zip archive, to make for --evidence.")
    var to: String?

    private static var pageSize: Int { 500 }

    func validate() throws {
        guard (evidence == nil) == (to == nil) else {
            throw ValidationError("--evidence and --to need each other.")
        }
        guard evidence == nil || (since == nil && !examples) else {
            throw ValidationError("--evidence goes with neither --since nor --examples.")
        }
    }

    func run() async throws {
        let ledger = try source.openToRead()
        if let evidence, let to { return try await write(evidence, to: to, of: ledger) }
        let begin = since?.beginning(now: SystemClock.now())
        if examples { return try await Examples(ledger: ledger, since: begin).write() }
        var next: Int64 = 1
        while true {
            let page = try await ledger.events(from: next, since: begin, limit: Self.pageSize)
            for line in page { Output.evidence(Self.line(line)) }
            guard page.count == Self.pageSize, let last = page.last else { return }
            next = last.event.sequence + 1
        }
    }

    private func write(_ matter: String, to path: String, of ledger: Ledger) async throws {
        let subject: EvidenceSubject =
            if let inquiry = try await ledger.inquiryIfAny(matter) { .inquiry(inquiry) } else {
                .entry(try await ledger.entry(matter))
            }
        let evidence = try await ledger.evidence(of: subject)
        var output = try EvidenceOutput(path: path, name: EvidenceBundle.name(of: subject))
        do {
            try await EvidenceBundle(evidence: evidence, ledger: ledger).write(to: &output)
            try output.end()
        } catch {
            output.discard()
            throw error
        }
        let events = evidence.events.count == 1 ? "1 event" : "\(evidence.events.count) events"
        Output.line("\(events) and what belongs to them: \(VisibleText.line(path))")
        if evidence.newestHead == nil {
            Output.problem(
                "no signed head is as new as these events; the daemon signs one a day")
        }
    }

    static func line(_ logged: LoggedEvent) -> [UInt8] {
        let (event, header) = (logged.event, logged.header)
        var line = JSONValue.members([
            "sequence": .int(event.sequence), "id": .string(event.id),
            "type": .string(event.type.rawValue), "at": .time(event.at),
            "at_ms": .int(event.at.milliseconds), "feed": .string(event.feed),
            "entry": header.entry.map { .int($0) }, "level": .string(header.level),
            "inquiry": .string(header.inquiry), "format": .int(header.format),
            "previous": .string(Hex.string(event.previousHash)),
            "hash": .string(Hex.string(event.hash)),
            "body_hash": event.withheld == nil ? nil : .string(Hex.string(logged.bodyHash)),
            "signature": .string(event.signature?.text), "key": .string(event.signature?.key.text),
        ]).bytes
        line.removeLast()
        guard let withheld = event.withheld else {
            return line + Array(",\"body\":".utf8) + event.body + [0x7D]
        }
        return line + Array(",\"body\":null,\"withheld\":".utf8) + withheld.json.bytes + [0x7D]
    }
}
