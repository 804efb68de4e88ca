/// Decides whether a document that was served as a feed is one, and can be believed.
enum DocumentVerdict {
    /// The kind of failure of a document that suddenly lists nothing.
    static let empty = "empty"

    /// - Parameter before: how many entries the feed listed when it was last seen.
    static func failure(
        of document: FeedDocument, bytes: [UInt8], listedBefore before: Int
    ) -> FetchFailure? {
        guard document.format != nil else {
            return FetchFailure(
                kind: "not_a_feed", message: NotAFeed(bytes).message, weight: .lasting)
        }
        guard document.entries.isEmpty else { return nil }
        guard document.isComplete else {
            return FetchFailure(
                kind: "truncated", message: "the document breaks off before its first entry",
                weight: .passing)
        }
        guard before > 0 else { return nil }
        return FetchFailure(
            kind: empty, message: "it lists no entries, where it listed \(before) before",
            weight: .passing)
    }
}
