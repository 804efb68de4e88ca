/// Whether an extraction differs from the last one so much that the page, not its words, must have
/// changed: such a one is held, and the page fetched again, before anything is said.
package enum ArticleJump {
    package enum Reason: String, CaseIterable, Sendable {
        /// It is no article any more: a wall, a refusal, a page that says it is not there.
        case otherKind = "other kind of page"
        case empty = "no text"
        /// At most a quarter of what it was.
        case shrunk = "a quarter of the size"
        /// At least four times what it was.
        case grown = "four times the size"
        /// Hardly a line of the old text is left.
        case otherBlock = "another block"
        case unsure = "unsure"
    }

    /// Why the new extraction must not be believed at once; nil where it may be.
    package static func reason(previous: Article, new: Article) -> Reason? {
        switch new.kind {
        case .consent, .login, .block, .parked, .notFound, .listing:
            if new.kind != previous.kind { return .otherKind }
        case .article, .paywall, .unsure: break
        }
        let (before, after) = (previous.text.utf8.count, new.text.utf8.count)
        guard before > 0 else { return nil }
        if after == 0 { return .empty }
        if after <= before / 4 { return .shrunk }
        if before >= 200, after / 4 >= before { return .grown }
        let kept = WordRuns(new.text).share(of: previous.text)
        if kept < 0.1, before >= 400 { return .otherBlock }
        if new.confidence < 0.3, previous.confidence >= 0.5, kept < 0.9 { return .unsure }
        return nil
    }
}
