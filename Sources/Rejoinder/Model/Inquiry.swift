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
    package private(set) var dueAt: Timestamp?
    package private(set) var state: State
    /// The inquiry that it is one with, by a person's word.
    package private(set) var mergedInto: ID?
    /// Who takes care of it, by the name in the configuration's `people`.
    package private(set) var owner: String?

    package init(
        id: ID, institution: InstitutionKey?, institutionName: String, origin: Origin,
        subject: String, evidence: String?, topic: [String], openedAt: Timestamp,
        dueAt: Timestamp?, state: State, mergedInto: ID? = nil, owner: String? = nil
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
        self.owner = owner
    }
}

extension Inquiry {
    /// Whether the answer is still awaited although the deadline has passed.
    package func isOverdue(at now: Timestamp) -> Bool {
        state == .open && dueAt.map { $0 <= now } ?? false
    }

    package func moved(to state: State) -> Inquiry { with { $0.state = state } }

    package func merged(into other: ID?) -> Inquiry { with { $0.mergedInto = other } }

    package func due(at moment: Timestamp?) -> Inquiry { with { $0.dueAt = moment } }

    package func owned(by person: String?) -> Inquiry { with { $0.owner = person } }

    private func with(_ change: (inout Inquiry) -> Void) -> Inquiry {
        var inquiry = self
        change(&inquiry)
        return inquiry
    }
}
