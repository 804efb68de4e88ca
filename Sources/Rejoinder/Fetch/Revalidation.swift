/// Whether a document is asked for with the condition that it has changed, and what a 304 proves.
///
/// Validators save nearly all of the traffic, but some servers never change them: a tag made of the
/// address, a date that a build fixed. Nothing in one answer gives such a server away, so now and
/// then it has to send everything.
package enum Revalidation {
    /// How long a 304 is believed before the whole document is asked for again.
    package static let patience = Duration.seconds(86_400)

    /// How long a server that was caught is asked for everything; then it may have been mended.
    package static let memory = Duration.seconds(30 * 86_400)

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
    /// - Parameter isSameDocument: whether nothing that it says has changed. Bytes are no measure:
    ///   a server that counts readers in its document rightly calls it unmodified.
    package static func catches(
        _ before: Validators, _ after: Validators, isSameDocument: Bool
    ) -> Bool {
        // A server that is sent both compares the tag (RFC 9110 section 13.1.3), whatever the date.
        if let tag = before.etag { return !isSameDocument && after.etag == tag }
        return !isSameDocument && !before.isEmpty && before == after
    }

    /// Whether the server is asked for everything because of what it was caught at.
    ///
    /// - Parameter caughtAt: when that was last.
    package static func isCaught(_ caughtAt: Timestamp?, now: Timestamp) -> Bool {
        caughtAt.map { now - $0 < memory } ?? false
    }

    /// How the coverage calls looks whose 304s have turned out to prove nothing.
    ///
    /// It is also the kind of failure of a 304 that nobody asked for.
    package static let unproven = "http 304"
}
