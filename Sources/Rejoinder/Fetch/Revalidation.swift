/// Whether a document is asked for with the condition that it has changed, and what a 304 proves.
///
/// Validators save nearly all of the traffic, but some servers never change them: a tag made of the
/// address, a date that a build fixed. Nothing in one answer gives such a server away, so now and
/// then it has to send everything.
package enum Revalidation {
    /// How long a 304 is believed before the whole document is asked for again.
    package static let patience = Duration.seconds(86_400)

    /// - Parameters:
    ///   - validators: those of the document that was read last.
    ///   - readAt: when a whole document was last received; nil: never.
    ///   - isAwaited: whether an answer is awaited in this document.
    ///   - isCaught: whether the server has sent a changed document under the same validators.
    package static func asksWithCondition(
        _ validators: Validators, readAt: Timestamp?, isAwaited: Bool, isCaught: Bool,
        now: Timestamp
    ) -> Bool {
        guard !validators.isEmpty, let readAt, !isAwaited, !isCaught else { return false }
        return readAt <= now && now - readAt < patience
    }

    /// Whether a document that has changed came under the validators of the one before.
    ///
    /// - Parameter isSameDocument: whether the bytes are those that were read before.
    package static func catches(
        _ before: Validators, _ after: Validators, isSameDocument: Bool
    ) -> Bool {
        !isSameDocument && !before.isEmpty && before == after
    }

    /// Whether a 304 says that nothing was missed.
    package static func isCoverage(isCaught: Bool) -> Bool { !isCaught }
}
