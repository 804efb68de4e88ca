/// Whether an extraction differs so much from the last one that the page itself must have changed.
///
/// Such a change is not a change of its words. The extraction is held, and the page is fetched
/// again, before anything is reported.
package enum ArticleJump {
    package enum Reason: String, CaseIterable, Sendable {
        /// It is no longer an article but a wall, a refusal, or a page that says it does not exist.
        case otherKind = "other kind of page"
        case empty = "no text"
        /// At most a quarter of its former size.
        case shrunk = "a quarter of the size"
        /// At least four times its former size.
        case grown = "four times the size"
        /// Hardly a line of the old text remains.
        case otherBlock = "another block"
        case unsure = "unsure"
        /// A notice to readers, in place of the article or of its larger part.
        case wall = "a notice in place of the article"
        /// Other articles of the host show the same text.
        case shared = "the same text as other pages"
        /// What was taken for the article is such a text.
        case doubted = "its article is the text of other pages"
        /// A text about other things.
        case unrelated = "another subject"

        /// Whether it may be an edit after all.
        package var mayBeEdit: Bool { self == .shrunk || self == .grown || self == .otherBlock }
    }

    /// Why the new extraction must not be believed at once; nil if it may be.
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
        if kept < 0.4, before >= 200 { return .otherBlock }
        if new.confidence < 0.3, previous.confidence >= 0.5, kept < 0.9 { return .unsure }
        return nil
    }
}
