/// Cuts text into words and marks.
///
/// Makes one pass over the bytes, and looks every word up.
struct Tokenizer {
    private let bytes: SafeArray<UInt8>
    private let lexicon: Lexicon
    private var units: SafeArray<AttributionToken> = []
    private var index = 0
    private var isAfterBlank = true
    private var isFirst = true

    static func units(of bytes: SafeArray<UInt8>, lexicon: Lexicon) -> SafeArray<AttributionToken> {
        var tokenizer = Tokenizer(bytes: bytes, lexicon: lexicon)
        tokenizer.run()
        return tokenizer.units
    }

    private init(bytes: SafeArray<UInt8>, lexicon: Lexicon) {
        self.bytes = bytes
        self.lexicon = lexicon
        units.reserveCapacity(bytes.count / 5)
    }

    private mutating func run() {
        while index < bytes.count {
            let blank = blankLength(at: index)
            if blank > 0 {
                if bytes[index] == 0x0A, endsParagraph(at: index) { isFirst = true }
                isAfterBlank = true
                index += blank
            } else if let length = letterLength(at: index), length > 0 {
                word()
            } else if isDigit(bytes[index]) {
                number()
            } else {
                mark()
            }
        }
    }

    private func byte(_ place: Int) -> UInt8 { bytes.indices.contains(place) ? bytes[place] : 0 }
    private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    private func blankLength(at place: Int) -> Int {
        switch (byte(place), byte(place + 1), byte(place + 2)) {
        case (0x09...0x0D, _, _), (0x20, _, _): 1
        case (0xC2, 0xA0, _), (0xC2, 0x85, _): 2
        case (0xE2, 0x80, 0x80...0x8F), (0xE2, 0x80, 0xA8...0xAF), (0xE2, 0x81, 0x9F...0xA4): 3
        case (0xE3, 0x80, 0x80), (0xEF, 0xBB, 0xBF): 3
        default: 0
        }
    }

    /// Whether a line break ends a paragraph and did not just wrap a line.
    private func endsParagraph(at place: Int) -> Bool {
        var next = place + 1
        while next < bytes.count, blankLength(at: next) > 0 {
            if bytes[next] == 0x0A { return true }
            next += blankLength(at: next)
        }
        guard next < bytes.count, let last = units.last else { return true }
        let isOpen = last.kind == .word || last.kind == .comma
        return !(isOpen && letterLength(at: next) != nil && !CaseFolding.isCapital(bytes, at: next))
    }

    /// The number of bytes of the letter at `place`; nil if there is no letter.
    private func letterLength(at place: Int) -> Int? {
        guard place < bytes.count else { return nil }
        let first = bytes[place]
        switch first {
        case 0x41...0x5A, 0x61...0x7A: return 1
        case 0x00...0x7F: return nil
        case 0xC2: return [0xAA, 0xB5, 0xBA].contains(byte(place + 1)) ? 2 : nil
        case 0xC3...0xDF:
            return byte(place + 1) == 0x97 && first == 0xC3 ? nil : min(2, bytes.count - place)
        case 0xE2: return byte(place + 1) < 0xB0 ? nil : min(3, bytes.count - place)
        case 0xE0...0xEF: return min(3, bytes.count - place)
        default: return nil
        }
    }

    /// The number of bytes of the apostrophe at `place`; 0 if there is none.
    private func apostropheLength(at place: Int) -> Int {
        switch (byte(place), byte(place + 1), byte(place + 2)) {
        case (0x27, _, _): 1
        case (0xE2, 0x80, 0x99): 3
        case (0xCA, 0xBC, _): 2
        default: 0
        }
    }

    private func hyphenLength(at place: Int) -> Int {
        switch (byte(place), byte(place + 1), byte(place + 2)) {
        case (0x2D, _, _): 1
        case (0xE2, 0x80, 0x90...0x91): 3
        default: 0
        }
    }
}

// MARK: - Words

extension Tokenizer {
    private mutating func word() {
        let start = index
        var isAbbreviation = false
        while index < bytes.count {
            if let length = letterLength(at: index) {
                index += length
            } else if isDigit(bytes[index]) {
                index += 1
            } else if let length = joinLength() {
                index += length
                if lexicon.isElision(CaseFolding.hash(bytes, start..<index)) { break }
            } else if isDotted(start) {
                index += 1
                isAbbreviation = true
            } else {
                break
            }
        }
        if byte(index) == 0x2E, !isAbbreviation,
            lexicon.isAbbreviation(CaseFolding.hash(bytes, start..<index))
        {
            index += 1
            isAbbreviation = true
        }
        splitEnclitic(start, isAbbreviation: isAbbreviation)
    }

    /// The length of an apostrophe or a hyphen that a letter follows.
    private func joinLength() -> Int? {
        let length = max(apostropheLength(at: index), hyphenLength(at: index))
        guard length > 0 else { return nil }
        let next = index + length
        return letterLength(at: next) != nil || isDigit(byte(next)) ? length : nil
    }

    /// Whether the full stop belongs to a single letter before it, as in initials.
    private func isDotted(_ start: Int) -> Bool {
        guard byte(index) == 0x2E, let last = lastLetter(start) else { return false }
        let isSingle = last == start || byte(last - 1) == 0x2E
        guard isSingle else { return false }
        return CaseFolding.isCapital(bytes, at: last) || letterLength(at: index + 1) != nil
            || byte(last - 1) == 0x2E
    }

    private func lastLetter(_ start: Int) -> Int? {
        var place = index - 1
        while place > start, bytes[place] & 0xC0 == 0x80 { place -= 1 }
        return letterLength(at: place) != nil ? place : nil
    }

