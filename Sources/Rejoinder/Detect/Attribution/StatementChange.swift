/// What became of a statement between two revisions of a text.
package enum StatementChange: Hashable, Sendable {
    case published(Statement)
    /// A statement that replaced another between two revisions.
    case changed(from: Statement, to: Statement)
    case withdrawn(Statement)

    /// The type of the event that reports it.
    package var eventType: EventType {
        switch self {
        case .published: .statementPublished
        case .changed: .statementChanged
        case .withdrawn: .statementWithdrawn
        }
    }

    /// Compares the statements of two texts by aligning them.
    ///
    /// The same words by the same speaker are the same statement, wherever they stand, however they
    /// are typeset, and whatever plain cue attributes them. The others are paired by the words that
    /// they have in common, the most similar first.
    ///
    /// - Returns: changed and published ones in the order of the new text, then withdrawn ones in
    ///   the order of the old one.
    package static func changes(
        from old: [Statement], to new: [Statement]
    ) -> [StatementChange] {
        guard !old.isEmpty else { return new.map { .published($0) } }
        return StatementAlignment(old: old, new: new).changes()
    }
}
