import ArgumentParser
import Rejoinder

/// Shows who owes an answer, and changes inquiries by hand.
struct Inquiries: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show who owes an answer; open, confirm, deny, close, merge, ...",
        discussion: HelpText.flowing(
            """
            Without a subcommand, open inquiries are listed. What a person does is
            recorded with who did it, the time and the reason. Name an inquiry by
            its id, or by the beginning of its id if no other id begins like it.

            --mentions lists whom texts say that somebody has asked, and why no inquiry was
            opened: inquiry.open_for may leave them out. --doubtful lists whom texts may say that somebody has asked, where it is
            too unsure for an inquiry to open by itself. Open one by its number, or
            dismiss it if nobody was asked.

            EXAMPLES
              rejoinder inquiries
              rejoinder inquiries --state all --json
              rejoinder inquiries open --institution nato --subject 'Who leads?'
              rejoinder inquiries show inq_k7w2
              rejoinder inquiries confirm inq_k7w2 --reason 'by phone'
              rejoinder inquiries deny inq_k7w2
              rejoinder inquiries --doubtful
              rejoinder inquiries --mentions
              rejoinder inquiries open --mention 17
            """),
        subcommands: [
            ListInquiries.self, OpenInquiry.self, ShowInquiry.self, ConfirmInquiry.self,
            DenyInquiry.self, CloseInquiry.self, ReopenInquiry.self, ExtendInquiry.self,
            DismissMention.self, MergeInquiry.self, SplitInquiry.self, MoveResponse.self,
        ],
        defaultSubcommand: ListInquiries.self)
}

/// Selects the inquiries to list.
enum InquiryFilter: String, ExpressibleByArgument, CaseIterable {
    case open, overdue, candidate, answered, declined, closed, all

    /// - Parameter hasCandidate: whether a person has yet to rule on a response.
    func accepts(_ inquiry: Inquiry, hasCandidate: Bool, now: Timestamp) -> Bool {
        switch self {
        case .all: true
        case .candidate: hasCandidate
        case .open: inquiry.state == .open
        case .overdue: inquiry.isOverdue(at: now)
        case .answered: inquiry.state == .answered
        case .declined: inquiry.state == .declined
        case .closed: inquiry.state == .closed
        }
    }
}

/// Lists inquiries.
struct ListInquiries: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List inquiries, the earliest deadline first.")

    @OptionGroup var source: LedgerOptions

    @Option(help: "Which ones: \(InquiryFilter.allCases.map(\.rawValue).joined(separator: ", ")).")
    var state = InquiryFilter.open

    @Flag(help: "List the doubtful mentions of the last 30 days, the newest first.")
    var doubtful = false

    @Flag(help: "List the mentions of the last 30 days that opened nothing, with the reason.")
    var mentions = false

    @Flag(help: "Print JSON Lines, one document on each line.")
    var json = false

    func validate() throws {
        guard !doubtful || !mentions else {
            throw ValidationError("--mentions lists the doubtful ones, too; leave out --doubtful.")
        }
        for (isGiven, name) in [(doubtful, "--doubtful"), (mentions, "--mentions")]
        where isGiven && state != .open {
            throw ValidationError("\(name) lists no inquiries; leave out --state.")
        }
    }

    func run() async throws {
        let ledger = try source.openToRead()
        let now = SystemClock.now()
        let month = now - .seconds(30 * 86_400)
        if mentions { return list(try await ledger.unopenedMentions(since: month)) }
        let unsure = try await ledger.doubtfulMentions(since: month)
        if doubtful { return list(unsure) }
        let all = try await ledger.inquiries()
        let candidates = try await ledger.candidates()
        let inquiries =
            all
            .filter { state.accepts($0, hasCandidate: candidates[$0.id] != nil, now: now) }
            .sorted { first, second in
                (first.dueAt ?? .distantFuture, first.id.rawValue)
                    < (second.dueAt ?? .distantFuture, second.id.rawValue)
            }
        let texts = inquiries.map { inquiry in
            InquiryText(inquiry: inquiry, now: now, candidates: candidates[inquiry.id] ?? [])
        }
        guard !json else { return texts.forEach { Output.json($0.json) } }
        if inquiries.isEmpty {
            Output.line(
                state == .open && !all.isEmpty
                    ? "nobody owes an answer; --state all lists \(all.count) that have ended"
                    : "no inquiry")
        } else {
            Output.lines(InquiryText.table(texts, style: .standardOutput))
        }
        if state == .open, !unsure.isEmpty {
            Output.line("\(unsure.count) more may have been asked; --doubtful lists them")
        }
    }

    private func list(_ mentions: [MentionRecord]) {
        let texts = mentions.map(MentionText.init)
        guard !json else { return texts.forEach { Output.json($0.json) } }
        guard !mentions.isEmpty else {
            return Output.line(doubtful ? "nothing is doubtful" : "everybody has an inquiry")
        }
        Output.lines(
            MentionText.table(texts, hasReasons: self.mentions, style: .standardOutput))
    }
}

/// Shows everything that is known about one inquiry.
struct ShowInquiry: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show one inquiry with its responses and its coverage.")

    @OptionGroup var source: LedgerOptions

    @Argument(help: "The inquiry's id, or the beginning of it.")
    var id: String

    @Flag(help: "Print one JSON document.")
    var json = false

    func run() async throws {
        let ledger = try source.openToRead()
        let now = SystemClock.now()
        let inquiry = try await ledger.inquiry(id)
        let dossier = try await InquiryDossier(inquiry, ledger: ledger, now: now)
        guard !json else { return Output.json(dossier.json) }
        Output.lines(dossier.lines(.standardOutput))
    }
}
