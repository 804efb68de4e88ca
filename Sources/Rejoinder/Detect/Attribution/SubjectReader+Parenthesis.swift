// Finds source and verb if they stand after the content, or within it.
extension SubjectReader {
    /// Finds the subject between the content and the verb: "..., the minister | said".
    ///
    /// - Returns: the subject, and the end of the content before it; nil if the words are not a
    ///   noun phrase.
    func parenthesis(before group: Int, from lower: Int) -> (subject: Range<Int>, contentEnd: Int)?
    {
        var bounds: [Int] = []
        var index = group - 1
        while index >= lower, group - index <= 45, bounds.count < 5 {
            let token = tokens[index]
            if token.kind == .comma || token.kind == .dash || isWholeQuote(index) {
                bounds.append(index)
            }
            if isWholeQuote(index) { break }
            if token.kind == .semicolon || token.kind == .colon { return nil }
            index -= 1
        }
        // Takes the farthest bound if it is a quotation; otherwise the nearest that leaves a
        // phrase.
        let quote = bounds.last.flatMap { isWholeQuote($0) ? $0 : nil }
        let isClosed = bounds.first == group - 1
        let candidates = quote.map { [$0] } ?? Array(bounds.dropFirst(isClosed ? 2 : 0))
        for bound in candidates {
            var start = bound + 1
            while start < group, tokens[start].kind == .comma || tokens[start].kind == .dash {
                start += 1
            }
            // Skips the auxiliary in "a-t-elle ajouté", "hat Müller gesagt".
            let first = start
            while start < group - 1, lexicon.inverts, tokens[start].is(.auxiliary) { start += 1 }
            let isAfterAuxiliary = start > first
            while start < group, isSkipped(start), !tokens[start].isCapital { start += 1 }
            let end = isClosed ? group - 1 : group
            guard start < end, phrases.canBegin(start), finite(in: start..<end) == nil,
                let phrase = valid(start..<end)
            else {
                if quote != nil { return nearest(bounds, group, lower) }
                continue
            }
            // Adverbials may stand between the subject and the participle.
            let subject = isAfterAuxiliary ? phrases.phrase(from: start) ?? phrase : phrase
            return (subject, bound)
        }
        return nil
    }

    /// Lets the comma decide if the quotation is only a part: `“…” is dead, Smith said`.
    private func nearest(
        _ bounds: [Int], _ group: Int, _ lower: Int
    ) -> (subject: Range<Int>, contentEnd: Int)? {
        guard let bound = bounds.first, tokens[bound].kind == .comma, bound + 1 < group,
            phrases.canBegin(bound + 1), finite(in: bound + 1..<group) == nil,
            let phrase = valid(bound + 1..<group)
        else { return nil }
        return (phrase, bound)
    }

    private func isWholeQuote(_ index: Int) -> Bool {
        let token = tokens[index]
        guard token.kind == .quote else { return false }
        guard token.shape.contains(.brief) else { return true }
        // A short quotation counts if it ends the content.
        return index + 1 < tokens.count && tokens[index + 1].kind == .comma
    }
}
