import ArgumentParser
import Rejoinder

/// Says that two inquiries are about one question.
struct MergeInquiry: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge", abstract: "Say that an inquiry is about the question of another.",
        discussion: HelpText.flowing(
            """
            The first one ends. Its entries, mentions and responses count for the second.

            EXAMPLES
              rejoinder inquiries merge inq_k7w2 inq_p3xd --reason 'one mail'
            """))

    @OptionGroup var options: ActOptions

    @Argument(help: "The id of the inquiry that stands for both, or the beginning of it.")
    var into: String

    func validate() throws { try options.needReason() }

    func run() async throws {
        try await options.perform("merged") { ledger, inquiry, act in
            try await ledger.merge(inquiry, into: try await ledger.inquiry(into), by: act)
        }
    }
}

/// Makes the question of an entry an inquiry of its own.
struct SplitInquiry: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "split", abstract: "Make the question of an entry an inquiry of its own.",
        discussion: HelpText.flowing(
            """
            `rejoinder inquiries show` lists the entries that ask for an inquiry.

            EXAMPLES
              rejoinder inquiries split inq_k7w2 --entry 41 --reason 'that was about fees'
            """))

    @OptionGroup var options: ActOptions

    @Option(help: "The entry that asks something else, as for `rejoinder show`.")
    var entry: String

    func validate() throws { try options.needReason() }

    func run() async throws {
        try await options.perform("split") { ledger, inquiry, act in
            let entry = try await ledger.entry(self.entry)
            let split = try await ledger.split(inquiry, entry: entry.id, by: act)
            Output.line(
                "\(split.state.rawValue): \(InquiryText(inquiry: split, now: act.at).summary)")
        }
    }
}

/// Says that a response is to another inquiry.
struct MoveResponse: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "move", abstract: "Say that a response is to another inquiry.",
        discussion: HelpText.flowing(
            """
            RESPONSE is the number of a response that `rejoinder inquiries show` gives, or the
            id of the event that told of it. An inquiry that it had ended waits again.

            EXAMPLES
              rejoinder inquiries move 12 --to inq_p3xd --reason 'they mean the other ship'
            """))

    @OptionGroup var source: LedgerOptions

    @Argument(help: "The response's number, or the id of its event.")
    var response: String

    @Option(help: "The id of the inquiry that it is a response to, or the beginning of it.")
    var to: String

    @Option(help: "Why. The reason is recorded.")
    var reason: String

    @OptionGroup var person: PersonOptions

    func run() async throws {
        let ledger = try source.openToWrite()
        let act = Act(by: person.name, at: SystemClock.now(), reason: reason)
        let moved = try await ledger.response(response)
        let target = try await ledger.inquiry(to)
        try await ledger.move(response: moved, to: target, by: act)
        let (from, after) = (
            try await ledger.inquiry(moved.inquiry.rawValue),
            try await ledger.inquiry(target.id.rawValue)
        )
        await ledger.close()
        for (said, inquiry) in [("moved to", after), ("from", from)] {
            Output.line(
                "\(said): \(InquiryText(inquiry: inquiry, now: act.at).summary), "
                    + inquiry.state.rawValue)
        }
    }
}
