/// How closely something is looked at while an answer is awaited there.
///
/// The longer a question has been open, the less likely it is that the answer comes in the next
/// minute. Looking again after each further forty-eighth of the time since the question keeps the
/// delay in proportion to the wait. In the first hours that is as fast as politeness allows.
package struct Attention: Hashable, Sendable {
    /// When the newest of the open questions was asked.
    package let since: Timestamp

    package init(since: Timestamp) { self.since = since }

    /// The next look comes after one forty-eighth of the time since the question.
    private static let part: UInt64 = 48

    /// The time between two looks: at least `fastest`, at most what it would be without a question.
    package func interval(at now: Timestamp, fastest: Duration) -> Duration {
        // A question from the future was put while the clock was ahead, and may be as old as that.
        let passed = (now - since).milliseconds.magnitude / Self.part
        return max(fastest, .milliseconds(Int64(clamping: passed)))
    }
}
