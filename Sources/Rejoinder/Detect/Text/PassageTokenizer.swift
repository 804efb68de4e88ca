/// Cuts UTF-8 text into words and marks.
struct PassageTokenizer {
    private let bytes: SafeArray<UInt8>
    private let splitsElision: Bool
    private var tokens: SafeArray<Token> = []
    private var index = 0
    private var isQuoteOpen = false

    /// - splitsElision: whether "l'ambassade" is two words, as in French.
    static func tokens(of bytes: SafeArray<UInt8>, splitsElision: Bool) -> SafeArray<Token> {
        var tokenizer = PassageTokenizer(bytes: bytes, splitsElision: splitsElision)
        tokenizer.tokens.reserveCapacity(bytes.count / 5)
        while tokenizer.index < bytes.count { tokenizer.step() }
        return tokenizer.tokens
    }

    private init(bytes: SafeArray<UInt8>, splitsElision: Bool) {
        self.bytes = bytes
        self.splitsElision = splitsElision
    }

    private mutating func step() {
        let byte = bytes[index]
        switch byte {
        case 0x0A: mark(.line, 1)
        case 0x00...0x20: index += 1
        case 0x30...0x39: number()
        case 0x41...0x5A, 0x61...0x7A: word()
        case 0x2C: mark(.comma, 1)
        case 0x2E, 0x21, 0x3F: mark(.stop, 1)
        case 0x3A, 0x3B: mark(.colon, 1)
        case 0x22:
            isQuoteOpen = opensQuote
            mark(isQuoteOpen ? .opening : .closing, 1)
        case 0x28, 0x5B: mark(.bracket, 1)
        case 0x29, 0x5D: mark(.unbracket, 1)
        case 0x2D: mark(isAlone ? .dash : .other, 1)
        case 0xC2: latinMark()
        case 0xE2: generalMark()
        case 0x80...0xBF: index += 1
        case 0xC3...0xF4: word()
        default: mark(.other, 1)
        }
        if tokens.last?.kind == .line { isQuoteOpen = false }
    }

    /// Whether a plain quotation mark opens: decided by the spaces beside it, or else by turns.
    private var opensQuote: Bool {
        let isAfterBlank = index == 0 || bytes[index - 1] <= 0x20 || bytes[index - 1] == 0x28
        let isBeforeBlank = index + 1 >= bytes.count || bytes[index + 1] <= 0x20
        return isAfterBlank == isBeforeBlank ? !isQuoteOpen : isAfterBlank
    }

    /// Whether the hyphen stands between spaces.
    private var isAlone: Bool {
        (index == 0 || bytes[index - 1] <= 0x20)
            && (index + 1 >= bytes.count || bytes[index + 1] <= 0x20)
    }

    private mutating func mark(_ kind: Token.Kind, _ length: Int) {
        let end = min(index + length, bytes.count)
        tokens.append(Token(kind: kind, start: index, end: end, isCapital: false))
        index = end
    }

    private mutating func latinMark() {
        switch byte(1) {
        case 0xA0: index += 2
        case 0xAB: mark(.opening, 2)
        case 0xBB: mark(.closing, 2)
        default: mark(.other, 2)
        }
    }

    private mutating func generalMark() {
        guard byte(1) == 0x80 else { return mark(.other, 3) }
        switch byte(2) {
        case 0x80...0x8F, 0xAF: index += 3
        case 0x90...0x92: mark(.other, 3)
        case 0x93...0x95: mark(.dash, 3)
        case 0x9E: mark(.opening, 3)
        // The mark that closes in German and Ukrainian opens in English.
        case 0x9C: mark(isClosing ? .closing : .opening, 3)
        case 0x9D: mark(.closing, 3)
        case 0xA6: mark(.stop, 3)
        default: mark(.other, 3)
        }
    }

