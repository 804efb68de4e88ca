/// How a text says that it answers the press, or takes a stand.
enum Stand: Sendable {
    case none
    /// It has a heading like "Regarding the ferries".
    case hinted
    /// Its heading or its first sentence says so.
    case announced

    init(title: String, _ passage: Passage, _ language: Language) {
        let heading = Passage(title, language)
        if Self.isAnnounced(heading, passage, language) {
            self = .announced
        } else {
            self = Self.isHinted(heading, language.replies) ? .hinted : .none
        }
    }

    private static func isAnnounced(
        _ heading: Passage, _ passage: Passage, _ language: Language
    ) -> Bool {
        let classes = language.lexicon.bits(.statement)
        if heading.tokens.contains(where: { $0.has(classes) }) { return true }
        let first = passage.sentences.prefix(1).map { FoldedSentence($0, of: passage).words }
        let title = heading.sentences.map { FoldedSentence($0, of: heading).words }
        return (title + first).joined().contains { word, _ in
            language.replies.replies.contains(word) || language.replies.addressees.contains(word)
        }
    }

    private static func isHinted(_ heading: Passage, _ replies: ReplyWords) -> Bool {
        heading.sentences.prefix(1).contains {
            FoldedSentence($0, of: heading).begins(withAnyOf: replies.topicOpeners)
        }
    }
}
