/// The part of the configuration by which inquiries are opened and their deadlines reported.
package struct InquiryRules: Hashable, Sendable {
    /// How long an institution has to respond, counted from the question that a text reports.
    package var deadline: ResponseTime
    /// How long before the deadline `inquiry.due` is reported.
    package var dueBefore: Duration
    /// How often `inquiry.overdue` is repeated; nil if it is reported only once.
    package var repeatOverdue: Duration?
    package var calendars = WorkCalendars()
    /// Who decides that a response was found.
    package var answer = AnswerPolicy.automatic

    package init(
        deadline: ResponseTime = .span(.seconds(3 * 86_400)),
        dueBefore: Duration = .seconds(12 * 3600),
        repeatOverdue: Duration? = nil
    ) {
        self.deadline = deadline
        self.dueBefore = dueBefore
        self.repeatOverdue = repeatOverdue
    }
}
