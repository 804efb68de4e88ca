/// How a text says that it answers the press, or takes a stand.
enum Stand: Sendable {
    case none
    /// It has words of admitting, regretting or denying, or a heading like "Regarding the ferries".
    case hinted
    /// Its heading or its first sentence says so.
    case announced

    init(title: String, _ passage: Passage, _ language: Language) {
        let heading = Passage(title, language)
        if Self.isAnnounced(heading, passage, language) {
            self = .announced
        } else if Self.isHinted(heading, passage, language.replies) {
            self = .hinted
        } else {
            self = .none
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

    private static func isHinted(
        _ heading: Passage, _ passage: Passage, _ replies: ReplyWords
    ) -> Bool {
        let opening = heading.sentences.prefix(1).map { FoldedSentence($0, of: heading) }
        if opening.contains(where: { $0.begins(withAnyOf: replies.topicOpeners) }) { return true }
        return passage.sentences.contains { sentence in
            replies.takesStand(
                sentence.filter { passage.tokens[$0].isWordlike }.map {
                    String(decoding: passage.folded($0), as: UTF8.self)
                })
        }
    }
}
