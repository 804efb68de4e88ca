import ArgumentParser
import Rejoinder

/// Withholds words by law.
struct Redact: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Withhold a text, or what an event says, where the law demands it.",
        discussion: HelpText.flowing(
            """
            ID is an entry as for `rejoinder show`, ENTRY:REVISION for one revision alone,
            or the id of an event for what that event says. Of an entry, title, text and
            author go, with everything that was taken from them: statements, mentions,
            answers, differences, and what events say about it, wherever it is kept; and
            the bodies of answers that are kept and that may have it.

            The words cannot be brought back. Their hashes stay, so the chain holds, and
            the event log.redacted says who withheld what, when and why. Deliveries that
            wait are ended. Copies that others have, backups, and what sinks were sent are
            not touched.

            Without --yes, nothing is withheld: the command says what would be. With it,
            the file is rewritten as well, so that no more of the words is left in it than
            single ones that at least five texts had in common. In a large ledger that
            takes minutes, in which the daemon cannot write.

            EXAMPLES
              rejoinder redact 17 --reason "order of the court of 3 March"
              rejoinder redact 17:2 --reason "order of the court of 3 March" --yes
              rejoinder redact evt_bfh7rk --reason "private address" --by kim --yes
              rejoinder redact --scrub
            """))

    @OptionGroup var source: LedgerOptions
    @OptionGroup var person: PersonOptions

    @Argument(help: "An entry, ENTRY:REVISION, or an event.")
    var id: String?

    @Option(help: "Why: the law, the order, the request. It is told to everybody.")
    var reason: String?

    @Flag(help: "Do it.")
    var yes = false

    @Flag(help: "Only rewrite the file, if that could not be done before.")
    var scrub = false

    @Flag(help: "Print one JSON document.")
    var json = false

    func validate() throws {
        guard scrub != (id != nil) else {
            throw ValidationError("Name what to withhold, or give --scrub, but not both.")
        }
        guard scrub || reason?.contains(where: { !$0.isWhitespace }) == true else {
            throw ValidationError("Say with --reason why it is withheld.")
        }
    }

    func run() async throws {
        guard let id else {
            let ledger = try source.openToWrite()
            try await rewrite(ledger)
            await ledger.close()
            return Output.line(
                "the file was rewritten: nothing that is withheld is left in it, but for single words "
                    + "that at least five texts had in common")
        }
        guard yes else {
            let ledger = try source.openToRead()
            return tell(try await ledger.redactionPlan(try await subject(id, in: ledger)))
        }
        let ledger = try source.openToWrite()
        let act = Act(by: person.name, at: SystemClock.now(), reason: reason)
        let done = try await ledger.redact(try await subject(id, in: ledger), by: act)
        tell(done)
        try await rewrite(ledger)
        await ledger.close()
    }

    private func rewrite(_ ledger: Ledger) async throws {
        do throws(LedgerError) { try await ledger.scrub() } catch {
            throw CommandError(
                "the words may still be in pages of the file that nothing uses, or in its -wal: "
                    + "\(error); then run `rejoinder redact --scrub`")
        }
    }

    private func subject(_ id: String, in ledger: Ledger) async throws -> RedactionSubject {
        if let event = try await ledger.eventIfAny(id) { return .event(event.sequence) }
        if let colon = id.lastIndex(of: ":"), let number = Int(id[id.index(after: colon)...]),
            let entry = try? await ledger.entry(String(id[..<colon]))
        {
            guard try await ledger.revision(entry: entry.id, number: number) != nil else {
                throw CommandError(
                    "entry \(entry.id) has no revision \(number); its newest is \(entry.revision)")
            }
            return .entry(entry, number: number)
        }
        return .entry(try await ledger.entry(id), number: nil)
    }

    private func tell(_ redaction: Redaction) {
        guard !json else {
            return Output.json(
                .members([
                    "events": .array(redaction.events.map { .string($0) }),
                    "revisions": .int(redaction.revisions), "texts": .int(redaction.texts),
                    "receipts": .int(redaction.receipts), "bodies": .int(redaction.bodies),
                    "inquiries": .array(redaction.inquiries.map { .string($0) }),
                    "deliveries": .int(redaction.deliveries),
                    "files": .array(redaction.files.map { .string($0) }),
                    "event": .string(redaction.event),
                ]))
        }
        func count(_ number: Int, _ noun: String) -> String {
            number == 1 ? "1 \(noun)" : "\(number) \(noun)s"
        }
        let verb = redaction.event == nil ? "would be" : "are"
        Output.line(
            "\(count(redaction.revisions, "revision")) and what "
                + "\(count(redaction.events.count, "event")) \(verb == "are" ? "said" : "say") "
                + "\(verb) withheld; "
                + (redaction.deliveries == 1
                    ? "1 delivery that waits" : "\(redaction.deliveries) deliveries that wait")
                + " \(verb) ended")
        if redaction.bodies > 0 || redaction.receipts > 0 {
            Output.line(
                "\(redaction.bodies == 1 ? "1 kept body" : "\(redaction.bodies) kept bodies") and "
                    + "\(count(redaction.receipts, "receipt")) that have it \(verb) withheld, too")
        }
        for event in redaction.events { Output.line("  \(VisibleText.line(event))") }
        for file in redaction.files {
            Output.problem(
                "\(VisibleText.line(file)) keeps the text as well, because the program crashed on "
                    + "it: remove the file")
        }
        Output.line(
            redaction.event.map { "the log says so in \($0)" }
                ?? "nothing was withheld; repeat it with --yes")
    }
}
