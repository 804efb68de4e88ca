/// Cuts UTF-8 text into words, numbers and marks.
///
/// It knows no language. A word is what a reader sees between blanks and marks: apostrophes and the
/// full stops of "U.S." are inside of it, hyphens are not (`WordReader` joins them), and characters
/// that show nothing neither separate nor count.
struct Tokenizer {
    private let bytes: SafeArray<UInt8>
    private var tokens: SafeArray<Token> = []
    private var index = 0
    /// What is already known of the next token.
    private var pending: Token.Flags = [.afterBlank, .startsParagraph]
    private var lineStart = 0
    /// Whether blank lines stand between the paragraphs.
    private let hasBlankLines: Bool

    /// A line that was wrapped is longer than this, in bytes.
    private static let leastWrapped = 50

    static func tokens(of bytes: SafeArray<UInt8>) -> SafeArray<Token> {
        // Places are kept in 32 bits.
        guard bytes.count < Int(Int32.max) else { return [] }
        var tokenizer = Tokenizer(bytes)
        tokenizer.run()
        return tokenizer.tokens
    }

    private init(_ bytes: SafeArray<UInt8>) {
        self.bytes = bytes
        hasBlankLines = Self.hasBlankLine(bytes)
        tokens.reserveCapacity(bytes.count / 5)
    }

    private mutating func run() {
        while index < bytes.count {
            let byte = bytes[index]
            if byte == 0x20 {
                index += 1
                pending.insert(.afterBlank)
            } else if byte < 0x80, ASCII.isWord(byte) {
                word()
            } else if byte == 0x0A {
                lineFeed()
            } else {
                other()
            }
        }
    }

    private mutating func append(_ kind: Token.Kind, from start: Int, _ flags: Token.Flags = []) {
        tokens.append(Token(kind, start..<index, flags.union(pending)))
        pending = []
    }
}

// MARK: - Lines

extension Tokenizer {
    private mutating func lineFeed() {
        if !wraps() { pending.insert(.startsParagraph) }
        pending.insert(.afterBlank)
        index += 1
        lineStart = index
    }

    /// Whether the line feed only wraps a long line, and the paragraph goes on.
    ///
    /// It may if blank lines separate the paragraphs, or if a sentence goes on over it.
    private func wraps() -> Bool {
        guard index - lineStart > Self.leastWrapped else { return false }
        var next = index + 1
        while bytes[next] == 0x20 || bytes[next] == 0x09 || bytes[next] == 0x0D { next += 1 }
        guard next < bytes.count, bytes[next] != 0x0A else { return false }
        if hasBlankLines { return true }
        guard let last = tokens.last, last.kind == .word || last.kind == .comma else {
            return false
        }
        return isLetter(at: next) && !CaseFolding.isCapital(bytes, at: next)
    }

    private static func hasBlankLine(_ bytes: SafeArray<UInt8>) -> Bool {
        var isLineEmpty = false
        for byte in bytes {
            switch byte {
            case 0x0A:
                if isLineEmpty { return true }
                isLineEmpty = true
            case 0x20, 0x09, 0x0D: break
            default: isLineEmpty = false
            }
        }
        return false
    }
}

// MARK: - Words

extension Tokenizer {
    /// Reads a word that begins with an ASCII letter or digit.
    private mutating func word() {
        let start = index
        while index < bytes.count, ASCII.isWord(bytes[index]) { index += 1 }
        var flags: Token.Flags = [.isASCII]
        let first = bytes[start]
        if first >= 0x41, first <= 0x5A { flags.insert(.capital) }
        // Most words end at a space and need no closer look.
        if bytes[index] != 0x20, index < bytes.count { continueWord(from: start, &flags) }
        append(first.isDigit ? .number : .word, from: start, flags)
    }

    /// Reads a word that begins with another letter, which has been read.
    private mutating func word(from start: Int, _ value: UInt32) {
        var flags: Token.Flags = []
        if CaseFolding.isCapital(bytes, at: start) { flags.insert(.capital) }
        continueWord(from: start, &flags)
        let isNumber = CharacterClass.isDigit(value)
        append(isNumber ? .number : .word, from: start, flags)
    }

    private mutating func continueWord(from start: Int, _ flags: inout Token.Flags) {
        var hasAt = false
        while index < bytes.count {
            let byte = bytes[index]
            if byte < 0x80 {
                guard ASCII.isWord(byte) || joins(at: index, from: start) else { break }
                if byte == 0x40 { hasAt = true }
                index += 1
            } else {
                guard let length = lengthOfWordScalar(from: start) else { break }
                flags.remove(.isASCII)
                index += length
            }
        }
        if beginsAddress(from: start, hasAt) {
            takeAddress()
            let isPage = index - start > 6 && bytes[start..<index].contains(0x2F)
            if hasAt || isPage { flags.insert(.address) }
        }
        if endsDotted(from: start) {
            index += 1
            flags.insert(.abbreviation)
        }
    }

    /// The length of the scalar at the index if the word continues with it.
    private func lengthOfWordScalar(from start: Int) -> Int? {
        guard let scalar = UTF8Scalar.read(bytes, at: index) else { return nil }
        if CharacterClass.of(scalar.value).continuesWord { return scalar.length }
        guard CharacterClass.isApostrophe(scalar.value), index > start,
            !bytes[index - 1].isDigit, isLetter(at: index + scalar.length)
        else { return nil }
        return scalar.length
    }

    private func isLetter(at index: Int) -> Bool {
        guard let scalar = UTF8Scalar.read(bytes, at: index) else { return false }
        return CharacterClass.of(scalar.value) == .letter
    }