    private mutating func splitEnclitic(_ start: Int, isAbbreviation: Bool) {
        let end = index
        for enclitic in lexicon.enclitics
        where end - start > enclitic.count
            && bytes[start..<end].suffix(enclitic.count).elementsEqual(enclitic)
        {
            let cut = end - enclitic.count
            append(.word, start, cut)
            isAfterBlank = false
            var pronoun = cut
            // The pronoun is what follows the last hyphen.
            for place in cut..<end where bytes[place] == 0x2D { pronoun = place + 1 }
            append(.word, pronoun, end)
            return
        }
        append(.word, start, end, isAbbreviation ? .abbreviation : [])
    }

    private mutating func number() {
        let start = index
        while index < bytes.count {
            if isDigit(bytes[index]) || letterLength(at: index) != nil || bytes[index] == 0x25 {
                index += letterLength(at: index) ?? 1
            } else if [0x2C, 0x2E, 0x3A, 0x2D, 0x2F].contains(bytes[index]),
                isDigit(byte(index + 1))
            {
                index += 1
            } else if hyphenLength(at: index) > 0,
                letterLength(at: index + hyphenLength(at: index)) != nil
            {
                index += hyphenLength(at: index)
            } else {
                break
            }
        }
        append(.number, start, index)
    }

    private mutating func append(
        _ kind: AttributionToken.Kind, _ start: Int, _ end: Int,
        _ shape: AttributionToken.Shape = []
    ) {
        var unit = AttributionToken(
            kind: kind, start: Int32(clamping: start), end: Int32(clamping: end))
        unit.shape = shape
        if isAfterBlank { unit.shape.insert(.afterBlank) }
        if isFirst { unit.shape.insert(.first) }
        if end >= bytes.count || blankLength(at: end) > 0 { unit.shape.insert(.beforeBlank) }
        if kind == .word { lookUp(&unit) }
        units.append(unit)
        isAfterBlank = false
        isFirst = false
    }

    private func lookUp(_ unit: inout AttributionToken) {
        var range = unit.bytes
        if unit.shape.contains(.abbreviation), range.count > 1 {
            let bare = range.lowerBound..<range.upperBound - 1
            let hash = CaseFolding.hash(bytes, bare)
            if lexicon.knows(hash) { range = bare }
        }
        if CaseFolding.isCapital(bytes, at: range.lowerBound) { unit.shape.insert(.capital) }
        if range.count > 2, isAllCapitals(range) { unit.shape.insert(.allCapitals) }
        var hash = CaseFolding.hash(bytes, range)
        if let possessive = lexicon.possessive, !lexicon.knows(hash) {
            let bare = withoutPossessive(range, possessive)
            if bare.count < range.count {
                unit.shape.insert(.possessive)
                range = bare
                hash = CaseFolding.hash(bytes, range)
            }
        }
        unit.hash = hash
        unit.classes = lexicon.classes(of: hash, bytes, range)
    }

    private func withoutPossessive(_ range: Range<Int>, _ ending: [UInt8]) -> Range<Int> {
        guard let last = range.last, range.count > 2, bytes[last] == ending.last else {
            return range
        }
        if bytes[last - 1] == 0x27 { return range.lowerBound..<last - 1 }
        if range.count > 4, bytes[last - 1] == 0x99, bytes[last - 2] == 0x80,
            bytes[last - 3] == 0xE2
        {
            return range.lowerBound..<last - 3
        }
        return range
    }

    private func isAllCapitals(_ range: Range<Int>) -> Bool {
        var place = range.lowerBound
        while place < range.upperBound {
            if bytes[place] & 0xC0 != 0x80, letterLength(at: place) != nil,
                !CaseFolding.isCapital(bytes, at: place)
            {
                return false
            }
            place += 1
        }
        return true
    }
}

// MARK: - Marks

extension Tokenizer {
    private mutating func mark() {
        let (kind, length) = markKind()
        let start = index
        index = min(index + length, bytes.count)
        append(kind, start, index)
    }

    private func markKind() -> (AttributionToken.Kind, Int) {
        switch (byte(index), byte(index + 1), byte(index + 2)) {
        case (0x2C, _, _): return (.comma, 1)
        case (0x2E, 0x2E, _): return (.stop, dots())
        case (0x2E, _, _), (0x21, _, _), (0x3F, _, _): return (.stop, 1)
        case (0xE2, 0x80, 0xA6): return (.stop, 3)
        case (0x3A, _, _): return (.colon, 1)
        case (0x3B, _, _): return (.semicolon, 1)
        case (0x22, _, _), (0x27, _, _): return (.mark, 1)
        case (0x60, 0x60, _): return (.mark, 2)
        case (0xC2, 0xAB, _), (0xC2, 0xBB, _): return (.mark, 2)
        case (0xE2, 0x80, 0x98...0x9F), (0xE2, 0x80, 0xB9...0xBA): return (.mark, 3)
        case (0xE2, 0x80, 0x92...0x95): return (.dash, 3)
        case (0x2D, 0x2D, _): return (.dash, 2)
        case (0x2D, _, _):
            let isSpaced = isAfterBlank && blankLength(at: index + 1) > 0
            return (isSpaced ? .dash : .other, 1)
        case (0x28, _, _), (0x5B, _, _): return (.open, 1)
        case (0x29, _, _), (0x5D, _, _): return (.close, 1)
        default: return (.other, scalarLength())
        }
    }

    private func dots() -> Int {
        var end = index
        while byte(end) == 0x2E { end += 1 }
        return end - index
    }

    private func scalarLength() -> Int {
        var end = index + 1
        while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
        return end - index
    }
}
