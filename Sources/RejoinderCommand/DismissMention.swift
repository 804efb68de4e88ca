import ArgumentParser
import Rejoinder

/// Says that nobody was asked, although a text was taken to say so.
struct DismissMention: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dismiss",
        abstract: "Say that nobody was asked, of a mention that is doubtful.",
        discussion: HelpText.flowing(
            """
            EXAMPLES
              rejoinder inquiries dismiss 17
            """))

    @OptionGroup var source: LedgerOptions

    @Argument(help: "The mention's number.")
    var mention: Int64

    @OptionGroup var person: PersonOptions

    func run() async throws {
        let ledger = try source.openToWrite()
        let found = try await ledger.mention(mention)
        try await ledger.dismiss(
            mention: mention, by: Act(by: person.name, at: SystemClock.now(), reason: nil))
        await ledger.close()
        Output.line("dismissed: \(MentionText(mention: found).summary)")
    }
}
