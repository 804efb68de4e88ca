import Yams

extension SectionSchema where Target == Configuration.InquiryDefaults {
    static var inquiryDefaults: SectionSchema {
        SectionSchema([
            .key(
                "deadline", .responseTime, \.deadline,
                "Time to respond, from the opening, as 3d or 3 working days. The default is 3d."),
            .key(
                "country", .country, optional: \.country,
                "Whose working days count where neither the institution nor the feed has a "
                    + "country, as DE. Without it Saturday and Sunday are off."),
            .key(
                "holidays", .holidays, \.calendars,
                "A folder with a file of days off for each country, as DE.yaml. Weekends are "
                    + "known without it."),
            .key(
                "due_before", .duration(), \.dueBefore,
                "How long before the deadline inquiry.due is told; 0s for never. The default is "
                    + "12h."),
            .key(
                "repeat_overdue", .duration(atLeast: .seconds(3600)), optional: \.repeatOverdue,
                "Between two tellings of inquiry.overdue. The default is to tell it once."),
            .key(
                "open_from_text", .boolean, \.openFromText,
                "Whether an article's own words open inquiries. The default is true."),
        ])
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
                "Unique; names the institution for good, as uk-mfa."),
            .key("name", .text, \.name, required: true, "The name to show."),
            .key(
                "names", .list(of: .text), \.names,
                "Other names that texts give it, in any language."),
            .key(
                "country", .country, optional: \.country,
                "Whose weekend and holidays it keeps, as DE."),
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
                let others = draft.names.filter { $0 != draft.name }
                configuration.institutions.append(
                    Institution(
                        key: InstitutionKey(draft.key), name: draft.name,
                        names: [draft.name] + others,
                        country: draft.country))
            })
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
    var deadline: Configuration.DeclaredInquiry.Deadline
}

extension SectionSchema where Target == InquiryDraft {
    static var inquiry: SectionSchema {
        SectionSchema([
            .key(
                "name", .name, \.name, required: true,
                "Unique; names the inquiry for good, so that it is opened once."),
            .key(
                "institution", .institution,
                \.institution, required: true,
                "The key of the institution that owes the response."),
            .key("subject", .text, \.subject, required: true, "What was asked, in a line."),
            .key(
                "topic", .list(of: .text), \.topic,
                "Words that a response is expected to share."),
            .key(
                "feeds", .list(of: .reference(to: .feed)), \.feeds,
                "Feeds in which a response may stand. The default is all."),
            .key(
                "opened", .moment, optional: \.opened,
                "When it was asked. The default is when the daemon first reads it."),
            .key(
                "deadline", .deadline, \.deadline,
                "Time to respond, or the day by whose end (UTC) a response is owed. The default "
                    + "is inquiry.deadline."),
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
                        "inquiries[].deadline: is not after \"opened\"")
                }
                var inquiry = Configuration.DeclaredInquiry(
                    name: draft.name, institution: draft.institution, subject: draft.subject,
                    deadline: draft.deadline)
                inquiry.topic = draft.topic
                inquiry.feeds = draft.feeds
                inquiry.opened = draft.opened
                configuration.inquiries.append(inquiry)
            })
    }
}
