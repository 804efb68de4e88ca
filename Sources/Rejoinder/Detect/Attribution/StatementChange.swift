/// What became of a statement between two revisions of a text.
package enum StatementChange: Hashable, Sendable {
    case published(Statement)
    /// Who now says what instead of what.
    case changed(from: Statement, to: Statement)
    case withdrawn(Statement)

    /// The event that tells it.
    package var eventType: EventType {
        switch self {
        case .published: .statementPublished
        case .changed: .statementChanged
        case .withdrawn: .statementWithdrawn
        }
    }

    /// Compares two texts' statements by aligning them.
    ///
    /// The same words of the same speaker are the same statement, wherever they stand, however they
    /// are set, and whatever plain cue attributes them. What is left is paired by common words,
    /// best first.
    ///
    /// - Returns: changed and published ones in the order of the new text, then withdrawn ones in
    ///   that of the old.
    package static func changes(
        from old: [Statement], to new: [Statement]
    ) -> [StatementChange] {
        StatementAlignment(old: old, new: new).changes()
    }
}
