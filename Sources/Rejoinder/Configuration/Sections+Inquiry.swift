import Yams

extension SectionSchema where Target == Configuration.InquiryDefaults {
    static var inquiryDefaults: SectionSchema {
        SectionSchema([
            .key(
                "deadline", .responseTime, \.deadline,
                "How long an institution has to respond, such as 3d or 3 working days. The "
                    + "default is 3d."),
            .key(
                "country", .country, optional: \.country,
                "The country, such as DE, whose working days count if neither the institution nor "
                    + "the feed has one. Without it, Saturday and Sunday are days off."),
            .key(
                "holidays", .holidays, \.calendars,
                "A folder with a file of days off for each country, such as DE.yaml. Weekends "
                    + "are known without it."),
            .key(
                "due_before", .duration(), \.dueBefore,
                "How long before the deadline inquiry.due is sent, but not before half of the time has "
                    + "passed; 0s for never. The default is 12h."),
            .key(
                "repeat_overdue", .duration(atLeast: .seconds(3600)), optional: \.repeatOverdue,
                "How often inquiry.overdue is repeated. The default is to send it once."),
            .key(
                "open_from_text", .boolean, \.openFromText,
                "Whether inquiries are opened from the words of articles. The default is true."),
            .key(
                "open_within", .duration(), \.openWithin,
                "How old an article may be, by its own date, whose words open an inquiry; what is "
                    + "added to one later counts as new. The default is 7d."),
            .key(
                "open_for", .choice, \.openFor,
                "For whom articles open inquiries: configured institutions; also official bodies "
                    + "(official, the default); also companies, clubs and parties (organisations); "
                    + "or anyone. The rest is recorded, and listed by inquiries --mentions."),
            .key(
                "open_above", .number(0...1), \.thresholds.openAbove,
                "How sure it must be, from 0 to 1, that somebody was asked, for an inquiry to open. "
                    + "The default is 0.7."),
            .key(
                "doubt_above", .number(0...1), \.thresholds.doubtAbove,
                "From which confidence on, below open_above, it is listed as doubtful, for a person "
                    + "to decide. The default is 0.5."),
            .key(
                "answer", .choice, \.answer,
                "automatic: a response that is sure enough ends the waiting; propose: whatever is "
                    + "found is a candidate, for a person to decide. The default is automatic."),
        ])
    }
}

extension SectionSchema where Target == Configuration.Person {
    static var person: SectionSchema {
        SectionSchema([.key("name", .name, \.name, required: true, "A unique and lasting name.")])
    }
}

extension KeySchema where Target == Configuration {
    static var people: KeySchema {
        .entries(
            "people", .person, "Who may own an inquiry.",
            draft: { _ in Configuration.Person(name: "") },
            finish: { person, isComplete, node, reading, configuration in
                guard isComplete else { return }
                reading.define(.person, person.name, at: node.value(of: "name") ?? node)
                configuration.people.append(person)
            })
    }
}

/// An institution while it is being read.
struct InstitutionDraft {
    var key = ""
    var name = ""
    var names: [String] = []
    var country: String?
}

extension SectionSchema where Target == InstitutionDraft {
    static var institution: SectionSchema {
        SectionSchema([
            .key(
                "key", .name, \.key, required: true,
                "A unique and lasting key, such as uk-mfa."),
            .key("name", .text, \.name, required: true, "The name that is shown."),
            .key(
                "names", .list(of: .text), \.names,
                "Other names that texts give it, in any language."),
            .key(
                "country", .country, optional: \.country,
                "The country, such as DE, whose weekends and holidays it keeps."),
        ])
    }
}

