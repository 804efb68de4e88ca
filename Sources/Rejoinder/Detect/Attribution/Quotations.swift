/// Pairs quotation marks, and makes one token of what each pair encloses.
///
/// The styles need not be told apart by language: what a mark does follows from the marks that are
/// open and from the spaces beside it.
struct Quotations {
    private let bytes: SafeArray<UInt8>
    private let tokens: SafeArray<AttributionToken>
    /// The outermost pairs, as the indices of their marks' tokens.
    private var pairs: [Pair] = []
    private var open: [Open] = []

    struct Pair: Sendable {
        let first: Int
        let last: Int
        /// Whether the quotation runs to the end of the paragraph and continues in the next one.
        let isUnclosed: Bool
    }

    private struct Open {
        let token: Int
        let style: Style
    }

    /// The style of an opening mark, which decides which marks may close it.
    private enum Style {
        case double, single, low, lowSingle, guillemet, reversed, thin, thinReversed
    }

    /// The tokens, with each quotation and each short parenthesis as one token.
    static func collapsed(_ tokens: SafeArray<AttributionToken>, bytes: SafeArray<UInt8>)
        -> SafeArray<AttributionToken>
    {
        var quotations = Quotations(bytes: bytes, tokens: tokens)
        quotations.pair()
        return quotations.collapse()
    }

    private init(bytes: SafeArray<UInt8>, tokens: SafeArray<AttributionToken>) {
        self.bytes = bytes
        self.tokens = tokens
    }

    private mutating func pair() {
        var index = 0
        while index < tokens.count {
            let token = tokens[index]
            if token.shape.contains(.first), let outer = open.first {
                endParagraph(before: index, outer)
            }
            if token.kind == .mark { take(index) }
            index += 1
        }
        if let outer = open.first { endParagraph(before: tokens.count, outer) }
    }

    /// Ends what is open at the end of a paragraph.
    ///
    /// It continues if the next paragraph opens a quotation again.
    private mutating func endParagraph(before next: Int, _ outer: Open) {
        let last = next - 1
        // A single mark without a partner was an apostrophe.
        let isApostrophe = outer.style == .single || outer.style == .lowSingle
        if !isApostrophe, last > outer.token {
            let goesOn = next < tokens.count && tokens[next].kind == .mark
            pairs.append(Pair(first: outer.token, last: last, isUnclosed: goesOn))
        }
        open.removeAll(keepingCapacity: true)
    }

    private mutating func take(_ index: Int) {
        let mark = self.mark(index)
        if let place = open.lastIndex(where: { closes(mark, $0.style) }), !mustOpen(index, mark) {
            if isClosable(index, mark) {
                let opened = open[place]
                open.removeSubrange(place...)
                if open.isEmpty {
                    pairs.append(Pair(first: opened.token, last: index, isUnclosed: false))
                }
                return
            }
        }
        guard let style = opening(mark, index), open.count < 8 else { return }
        open.append(Open(token: index, style: style))
    }
}

// MARK: - Marks

extension Quotations {
    private enum Mark {
        case straight, straightSingle, leftDouble, rightDouble, leftSingle, rightSingle, low,
            lowSingle
        case leftGuillemet, rightGuillemet, leftThin, rightThin
    }

    private func mark(_ index: Int) -> Mark {
        let start = Int(tokens[index].start)
        switch bytes[start] {
        case 0x22: return .straight
        // Two single marks stand for a double one.
        case 0x27: return tokens[index].bytes.count == 2 ? .straight : .straightSingle
        case 0x60: return .leftDouble
        case 0xC2: return bytes[start + 1] == 0xAB ? .leftGuillemet : .rightGuillemet
        case 0xE3: return bytes[start + 2] & 1 == 0 ? .leftDouble : .rightDouble
        case 0xEF: return bytes[start + 2] == 0x82 ? .straight : .straightSingle
        default: break
        }
        switch bytes[start + 2] {
        case 0x98, 0x9B: return .leftSingle
        case 0x99: return .rightSingle
        case 0x9A: return .lowSingle
        case 0x9C, 0x9F: return .leftDouble
        case 0x9D: return .rightDouble
        case 0x9E: return .low
        case 0xB9: return .leftThin
        default: return .rightThin
        }
    }

    private func closes(_ mark: Mark, _ style: Style) -> Bool {
        switch style {
        case .double: mark == .straight || mark == .rightDouble
        case .single: mark == .straightSingle || mark == .rightSingle
        case .low: mark == .leftDouble || mark == .rightDouble || mark == .straight
        case .lowSingle: mark == .leftSingle || mark == .rightSingle || mark == .straightSingle
        case .guillemet: mark == .rightGuillemet
        case .reversed: mark == .leftGuillemet
        case .thin: mark == .rightThin
        case .thinReversed: mark == .leftThin
        }
    }

    /// Whether the mark cannot close.
    ///
    /// It cannot if white space or the start of the paragraph is before it and no space follows.
    private func mustOpen(_ index: Int, _ mark: Mark) -> Bool {
        switch mark {
        case .straight, .straightSingle, .rightDouble, .rightSingle:
            let shape = tokens[index].shape
            return shape.contains(.afterBlank) && !shape.contains(.beforeBlank)
                && isWordAfter(index)
        default: return false
        }
    }

    private func isWordAfter(_ index: Int) -> Bool {
        index + 1 < tokens.count && (tokens[index + 1].isWord || tokens[index + 1].kind == .mark)
    }

