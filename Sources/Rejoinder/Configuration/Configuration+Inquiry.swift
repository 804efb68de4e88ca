extension Configuration {
    /// Somebody who takes care of inquiries.
    package struct Person: Sendable, Equatable {
        /// The person's name, which is unique.
        package var name: String

        package init(name: String) { self.name = name }
    }

    /// An inquiry that the operator declared in the configuration.
    package struct DeclaredInquiry: Sendable, Equatable {
        package enum Deadline: Sendable, Equatable {
            /// A time to respond, counted from the opening.
            case after(ResponseTime)
            /// A fixed moment; a day means its end, in UTC.
            case at(Timestamp)
        }

        /// The inquiry's name for good, so that it is opened only once; it is unique.
        package var name: String
        package var institution: InstitutionKey
        /// What was asked, in one line.
        package var subject: String
        /// Words that a response is expected to contain.
        package var topic: [String] = []
        /// Names of the feeds in which a response may appear; empty: all feeds.
        package var feeds: [String] = []
        /// When it was asked; nil: when the daemon first reads this.
        package var opened: Timestamp?
        /// When a response is due; the default is `inquiry.deadline`.
        package var deadline: Deadline
        /// Who takes care of it from its opening on: the name of a person.
        package var owner: String?

        package init(
            name: String, institution: InstitutionKey, subject: String,
            deadline: Deadline = .after(InquiryDefaults().deadline)
        ) {
            self.name = name
            self.institution = institution
            self.subject = subject
            self.deadline = deadline
        }

        /// The moment by which a response is due.
        package func due(openedAt: Timestamp, _ calendar: WorkCalendar) -> Timestamp {
            switch deadline {
            case .after(let time): time.end(from: openedAt, calendar)
            case .at(let moment): moment
            }
        }
    }
}
