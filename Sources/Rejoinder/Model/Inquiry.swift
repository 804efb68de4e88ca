/// A question put to an institution whose response is awaited.
package struct Inquiry: Hashable, Sendable {
    package struct ID: Hashable, Sendable, RawRepresentable {
        package let rawValue: String

        package init(rawValue: String) { self.rawValue = rawValue }
    }

    package enum State: String, Sendable, CaseIterable { case open, answered, declined, closed }

    /// Where an inquiry came from.
    package enum Origin: Hashable, Sendable {
        case configuration
        /// A person opened it; `user` is the system user.
        case hand(user: String)
        /// The entry says that the question was asked; `entry` is its row in the ledger.
        case text(entry: Int64)

        /// The row of the entry from whose text it was opened, if it was.
        package var entry: Int64? {
            if case .text(let entry) = self { entry } else { nil }
        }
    }

    package let id: ID
    /// Nil if the institution is known only by the name that a text gives it.
    package let institution: InstitutionKey?
    /// The institution's name, as it is shown.
    package let institutionName: String
    package let origin: Origin
    /// What was asked, in one line: the article's title, or what the operator wrote.
    package let subject: String
    /// The sentence that says so; nil if a person or the configuration opened the inquiry.
    package let evidence: String?
    /// Words that a response should share, given by the operator or read from the text.
    package let topic: [String]
    package let openedAt: Timestamp
    package let dueAt: Timestamp?
    package let state: State
    /// The inquiry that it is one with, by a person's word.
    package let mergedInto: ID?

    package init(
        id: ID, institution: InstitutionKey?, institutionName: String, origin: Origin,
        subject: String, evidence: String?, topic: [String], openedAt: Timestamp,
        dueAt: Timestamp?, state: State, mergedInto: ID? = nil
    ) {
        self.id = id
        self.institution = institution
        self.institutionName = institutionName
        self.origin = origin
        self.subject = subject
        self.evidence = evidence
        self.topic = topic
        self.openedAt = openedAt
        self.dueAt = dueAt
        self.state = state
        self.mergedInto = mergedInto
    }
}

extension Inquiry {
    package func moved(to state: State) -> Inquiry {
        Inquiry(
            id: id, institution: institution, institutionName: institutionName, origin: origin,
            subject: subject, evidence: evidence, topic: topic, openedAt: openedAt, dueAt: dueAt,
            state: state, mergedInto: mergedInto)
    }

    package func merged(into other: ID?) -> Inquiry {
        Inquiry(
            id: id, institution: institution, institutionName: institutionName, origin: origin,
            subject: subject, evidence: evidence, topic: topic, openedAt: openedAt, dueAt: dueAt,
            state: state, mergedInto: other)
    }

    package func due(at moment: Timestamp?) -> Inquiry {
        Inquiry(
            id: id, institution: institution, institutionName: institutionName, origin: origin,
            subject: subject, evidence: evidence, topic: topic, openedAt: openedAt, dueAt: moment,
            state: state, mergedInto: mergedInto)
    }
}
