import ArgumentParser
import Rejoinder

/// Shows who owes an answer, and changes inquiries by hand.
struct Inquiries: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show who owes an answer; open, confirm, deny, close, assign, ...",
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
              rejoinder inquiries assign inq_k7w2 anna
              rejoinder inquiries --owner anna
            """),
        subcommands: [
            ListInquiries.self, OpenInquiry.self, ShowInquiry.self, ConfirmInquiry.self,
            DenyInquiry.self, CloseInquiry.self, ReopenInquiry.self, ExtendInquiry.self,
            DismissMention.self, MergeInquiry.self, SplitInquiry.self, MoveResponse.self,
            AssignInquiry.self, NoteInquiry.self, RemindInquiry.self,
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

    @Flag(help: "List the reminders that wait, the earliest first.")
    var reminders = false

    @Option(help: "Only those that this person takes care of.")
    var owner: String?

    @Flag(help: "Print JSON Lines, one document on each line.")
    var json = false

    func validate() throws {
        guard !doubtful || !mentions else {
            throw ValidationError("--mentions lists the doubtful ones, too; leave out --doubtful.")
        }
        let others = [
            (doubtful, "--doubtful"), (mentions, "--mentions"), (reminders, "--reminders"),
        ].filter(\.0).map(\.1)
        if others.count > 1 {
            throw ValidationError("Give one of \(others.joined(separator: " and ")).")
        }
        if let name = others.first, state != .open || owner != nil {
            throw ValidationError("\(name) lists no inquiries; leave out --state and --owner.")
        }
    }

    func run() async throws {
        let ledger = try source.openToRead()
        let now = SystemClock.now()
        let month = now - .seconds(30 * 86_400)
        if reminders { return try await listReminders(ledger, now: now) }
        if mentions { return list(try await ledger.unopenedMentions(since: month)) }
        let unsure = try await ledger.doubtfulMentions(since: month)
        if doubtful { return list(unsure) }
        let all = try await ledger.inquiries()
        let candidates = try await ledger.candidates()
        let inquiries =
            all
            .filter { state.accepts($0, hasCandidate: candidates[$0.id] != nil, now: now) }
            .filter { owner == nil || $0.owner == owner }
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
                state == .open && owner == nil && !all.isEmpty
                    ? "nobody owes an answer; --state all lists \(all.count) that have ended"
                    : "no inquiry")
        } else {
            Output.lines(InquiryText.table(texts, style: .standardOutput))
        }
        if state == .open, owner == nil, !unsure.isEmpty {
            Output.line("\(unsure.count) more may have been asked; --doubtful lists them")
        }
    }

    private func listReminders(_ ledger: Ledger, now: Timestamp) async throws {
        let texts = try await ledger.reminders().map { ReminderText(reminder: $0, now: now) }
        guard !json else { return texts.forEach { Output.json($0.json) } }
        guard !texts.isEmpty else { return Output.line("no reminder waits") }
        let inquiries = Dictionary(
            try await ledger.inquiries().map { ($0.id, $0) },
            uniquingKeysWith: { first, _ in first })
        Output.lines(ReminderText.table(texts, inquiries, style: .standardOutput))
    }

    private func list(_ mentions: [MentionRecord]) {
        let texts = mentions.map { MentionText(mention: $0) }
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
