/// How closely something is looked at while an answer is awaited there.
///
/// The chance that an answer comes in the next minute falls with the time that has passed since
/// the question; with a look after each further forty-eighth of that time, the delay stays in
/// proportion to the wait. Within the first hours that is as fast as politeness allows.
package struct Attention: Hashable, Sendable {
    /// When the newest of the open questions was put.
    package let since: Timestamp

    package init(since: Timestamp) { self.since = since }

    /// A look after each further forty-eighth of the time since the question.
    private static let part: Int64 = 48

    /// The time between two looks: from `fastest` up to what it would be without a question.
    package func interval(at now: Timestamp, fastest: Duration) -> Duration {
        let passed = max(0, (now - since).milliseconds)
        return max(fastest, .milliseconds(passed / Self.part))
    }
}
