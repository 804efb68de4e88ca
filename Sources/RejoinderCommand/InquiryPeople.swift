import ArgumentParser
import Rejoinder

/// Says who takes care of an inquiry.
struct AssignInquiry: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assign", abstract: "Say who takes care of an inquiry.",
        discussion: HelpText.flowing(
            """
            OWNER is a name of `people` in the configuration. The inquiry's events carry it, and
            sinks can ask for the events of one owner.

            EXAMPLES
              rejoinder inquiries assign inq_k7w2 anna
              rejoinder inquiries assign inq_k7w2 --nobody --reason 'on leave'
            """))

    @OptionGroup var options: ActOptions

    @Argument(help: "Who takes care of it.")
    var owner: String?

    @Flag(help: "Nobody takes care of it any more.")
    var nobody = false

    func validate() throws {
        guard (owner == nil) == nobody else {
            throw ValidationError("Give an OWNER, or --nobody.")
        }
    }

    func run() async throws {
        let owner = try owner.map { try Self.known($0, options.source.configuration()) }
        try await options.perform(owner.map { "\($0)'s" } ?? "nobody's") { ledger, inquiry, act in
            try await ledger.assign(inquiry, to: owner, by: act)
        }
    }

    /// The name, if it is one of the configuration's people.
    static func known(_ name: String, _ configuration: Configuration?) throws -> String {
        guard let configuration else {
            throw CommandError("give --config too: people may own an inquiry that it names")
        }
        let names = configuration.people.map(\.name)
        if names.contains(name) { return name }
        let unknown =
            "there is no person \"\(VisibleText.line(name, limit: 64))\" in the configuration"
        guard !names.isEmpty else {
            throw CommandError("\(unknown): it names nobody under `people`")
        }
        let meant = NearestName.suggestion(for: name, in: names)
        throw CommandError(
            unknown + (meant.isEmpty ? "; it knows \(names.joined(separator: ", "))" : meant))
    }
}

/// Keeps a note of a call or a mail.
struct NoteInquiry: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "note", abstract: "Keep a note of a call or a mail beside an inquiry.",
        discussion: HelpText.flowing(
            """
            Of a file, its name and hash are recorded. A note changes nothing else: `confirm`
            records an answer.

            EXAMPLES
              rejoinder inquiries note inq_k7w2 'Called the press office; they call back.'
              rejoinder inquiries note inq_k7w2 'Asked again.' --at 2h --file mail.eml
            """))

    @OptionGroup var options: ActOptions

    @Argument(help: "What to keep.")
    var text: String

    @Option(help: "When it took place: a time, a day, or how long ago (2h). The default is now.")
    var at: MomentArgument?

    @Option(help: "Where more of it can be read.")
    var link: String?

    @Option(help: "A file that has more of it, such as a saved mail.", completion: .file())
    var file: String?

    func validate() throws {
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw ValidationError("The note must not be empty.")
        }
        guard link == nil || file == nil else {
            throw ValidationError("Give --link or --file, not both.")
        }
    }

    func run() async throws {
        let file = try file.map { try KeptFile(at: $0) }
        try await options.perform("noted") { ledger, inquiry, act in
            let moment = at?.beginning(now: act.at) ?? act.at
            guard moment <= act.at else {
                throw CommandError(
                    "--at: \(moment) has not come yet; `remind` is for what is to come")
            }
            let note = Note(text: text, at: moment, link: link, file: file)
            try await ledger.note(note, on: inquiry, by: act)
        }
    }
}

/// Sets a reminder, or takes one back.
struct RemindInquiry: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remind", abstract: "Be reminded of an inquiry at a time.",
        discussion: HelpText.flowing(
            """
            When the time has come, the event inquiry.reminded goes to the sinks. A reminder
            that was set while an answer was awaited is dropped if none is awaited any more.
            `rejoinder inquiries --reminders` lists those that wait, with their numbers. Times
            are in UTC.

            EXAMPLES
              rejoinder inquiries remind inq_k7w2 --in 2d 'Call the press office again.'
              rejoinder inquiries remind inq_k7w2 --at 2026-03-04T09:00
              rejoinder inquiries remind inq_k7w2 --cancel 3
            """))

    @OptionGroup var options: ActOptions

    @Argument(help: "What to be reminded of.")
    var text: String?

    @Option(help: "When: a time or a day.")
    var at: MomentArgument?

    @Option(name: .customLong("in"), help: "How long from now, such as 3h or 2d.")
    var span: DurationArgument?

    @Option(help: "The number of a reminder to take back.")
    var cancel: Int64?

    func validate() throws {
        guard [at != nil, span != nil, cancel != nil].count(where: \.self) == 1 else {
            throw ValidationError("Give one of --at, --in and --cancel.")
        }
        if cancel != nil, text != nil {
            throw ValidationError("--cancel takes a reminder back; leave out the text.")
        }
        if case .span = at {
            throw ValidationError("--at takes a time or a day; --in takes a span.")
        }
    }

    func run() async throws {
        let ledger = try options.source.openToWrite()
        let inquiry = try await ledger.inquiry(options.id)
        let act = Act(by: options.person.name, at: SystemClock.now(), reason: options.reason)
        let reminder: Reminder
        if let cancel {
            reminder = try await ledger.cancel(reminder: cancel, of: inquiry, by: act)
        } else {
            let moment =
                at?.beginning(now: act.at) ?? span.map { act.at + $0.span } ?? act.at
            reminder = try await ledger.remind(of: inquiry, at: moment, text: text, by: act)
        }
        await ledger.close()
        Output.line(
            "\(cancel == nil ? "will remind" : "cancelled"): "
                + "\(ReminderText(reminder: reminder, now: act.at).summary), "
                + InquiryText(inquiry: inquiry, now: act.at).summary)
    }
}

/// A reminder on one line, or as JSON.
struct ReminderText {
    let reminder: Reminder
    let now: Timestamp

    /// Its number, its time and what it is about.
    var summary: String {
        "reminder \(reminder.id), \(reminder.at)"
            + (reminder.text.map { ", “\(VisibleText.line($0, limit: 200))”" } ?? "")
    }

    /// With who set it, and what became of it.
    var detail: String {
        summary + " (\(reminder.state.rawValue), by \(VisibleText.line(reminder.setBy)))"
    }

    static func table(
        _ texts: [ReminderText], _ inquiries: [Inquiry.ID: Inquiry], style: TextStyle
    ) -> [String] {
        var table = TextTable("REMINDER", "DUE", "INSTITUTION", "ID", "BY", "TEXT")
        for text in texts {
            let reminder = text.reminder
            table.add(
                String(reminder.id), TimeText.relative(reminder.at, now: text.now),
                VisibleText.line(inquiries[reminder.inquiry]?.institutionName ?? "-", limit: 40),
                VisibleText.line(reminder.inquiry.rawValue),
                VisibleText.line(reminder.setBy, limit: 30),
                VisibleText.line(reminder.text ?? "", limit: 100))
        }
        return table.lines(style)
    }

    var json: JSONValue {
        .members([
            "reminder": .int(reminder.id), "inquiry": .string(reminder.inquiry.rawValue),
            "at": .time(reminder.at), "text": .string(reminder.text),
            "set_by": .string(reminder.setBy), "set_at": .time(reminder.setAt),
            "state": .string(reminder.state.rawValue),
        ])
    }
}