    private func opening(_ mark: Mark, _ index: Int) -> Style? {
        let shape = tokens[index].shape
        let previous = index > 0 ? tokens[index - 1].kind : .other
        let isElided =
            previous == .word && [0x27, 0x99].contains(bytes[Int(tokens[index - 1].end) - 1])
        let isFree =
            isElided || shape.contains(.afterBlank) || shape.contains(.first) || previous == .open
            || previous == .mark || previous == .dash || previous == .stop
        switch mark {
        case .low: return .low
        case .lowSingle: return .lowSingle
        case .leftDouble: return .double
        case .straight, .rightDouble: return isFree && !atEnd(index) ? .double : nil
        case .leftSingle: return isFree ? .single : nil
        case .straightSingle, .rightSingle:
            return isFree && isWordAfter(index) && hasSingleEnd(after: index) ? .single : nil
        case .leftGuillemet: return .guillemet
        case .rightGuillemet: return isFree && isWordAfter(index) ? .reversed : nil
        case .leftThin: return .thin
        case .rightThin: return isFree && isWordAfter(index) ? .thinReversed : nil
        }
    }

    private func atEnd(_ index: Int) -> Bool {
        index + 1 >= tokens.count || tokens[index + 1].shape.contains(.first)
    }

    /// Whether the mark may close a quotation.
    ///
    /// An apostrophe that ends a plural does not, if a better mark follows.
    private func isClosable(_ index: Int, _ mark: Mark) -> Bool {
        guard mark == .straightSingle || mark == .rightSingle, index > 0 else { return true }
        let before = tokens[index - 1]
        guard before.kind == .word, isPlural(before), index + 1 < tokens.count,
            tokens[index + 1].kind == .word, !tokens[index + 1].isCapital
        else { return true }
        return !hasSingleEnd(after: index)
    }

    private func isPlural(_ token: AttributionToken) -> Bool {
        bytes[Int(token.end) - 1] == 0x73
    }

    /// Whether a single mark that can only close follows in the paragraph.
    private func hasSingleEnd(after index: Int) -> Bool {
        var place = index + 1
        let limit = min(tokens.count, index + 400)
        while place < limit, !tokens[place].shape.contains(.first) {
            if tokens[place].kind == .mark {
                let mark = self.mark(place)
                let isSingle = mark == .straightSingle || mark == .rightSingle
                let shape = tokens[place].shape
                if isSingle, !shape.contains(.afterBlank) { return true }
                if isSingle, shape.contains(.afterBlank), !shape.contains(.beforeBlank) {
                    return false
                }
            }
            place += 1
        }
        return false
    }
}

// MARK: - Collapsing

extension Quotations {
    private func collapse() -> SafeArray<AttributionToken> {
        var result: SafeArray<AttributionToken> = []
        result.reserveCapacity(tokens.count)
        var index = 0
        var next = 0
        while index < tokens.count {
            if next < pairs.count, pairs[next].first == index {
                result.append(quotation(pairs[next]))
                index = pairs[next].last + 1
                next += 1
            } else if let end = bracketEnd(index) {
                var token = tokens[index]
                token.kind = .bracket
                token.end = tokens[end].end
                result.append(token)
                index = end + 1
            } else {
                if tokens[index].kind != .mark {
                    result.append(tokens[index])
                } else if let last = result.indices.last {
                    result[last].shape.insert(.unpaired)
                }
                index += 1
            }
        }
        return result
    }

    private func bracketEnd(_ index: Int) -> Int? {
        guard tokens[index].kind == .open else { return nil }
        var place = index + 1
        while place < min(tokens.count, index + 14) {
            let token = tokens[place]
            if token.kind == .close { return place }
            if token.kind == .open || token.shape.contains(.first) || token.kind == .mark {
                return nil
            }
            place += 1
        }
        return nil
    }

    /// Whether the words before the mark make the quotation a title or a name, as in: the “Tigers”.
    private func isTitle(_ mark: Int) -> Bool {
        let before = tokens[mark - 1]
        guard before.kind == .word, tokens[mark + 1].isCapital else { return false }
        return before.shape.contains(.possessive) || before.is([.determiner, .link])
            || before.is(.preposition) && !before.is(.subordinator)
    }

    private func quotation(_ pair: Pair) -> AttributionToken {
        var token = tokens[pair.first]
        token.kind = .quote
        token.end = tokens[pair.last].end
        token.shape.formIntersection([.afterBlank, .first, .startsSentence])
        let isClosed = tokens[pair.last].kind == .mark
        let inner = pair.first + 1..<(isClosed ? pair.last : pair.last + 1)
        if isClosed, tokens[pair.last].shape.contains(.beforeBlank) {
            token.shape.insert(.beforeBlank)
        }
        if pair.isUnclosed { token.shape.insert(.unclosed) }
        var words = 0
        for place in inner {
            if tokens[place].isWord { words += 1 }
            if words == 1, tokens[place].isCapital { token.shape.insert(.capital) }
        }
        var last = inner.upperBound - 1
        while last > inner.lowerBound, tokens[last].kind == .mark { last -= 1 }
        guard inner.contains(last) else { return token }
        switch tokens[last].kind {
        case .stop:
            token.shape.insert(.stopped)
            if [0x21, 0x3F].contains(bytes[Int(tokens[last].end) - 1]) {
                token.shape.insert(.exclaimed)
            }
        case .comma, .dash: token.shape.insert(.continued)
        default: break
        }
        if words <= 4, pair.first > 0, isTitle(pair.first), !token.shape.contains(.exclaimed) {
            token.shape.insert(.brief)
        }
        if words <= 3, !token.shape.contains(.stopped), !token.shape.contains(.continued) {
            token.shape.insert(.brief)
        }
        return token
    }
}
