extension Configuration {
    /// An inquiry that the operator wrote into the configuration.
    package struct DeclaredInquiry: Sendable, Equatable {
        package enum Deadline: Sendable, Equatable {
            /// Counted from the opening.
            case after(ResponseTime)
            /// A day counts to its end, in UTC.
            case at(Timestamp)
        }

        /// Unique; it names the inquiry for good, so that it is opened once.
        package var name: String
        package var institution: InstitutionKey
        /// What was asked, in a line.
        package var subject: String
        /// Words that a response is expected to share.
        package var topic: [String] = []
        /// Names of feeds in which a response may stand; empty: in all.
        package var feeds: [String] = []
        /// When it was asked; nil: when the daemon first reads it.
        package var opened: Timestamp?
        /// The default is `inquiry.deadline`.
        package var deadline: Deadline

        package init(
            name: String, institution: InstitutionKey, subject: String,
            deadline: Deadline = .after(InquiryDefaults().deadline)
        ) {
            self.name = name
            self.institution = institution
            self.subject = subject
            self.deadline = deadline
        }

        /// The moment by which a response is owed.
        package func due(openedAt: Timestamp, _ calendar: WorkCalendar) -> Timestamp {
            switch deadline {
            case .after(let time): time.end(from: openedAt, calendar)
            case .at(let moment): moment
            }
        }
    }
}