extension KeySchema where Target == Configuration {
    static var institutions: KeySchema {
        .entries(
            "institutions", .institution,
            "Bodies that speak officially, with their names.",
            draft: { _ in InstitutionDraft() },
            finish: { draft, isComplete, node, reading, configuration in
                guard !draft.key.isEmpty else { return }
                reading.define(.institution, draft.key, at: node.value(of: "key") ?? node)
                guard isComplete else { return }
                draft.warnOfSharedNames(node, &reading)
                let others = draft.names.filter { $0 != draft.name }
                configuration.institutions.append(
                    Institution(
                        key: InstitutionKey(draft.key), name: draft.name,
                        names: [draft.name] + others,
                        country: draft.country))
            })
    }
}

extension InstitutionDraft {
    /// Warns of a name that another institution has: a text that uses it may mean either.
    fileprivate func warnOfSharedNames(_ node: Node, _ reading: inout ConfigurationReading) {
        let marks = [node.value(of: "name")?.mark] + (node.value(of: "names")?.marks ?? [])
        var own: Set<String> = []
        for (text, mark) in zip([name] + names, marks) {
            let folded = text.caseFolded
            guard own.insert(folded).inserted else { continue }
            reading.warnIfShared(folded, of: .institution, by: key, at: mark) { other, line in
                "institutions[]: \"\(VisibleText.line(text, limit: 60))\" is a name of \"\(other)\" in "
                    + "line \(line), too: a text that uses it cannot tell them apart"
            }
        }
    }
}

extension Node {
    /// The places of a list's values.
    fileprivate var marks: [Mark?] {
        guard case .sequence(let nodes) = self else { return [] }
        return nodes.map(\.mark)
    }
}

/// An inquiry while it is being read.
struct InquiryDraft {
    var name = ""
    var institution = InstitutionKey("")
    var subject = ""
    var topic: [String] = []
    var feeds: [String] = []
    var opened: Timestamp?
    var owner: String?
    var deadline: Configuration.DeclaredInquiry.Deadline
}

extension SectionSchema where Target == InquiryDraft {
    static var inquiry: SectionSchema {
        SectionSchema([
            .key(
                "name", .name, \.name, required: true,
                "A unique and lasting name, so that the inquiry is opened only once."),
            .key(
                "institution", .institution,
                \.institution, required: true,
                "The key of the institution that owes the response."),
            .key("subject", .text, \.subject, required: true, "What was asked, in one line."),
            .key(
                "topic", .list(of: .text), \.topic,
                "Words that a response is expected to contain."),
            .key(
                "feeds", .list(of: .reference(to: .feed)), \.feeds,
                "Feeds in which a response may appear. The default is all."),
            .key(
                "opened", .moment, optional: \.opened,
                "When the question was asked. The default is when the daemon first reads this."),
            .key(
                "deadline", .deadline, \.deadline,
                "How long the institution has to respond, or the last day (UTC) for a response. "
                    + "The default is inquiry.deadline."),
            .key(
                "owner", .reference(to: .person), optional: \.owner,
                "Who takes care of it from its opening on: a name of people. The default is "
                    + "nobody."),
        ])
    }
}

extension KeySchema where Target == Configuration {
    static var inquiries: KeySchema {
        .entries(
            "inquiries", .inquiry, "Questions whose responses are awaited.",
            draft: { InquiryDraft(deadline: .after($0.inquiry.deadline)) },
            finish: { draft, isComplete, node, reading, configuration in
                guard !draft.name.isEmpty else { return }
                reading.define(.inquiry, draft.name, at: node.value(of: "name") ?? node)
                guard isComplete else { return }
                if case .at(let due) = draft.deadline, let opened = draft.opened, due <= opened {
                    reading.fault(
                        node.value(of: "deadline")?.mark,
                        "inquiries[].deadline: must be after \"opened\"")
                }
                var inquiry = Configuration.DeclaredInquiry(
                    name: draft.name, institution: draft.institution, subject: draft.subject,
                    deadline: draft.deadline)
                inquiry.topic = draft.topic
                inquiry.feeds = draft.feeds
                inquiry.opened = draft.opened
                inquiry.owner = draft.owner
                configuration.inquiries.append(inquiry)
            })
    }
}
