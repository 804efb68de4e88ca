/// Finds where the patterns of a language match in a passage.
struct FrameMatcher {
    let language: Language
    let passage: Passage

    struct Match {
        let pattern: FramePattern
        /// The tokens that the pattern matched.
        let range: Range<Int>
        /// The tokens that matched `N`.
        let noun: Range<Int>?
    }

    func matches(in sentence: Range<Int>) -> [Match] {
        var matches: [Match] = []
        let present = passage.tokens[sentence].reduce(into: WordClasses.none) { $0 |= $1.classes }
        for index in sentence where passage.tokens[index].has(language.anchors) {
            let token = passage.tokens[index]
            language.forEachPattern(beginning: token.classes) { pattern in
                guard pattern.required.allSatisfy(present.overlaps) else { return }
                guard token.isQuoted == pattern.isQuoted else { return }
                var cursor = Cursor(elements: pattern.elements, end: sentence.upperBound)
                guard let end = match(&cursor, 0, index) else { return }
                matches.append(Match(pattern: pattern, range: index..<end, noun: cursor.noun))
            }
        }
        return matches
    }

    private struct Cursor {
        let elements: [FramePattern.Element]
        let end: Int
        var noun: Range<Int>?
        /// Counts the steps of one attempt, which are limited.
        var steps = 0
    }

    /// The place after the match; the recursion is no deeper than the pattern is long.
    private func match(_ cursor: inout Cursor, _ element: Int, _ index: Int) -> Int? {
        cursor.steps += 1
        guard cursor.steps < 600 else { return nil }
        guard element < cursor.elements.count else { return index }
        switch cursor.elements[element] {
        case .one(let classes):
            guard let at = word(index, cursor.end), passage.tokens[at].has(classes) else {
                return nil
            }
            return match(&cursor, element + 1, at + 1)
        case .optional(let classes):
            if let at = word(index, cursor.end), passage.tokens[at].has(classes),
                let end = match(&cursor, element + 1, at + 1)
            {
                return end
            }
            return match(&cursor, element + 1, index)
        case .many(let classes): return many(&cursor, element, index, classes)
        case .not(let classes):
            if let at = word(index, cursor.end), passage.tokens[at].has(classes) { return nil }
            return match(&cursor, element + 1, index)
        case .gap(let length): return gap(&cursor, element, index, length, overCommas: false)
        case .leap(let length): return gap(&cursor, element, index, length, overCommas: true)
        case .noun: return noun(&cursor, element, index)
        case .comma(let isNeeded):
            let isComma = index < cursor.end && passage.tokens[index].kind == .comma
            guard isComma || !isNeeded else { return nil }
            return match(&cursor, element + 1, isComma ? index + 1 : index)
        case .end:
            return isClauseEnd(index, cursor.end) ? match(&cursor, element + 1, index) : nil
        }
    }

    /// Matches as many words as possible, and fewer if the rest would not match then.
    private func many(
        _ cursor: inout Cursor, _ element: Int, _ index: Int, _ classes: WordClasses
    ) -> Int? {
        var places = [index]
        var at = index
        while let next = word(at, cursor.end), passage.tokens[next].has(classes), places.count < 10
        {
            at = next + 1
            places.append(at)
        }
        for place in places.reversed() {
            if let end = match(&cursor, element + 1, place) { return end }
        }
        return nil
    }

    /// The place of the word at or after the index, past quotation marks around names.
    private func word(_ index: Int, _ end: Int) -> Int? {
        var at = index
        while at < end {
            switch passage.tokens[at].kind {
            case .word, .number: return at
            case .opening, .closing:
                guard !passage.tokens[at].isQuoted else { return nil }
                at += 1
            default: return nil
            }
        }
        return nil
    }

    private func gap(
        _ cursor: inout Cursor, _ element: Int, _ index: Int, _ length: Int, overCommas: Bool
    ) -> Int? {
        var at = index
        for taken in 0...length {
            if let end = match(&cursor, element + 1, at) { return end }
            guard taken < length, at < cursor.end,
                isWithinClause(at) || (overCommas && passage.tokens[at].kind == .comma)
            else { return nil }
            at += 1
        }
        return nil
    }

    private func noun(_ cursor: inout Cursor, _ element: Int, _ index: Int) -> Int? {
        guard index < cursor.end else { return nil }
        if element + 1 == cursor.elements.count {
            cursor.noun = index..<cursor.end
            return index
        }
        var at = index + 1
        let limit = min(cursor.end, index + 40)
        while at <= limit {
            let noun = index..<at
            if let end = match(&cursor, element + 1, at) {
                cursor.noun = noun
                return end
            }
            guard at < limit, isWithinNoun(at) else { return nil }
            at += 1
        }
        return nil
    }

    private func isWithinClause(_ index: Int) -> Bool {
        switch passage.tokens[index].kind {
        case .word, .number, .opening, .closing, .other: true
        default: false
        }
    }

    private func isWithinNoun(_ index: Int) -> Bool {
        let token = passage.tokens[index]
        guard token.isCapital || !token.has(language.grammar.boundary) else { return false }
        guard
            !token.has(language.grammar.verb.subtracting(language.grammar.determiner))
                || token.isCapital
        else { return false }
        return isWithinClause(index) || token.kind == .comma
    }

    private func isClauseEnd(_ index: Int, _ end: Int) -> Bool {
        guard index < end else { return true }
        return switch passage.tokens[index].kind {
        case .stop, .comma, .colon, .dash, .bracket, .unbracket: true
        default: passage.tokens[index].has(language.grammar.boundary)
        }
    }
}