    /// Whether a low opening mark is still open.
    private var isClosing: Bool {
        var place = tokens.count - 1
        let limit = max(0, tokens.count - 400)
        while place >= limit, place >= 0 {
            let token = tokens[place]
            if token.kind == .closing || token.kind == .line { return false }
            if token.kind == .opening {
                return token.end - token.start == 3 && bytes[token.end - 1] == 0x9E
            }
            place -= 1
        }
        return false
    }

    private func byte(_ offset: Int) -> UInt8 {
        index + offset < bytes.count ? bytes[index + offset] : 0
    }
}

// MARK: - Words

extension PassageTokenizer {
    private mutating func number() {
        let start = index
        while index < bytes.count {
            let isInner = (bytes[index] == 0x2E || bytes[index] == 0x2C || bytes[index] == 0x3A)
            let isDigit = (0x30...0x39).contains(bytes[index])
            guard isDigit || (isInner && (0x30...0x39).contains(byte(1))) || isLetter else { break }
            index += 1
        }
        tokens.append(Token(kind: .number, start: start, end: index, isCapital: false))
    }

    private mutating func word() {
        let start = index
        while index < bytes.count {
            if isLetter || (0x30...0x39).contains(bytes[index]) {
                index += 1
                while index < bytes.count, (0x80...0xBF).contains(bytes[index]) { index += 1 }
            } else if let length = joint {
                if length.isApostrophe, splitsElision, index - start <= 2, isElided(start) {
                    append(from: start)
                    index += length.count
                    return
                }
                index += length.count
            } else {
                break
            }
        }
        if index == start { index += 1 } else { append(from: start) }
    }

    private mutating func append(from start: Int) {
        tokens.append(
            Token(kind: .word, start: start, end: index, isCapital: isCapital(at: start)))
    }

    private var isLetter: Bool {
        switch bytes[index] {
        case 0x41...0x5A, 0x61...0x7A, 0xC3...0xE1, 0xE3...0xF4: true
        default: false
        }
    }

    /// A hyphen, apostrophe, dot or ampersand inside a word, if a letter follows it.
    private var joint: (count: Int, isApostrophe: Bool)? {
        let found: (count: Int, isApostrophe: Bool)
        switch (bytes[index], byte(1), byte(2)) {
        case (0x2D, _, _): found = (1, false)
        case (0x27, _, _): found = (1, true)
        case (0xE2, 0x80, 0x99): found = (3, true)
        case (0xCA, 0xBC, _): found = (2, true)
        case (0xE2, 0x80, 0x90...0x91): found = (3, false)
        case (0xC2, 0xAD, _): found = (2, false)
        case (0x2E, 0x41...0x5A, 0x2E): found = (1, false)
        case (0x2E, 0x61...0x7A, _): found = (1, false)
        default: return nil
        }
        let after = byte(found.count)
        let isFollowed =
            (0x41...0x5A).contains(after) || (0x61...0x7A).contains(after)
            || after >= 0xC3
                && after != 0xE2
            || (0x30...0x39).contains(after)
        return isFollowed ? found : nil
    }

    private func isElided(_ start: Int) -> Bool {
        switch (index - start, bytes[start] | 0x20, bytes[index - 1] | 0x20) {
        case (1, 0x6C, _), (1, 0x64, _), (1, 0x6E, _), (1, 0x73, _), (1, 0x6A, _), (1, 0x6D, _),
            (1, 0x74, _), (1, 0x63, _):
            true
        case (2, 0x71, 0x75): true
        default: false
        }
    }

    private func isCapital(at start: Int) -> Bool {
        let second = start + 1 < bytes.count ? bytes[start + 1] : 0
        return switch bytes[start] {
        case 0x41...0x5A: true
        case 0xC3: (0x80...0x9E).contains(second)
        case 0xC4: second & 1 == 0 && second < 0xB8
        case 0xC5: second == 0xA0 || second == 0xBD || second == 0x9A || second == 0x81
        case 0xD0: (0x80...0xAF).contains(second)
        case 0xD2: second == 0x90
        default: false
        }
    }
}
