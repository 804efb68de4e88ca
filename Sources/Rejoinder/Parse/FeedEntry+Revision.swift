extension FeedEntry {
    /// The part of the entry that is compared, hashed and kept.
    ///
    /// The text is the content, or the summary if there is no content: most feeds repeat the
    /// beginning of the content in the summary, and a change would be reported twice.
    package func revisionContent(language feedLanguage: String? = nil) -> RevisionContent {
        let names = authors.compactMap { $0.name ?? $0.email }
        return RevisionContent(
            title: PlainText.oneLine(title?.plain ?? ""),
            text: (content ?? summary)?.plain ?? "",
            link: link,
            author: names.isEmpty ? nil : names.joined(separator: ", "),
            published: published?.moment, updated: updated?.moment,
            language: language ?? feedLanguage)
    }
}
