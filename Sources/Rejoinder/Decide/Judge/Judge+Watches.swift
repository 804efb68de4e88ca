extension Judge {
    /// Tells what watches find in the first text of a new entry, in its feed or on its page.
    mutating func watchFirstText(of observed: ObservedEntry, at place: Place) {
        guard !rules.watches.isEmpty, observed.change == nil, isNews(observed, at: place) else {
            return
        }
        let content = observed.content
        let text = NewText(
            content, title: place.revision == 1 ? observed.title : nil,
            statements: observed.reading.statements)
        var matches = self.matches(in: text, of: content)
        if !matches.isEmpty, let other = entries[place.entry]?.newest[look.source.other] {
            // The feed has shown a part of the page, or all of it, and that was told.
            let known = NewText(
                other.content, title: other.content.title,
                statements: detector.statements(
                    in: other.content, ofFeedOf: look.feed.institution))
            let told = Set(self.matches(in: known, of: other.content).map(\.watch.name))
            matches.removeAll { told.contains($0.watch.name) }
        }
        tell(
            matches, of: observed.identity, hash: observed.contentHash, at: place,
            subject(observed, at: place))
    }

    /// Tells what watches find in what a change has brought.
    ///
    /// - Parameter subject: the members that every event about the entry carries.
    mutating func watch(_ told: ToldChange, at place: Place, _ subject: [JSONValue.Member]) {
        guard !rules.watches.isEmpty, told.change.level == .major else { return }
        let matches = self.matches(
            in: NewText(told.change, statements: told.statements), of: told.content)
        tell(matches, of: told.identity, hash: told.contentHash, at: place, subject)
    }

    private func matches(in text: NewText, of content: RevisionContent) -> [WatchMatch] {
        rules.watches.matches(
            in: text, feed: look.feed.name, institution: look.feed.institution,
            language: code(of: content))
    }

    /// The code of the content's language: its own word, or else the likeliest.
    private func code(of content: RevisionContent) -> String? {
        let tag = (content.language ?? "").prefix { $0 != "-" && $0 != "_" }
        guard tag.isEmpty else { return tag.caseFolded }
        return detector.language(nil, content.shared.text)?.code
    }

    private mutating func tell(
        _ matches: [WatchMatch], of identity: String, hash: [UInt8], at place: Place,
        _ subject: [JSONValue.Member]
    ) {
        for match in matches {
            tell(
                EventDraft(
                    type: .watchMatched, at: look.at, feed: look.feed.name, entry: place.entry,
                    identifiedBy: [
                        match.watch.name, look.feed.name, identity, String(place.revision),
                        Hex.string(hash),
                    ],
                    data: .object(subject + [.init("watch", match.json)])),
                because: "its new text has the words of the watch \(match.watch.name)")
        }
    }
}
