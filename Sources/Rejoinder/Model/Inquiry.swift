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
        /// The system user who opened it.
        case hand(user: String)
        /// The entry that says that the question was asked, by its row in the ledger.
        case text(entry: Int64)
    }

    package let id: ID
    /// Nil where the institution is known only by the name that a text gives it.
    package let institution: InstitutionKey?
    /// The institution's name to show.
    package let institutionName: String
    package let origin: Origin
    /// What was asked, in a line: the article's title, or what the operator wrote.
    package let subject: String
    /// The sentence that says so; nil where a person or the configuration opened it.
    package let evidence: String?
    /// The words that a response is expected to share, given by the operator or read from the text.
    package let topic: [String]
    package let openedAt: Timestamp
    package let dueAt: Timestamp?
    package let state: State

    package init(
        id: ID, institution: InstitutionKey?, institutionName: String, origin: Origin,
        subject: String, evidence: String?, topic: [String], openedAt: Timestamp,
        dueAt: Timestamp?, state: State
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
    }
}

extension Inquiry {
    package func moved(to state: State) -> Inquiry {
        Inquiry(
            id: id, institution: institution, institutionName: institutionName, origin: origin,
            subject: subject, evidence: evidence, topic: topic, openedAt: openedAt, dueAt: dueAt,
            state: state)
    }

    package func due(at moment: Timestamp?) -> Inquiry {
        Inquiry(
            id: id, institution: institution, institutionName: institutionName, origin: origin,
            subject: subject, evidence: evidence, topic: topic, openedAt: openedAt, dueAt: moment,
            state: state)
    }
}
