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
        let kept = keptShare(previous.text, new.text)
        if kept < 0.1, before >= 400 { return .otherBlock }
        if new.confidence < 0.3, previous.confidence >= 0.5, kept < 0.9 { return .unsure }
        return nil
    }

    /// The share of the old text's words that stand in the new one, in runs of three.
    private static func keptShare(_ old: String, _ new: String) -> Double {
        let runs = Set(hashes(new))
        let wanted = hashes(old)
        guard !wanted.isEmpty else { return 1 }
        return Double(wanted.count(where: runs.contains)) / Double(wanted.count)
    }

    private static func hashes(_ text: String) -> [UInt64] {
        var words: [UInt64] = []
        var word: UInt64 = 0
        for byte in text.utf8 {
            if byte.isLetter || byte.isDigit || byte >= 0x80 {
                word = (word &+ UInt64(byte.lowercased) &+ 1) &* 0x0000_0100_0000_01B3
            } else if word != 0 {
                words.append(word)
                word = 0
            }
        }
        if word != 0 { words.append(word) }
        guard words.count >= 3 else { return words }
        return (2..<words.count).map { index in
            let pair: UInt64 = words[index - 2] &* 31 &+ words[index - 1]
            return pair &* 31 &+ words[index]
        }
    }
}