    private func isWord(at index: Int) -> Bool {
        let byte = bytes[index]
        guard byte >= 0x80 else { return index < bytes.count && ASCII.isWord(byte) }
        guard let scalar = UTF8Scalar.read(bytes, at: index) else { return false }
        return CharacterClass.of(scalar.value).continuesWord
    }

    /// Whether the mark joins two parts of a word or number: "don't", "1,000.5", "U.S".
    private func joins(at index: Int, from start: Int) -> Bool {
        guard index + 1 < bytes.count, index > start else { return false }
        let (before, after) = (bytes[index - 1], bytes[index + 1])
        switch bytes[index] {
        case 0x27: return !before.isDigit && isLetter(at: index + 1)
        case 0x2C: return before.isDigit && after.isDigit
        case 0x2E:
            if before.isDigit { return after.isDigit }
            return isSingleLetter(before: index, from: start) && isSingleLetter(at: index + 1)
        case 0x3A:
            // The colon in a clock time.
            return before.isDigit && after.isDigit && index - start <= 2
        case 0x40: return after >= 0x80 || ASCII.isWord(after)
        default: return false
        }
    }

    /// Whether one letter stands between the full stop and the start or another full stop.
    private func isSingleLetter(before stop: Int, from start: Int) -> Bool {
        var first = stop - 1
        while first > start, bytes[first] & 0xC0 == 0x80 { first -= 1 }
        guard first == start || bytes[first - 1] == 0x2E else { return false }
        return isLetter(at: first) && !bytes[first].isDigit
    }

    private func isSingleLetter(at index: Int) -> Bool {
        guard let scalar = UTF8Scalar.read(bytes, at: index), !bytes[index].isDigit,
            CharacterClass.of(scalar.value) == .letter
        else { return false }
        return !isWord(at: index + scalar.length)
    }

    /// Whether the full stop is the last of "U.S.".
    private func endsDotted(from start: Int) -> Bool {
        guard bytes[index] == 0x2E, index - start >= 3, isSingleLetter(before: index, from: start)
        else { return false }
        return bytes[start..<index].contains(0x2E)
    }

    private func beginsAddress(from start: Int, _ hasAt: Bool) -> Bool {
        guard index < bytes.count, hasAt || index - start <= 5 else { return false }
        if hasAt { return true }
        let word = bytes[start..<index]
        if bytes[index] == 0x3A, index + 2 < bytes.count, bytes[index + 1] == 0x2F {
            return word.elementsEqual("http".utf8) || word.elementsEqual("https".utf8)
        }
        return bytes[index] == 0x2E && word.count == 3 && word.elementsEqual("www".utf8)
    }

    private mutating func takeAddress() {
        while index < bytes.count, bytes[index] > 0x20, bytes[index] < 0x7F,
            !")]>\"'".utf8.contains(bytes[index])
        {
            index += 1
        }
        while ".,;:!?".utf8.contains(bytes[index - 1]) { index -= 1 }
    }
}

// MARK: - Marks

extension Tokenizer {
    /// Reads a mark, a blank, or a word in letters that are not ASCII.
    private mutating func other() {
        let start = index
        guard let scalar = UTF8Scalar.read(bytes, at: index) else {
            index += 1
            return
        }
        index += scalar.length
        switch CharacterClass.of(scalar.value) {
        case .unseen: return
        case .blank: pending.insert(.afterBlank)
        case .letter, .mark: word(from: start, scalar.value)
        case .ideograph: append(.word, from: start)
        case .punctuation:
            let isSign = scalar.value == 0x40 || scalar.value == 0x23
            if isSign, isWord(at: index) {
                var flags: Token.Flags = [.isASCII, .address]
                if CaseFolding.isCapital(bytes, at: index) { flags.insert(.capital) }
                continueWord(from: start, &flags)
                append(.word, from: start, flags)
            } else {
                mark(scalar.value, from: start)
            }
        }
    }

    /// Reads a mark; several of the same in a row count as one.
    private mutating func mark(_ value: UInt32, from start: Int) {
        let plain = CharacterClass.plainMark(value)
        if CharacterClass.isRepeatable(plain) {
            while let next = UTF8Scalar.read(bytes, at: index),
                CharacterClass.plainMark(next.value) == plain,
                CharacterClass.of(next.value) == .punctuation
            {
                index += next.length
            }
        }
        append(kind(value, plain, from: start), from: start, index - start == 1 ? [.isASCII] : [])
    }

    private func kind(_ value: UInt32, _ plain: UInt32, from start: Int) -> Token.Kind {
        switch plain {
        case 0x2C, 0x3001: .comma
        case 0x2E, 0x21, 0x3F, 0x3002, 0x61F, 0x6D4, 0x964: .stop
        case 0x3A: .colon
        case 0x3B: .semicolon
        case 0x22: .quotation
        case 0x27: value == 0xB4 || value == 0x60 && index - start == 1 ? .other : .quotation
        case 0x28, 0x5B: .opening
        case 0x29, 0x5D: .closing
        case 0x2D: line(value, from: start)
        default: .other
        }
    }

    /// What a hyphen or a dash is: that depends on what it touches.
    private func line(_ value: UInt32, from start: Int) -> Token.Kind {
        switch value {
        case 0x2D, 0x2010, 0x2011, 0xFF0D:
            if index - start > 1, value == 0x2D { return .dash }
            if !pending.contains(.afterBlank), tokens.last?.isWord == true, isWord(at: index) {
                return .hyphen
            }
            return pending.contains(.afterBlank) && isBlank(at: index) ? .dash : .other
        case 0x2212: return .other
        default: return .dash
        }
    }

    private func isBlank(at index: Int) -> Bool {
        guard let scalar = UTF8Scalar.read(bytes, at: index) else { return true }
        return CharacterClass.of(scalar.value) == .blank
    }
}
