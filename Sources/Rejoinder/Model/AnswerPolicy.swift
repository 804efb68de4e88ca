/// Who decides that a response was found.
package enum AnswerPolicy: String, Hashable, Sendable, CaseIterable {
    /// The program, where it is sure enough.
    case automatic
    /// A person, always: whatever is found is a candidate.
    case propose
}
