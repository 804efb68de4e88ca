/// Pairs quotation marks, and makes one token of what each pair encloses.
///
/// The styles need not be told apart by language: what a mark does follows from the marks that are
/// open and from the spaces beside it.
struct Quotations {
    private let bytes: SafeArray<UInt8>
    private let units: SafeArray<AttributionToken>
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
        let unit: Int
        let style: Style
    }

    /// The style of an opening mark, which decides which marks may close it.
    private enum Style {
        case double, single, low, lowSingle, guillemet, reversed, thin, thinReversed
    }

    /// The tokens, with each quotation and each short parenthesis as one token.
    static func collapsed(_ units: SafeArray<AttributionToken>, bytes: SafeArray<UInt8>)
        -> SafeArray<AttributionToken>
    {
        var quotations = Quotations(bytes: bytes, units: units)
        quotations.pair()
        return quotations.collapse()
    }

    private init(bytes: SafeArray<UInt8>, units: SafeArray<AttributionToken>) {
        self.bytes = bytes
        self.units = units
    }

    private mutating func pair() {
        var index = 0
        while index < units.count {
            let unit = units[index]
            if unit.shape.contains(.first), let outer = open.first {
                endParagraph(before: index, outer)
            }
            if unit.kind == .mark { take(index) }
            index += 1
        }
        if let outer = open.first { endParagraph(before: units.count, outer) }
    }

    /// Ends what is open at the end of a paragraph.
    ///
    /// It continues if the next paragraph opens a quotation again.
    private mutating func endParagraph(before next: Int, _ outer: Open) {
        let last = next - 1
        // A single mark without a partner was an apostrophe.
        let isApostrophe = outer.style == .single || outer.style == .lowSingle
        if !isApostrophe, last > outer.unit {
            let goesOn = next < units.count && units[next].kind == .mark
            pairs.append(Pair(first: outer.unit, last: last, isUnclosed: goesOn))
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
                    pairs.append(Pair(first: opened.unit, last: index, isUnclosed: false))
                }
                return
            }
        }
        guard let style = opening(mark, index), open.count < 8 else { return }
        open.append(Open(unit: index, style: style))
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
        let start = Int(units[index].start)
        switch bytes[start] {
        case 0x22: return .straight
        // Two single marks stand for a double one.
        case 0x27: return units[index].bytes.count == 2 ? .straight : .straightSingle
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
            let shape = units[index].shape
            return shape.contains(.afterBlank) && !shape.contains(.beforeBlank)
                && isWordAfter(index)
        default: return false
        }
    }

    private func isWordAfter(_ index: Int) -> Bool {
        index + 1 < units.count && (units[index + 1].isWord || units[index + 1].kind == .mark)
    }

    private func opening(_ mark: Mark, _ index: Int) -> Style? {
        let shape = units[index].shape
        let previous = index > 0 ? units[index - 1].kind : .other
        let isFree =
            shape.contains(.afterBlank) || shape.contains(.first) || previous == .open
            || previous == .mark || previous == .dash
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
        index + 1 >= units.count || units[index + 1].shape.contains(.first)
    }

    /// Whether the mark may close a quotation.
    ///
    /// An apostrophe that ends a plural does not, if a better mark follows.
    private func isClosable(_ index: Int, _ mark: Mark) -> Bool {
        guard mark == .straightSingle || mark == .rightSingle, index > 0 else { return true }
        let before = units[index - 1]
        guard before.kind == .word, isPlural(before), index + 1 < units.count,
            units[index + 1].kind == .word, !units[index + 1].isCapital
        else { return true }
        return !hasSingleEnd(after: index)
    }

    private func isPlural(_ unit: AttributionToken) -> Bool {
        bytes[Int(unit.end) - 1] == 0x73
    }

    /// Whether a single mark that can only close follows in the paragraph.
    private func hasSingleEnd(after index: Int) -> Bool {
        var place = index + 1
        let limit = min(units.count, index + 400)
        while place < limit, !units[place].shape.contains(.first) {
            if units[place].kind == .mark {
                let mark = self.mark(place)
                let isSingle = mark == .straightSingle || mark == .rightSingle
                let shape = units[place].shape
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
        result.reserveCapacity(units.count)
        var index = 0
        var next = 0
        while index < units.count {
            if next < pairs.count, pairs[next].first == index {
                result.append(quotation(pairs[next]))
                index = pairs[next].last + 1
                next += 1
            } else if let end = bracketEnd(index) {
                var unit = units[index]
                unit.kind = .bracket
                unit.end = units[end].end
                result.append(unit)
                index = end + 1
            } else {
                if units[index].kind != .mark { result.append(units[index]) }
                index += 1
            }
        }
        return result
    }

    private func bracketEnd(_ index: Int) -> Int? {
        guard units[index].kind == .open else { return nil }
        var place = index + 1
        while place < min(units.count, index + 14) {
            let unit = units[place]
            if unit.kind == .close { return place }
            if unit.kind == .open || unit.shape.contains(.first) || unit.kind == .mark {
                return nil
            }
            place += 1
        }
        return nil
    }

    /// Whether the words before the mark make the quotation a title or a name, as in: the “Tigers”.
    private func isTitle(_ mark: Int) -> Bool {
        let before = units[mark - 1]
        guard before.kind == .word, units[mark + 1].isCapital else { return false }
        return before.shape.contains(.possessive) || before.is([.determiner, .link])
            || before.is(.preposition) && !before.is(.subordinator)
    }

    private func quotation(_ pair: Pair) -> AttributionToken {
        var unit = units[pair.first]
        unit.kind = .quote
        unit.end = units[pair.last].end
        unit.shape.formIntersection([.afterBlank, .first, .startsSentence])
        let isClosed = units[pair.last].kind == .mark
        let inner = pair.first + 1..<(isClosed ? pair.last : pair.last + 1)
        if isClosed, units[pair.last].shape.contains(.beforeBlank) {
            unit.shape.insert(.beforeBlank)
        }
        if pair.isUnclosed { unit.shape.insert(.unclosed) }
        var words = 0
        for place in inner {
            if units[place].isWord { words += 1 }
            if words == 1, units[place].isCapital { unit.shape.insert(.capital) }
        }
        var last = inner.upperBound - 1
        while last > inner.lowerBound, units[last].kind == .mark { last -= 1 }
        guard inner.contains(last) else { return unit }
        switch units[last].kind {
        case .stop:
            unit.shape.insert(.stopped)
            if [0x21, 0x3F].contains(bytes[Int(units[last].end) - 1]) {
                unit.shape.insert(.exclaimed)
            }
        case .comma, .dash: unit.shape.insert(.continued)
        default: break
        }
        if words <= 4, pair.first > 0, isTitle(pair.first), !unit.shape.contains(.exclaimed) {
            unit.shape.insert(.brief)
        }
        if words <= 3, !unit.shape.contains(.stopped), !unit.shape.contains(.continued) {
            unit.shape.insert(.brief)
        }
        return unit
    }
}
