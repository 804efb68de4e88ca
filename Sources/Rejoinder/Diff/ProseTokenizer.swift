import Foundation

/// Cuts a text into words, numbers and marks, each in the form in which it is compared.
///
/// Typesetting does not count: quotation marks, dashes and dots have one form each, characters that
/// show nothing are left out, letters are composed, and white space only separates words.
struct ProseTokenizer {
    private let bytes: SafeArray<UInt8>
    private var index = 0
    private var scratch: SafeArray<UInt8> = []
    /// Whether the word being read contains an @.
    private var hasAt = false
    /// Whether the word continues after a host's name.
    private var isAddress = false

    init(_ bytes: SafeArray<UInt8>) { self.bytes = bytes }

    /// Reads one paragraph.
    ///
    /// - Returns: the number of tokens after it; nil at the end of the text.
    mutating func line(
        into tokens: inout SafeArray<DiffText.Token>, _ vocabulary: inout WordTable, isWrapped: Bool
    ) -> Int? {
        guard index < bytes.count else { return nil }
        var start = index
        while index < bytes.count {
            let byte = bytes[index]
            if byte == 0x20 {
                index += 1
            } else if byte == 0x0A {
                index += 1
                if !(isWrapped && continues(lineFrom: start)) { break }
                start = index
            } else if byte < 0x80, ASCII.isWord(byte) {
                word(into: &tokens, &vocabulary)
            } else if isPlainMark(byte) {
                add(index..<index + 1, WordKey(byte), .punctuation, into: &tokens, &vocabulary)
                index += 1
            } else {
                other(into: &tokens, &vocabulary)
            }
        }
        return tokens.count
    }

    /// Whether the byte is a mark that stands only for itself.
    private func isPlainMark(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x23, 0x40, 0x60, 0...0x20, 0x7F...: return false
        default: break
        }
        guard index + 1 < bytes.count else { return true }
        let next = bytes[index + 1]
        return next < 0x80 && next != byte && next != 0x60
    }

    /// Whether the line is wrapped, not ended: it is long, and the next one has words.
    private func continues(lineFrom start: Int) -> Bool {
        guard index - start > 50 else { return false }
        var next = index
        while next < bytes.count, bytes[next] == 0x20 || bytes[next] == 0x09 || bytes[next] == 0x0D
        {
            next += 1
        }
        return next < bytes.count && bytes[next] != 0x0A
    }

    /// Reads a word that begins with an ASCII letter or digit.
    private mutating func word(
        into tokens: inout SafeArray<DiffText.Token>, _ vocabulary: inout WordTable
    ) {
        let start = index
        var (end, key) = (start, WordKey())
        while end < bytes.count, ASCII.isWord(bytes[end]) {
            key.append(bytes[end])
            end += 1
        }
        (index, hasAt, isAddress) = (end, false, false)
        // Most words end at a space and need no closer look.
        guard end < bytes.count, bytes[end] != 0x20, bytes[end] != 0x0A else {
            if end < bytes.count, bytes[end] == 0x20 { index = end + 1 }
            return add(start..<end, key, shape(bytes[start]), into: &tokens, &vocabulary)
        }
        let isPlain = continueWord(from: start)
        if index == end {
            add(start..<end, key, shape(bytes[start]), into: &tokens, &vocabulary)
        } else if isPlain {
            let key = WordKey(bytes, start..<index)
            add(start..<index, key, shape(bytes[start]), into: &tokens, &vocabulary)
        } else {
            addComposed(start..<index, into: &tokens, &vocabulary)
        }
    }

    /// Moves to the end of a word that may contain marks, or letters that are not ASCII.
    ///
    /// - Returns: false if the word has such letters.
    private mutating func continueWord(from start: Int) -> Bool {
        var isPlain = true
        while index < bytes.count {
            let byte = bytes[index]
            if byte < 0x80 {
                guard ASCII.isWord(byte) || joins(at: index, from: start) else { break }
                if byte == 0x40 { hasAt = true }
                index += 1
            } else {
                guard let length = lengthOfWordScalar(from: start) else { break }
                isPlain = false
                index += length
            }
        }
        if beginsAddress(from: start) {
            takeAddress()
            isAddress = index - start > 6 && bytes[start..<index].contains(0x2F)
        }
        endWithDot(from: start)
        return isPlain
    }

    /// The length of the scalar at the index if the word continues with it.
    private func lengthOfWordScalar(from start: Int) -> Int? {
        guard let scalar = UTF8Scalar.read(bytes, at: index) else { return nil }
        if CharacterClass.of(scalar.value).continuesWord { return scalar.length }
        let isApostrophe = scalar.value == 0x2019 || scalar.value == 0x2BC
        guard isApostrophe, index > start, !bytes[index - 1].isASCIIDigit,
            isInner(after: index + scalar.length)
        else { return nil }
        return scalar.length
    }

    /// Whether a letter follows the apostrophe.
    private func isInner(after index: Int) -> Bool {
        guard let scalar = UTF8Scalar.read(bytes, at: index) else { return false }
        return CharacterClass.of(scalar.value) == .letter
    }

    /// Whether the mark joins two parts of a word or number: "don't", "1,000.5", "U.S".
    private func joins(at index: Int, from start: Int) -> Bool {
        guard index + 1 < bytes.count, index > start else { return false }
        let (before, after) = (bytes[index - 1], bytes[index + 1])
        switch bytes[index] {
        case 0x27: return before.isWordByte && !before.isASCIIDigit && isInner(after: index + 1)
        case 0x2C: return before.isASCIIDigit && after.isASCIIDigit
        case 0x2E:
            if before.isASCIIDigit { return after.isASCIIDigit }
            // Single letters with full stops: "U.S", "a.m".
            let isSingle = index - start == 1 || bytes[index - 2] == 0x2E
            return isSingle && before.isLetter && after.isLetter
                && (index + 2 >= bytes.count || !bytes[index + 2].isWordByte)
        case 0x3A:
            // The colon in a clock time.
            return before.isASCIIDigit && after.isASCIIDigit && index - start <= 2
        case 0x40: return after.isWordByte
        default: return false
        }
    }

    /// Adds the last full stop of "U.S." to the word.
    private mutating func endWithDot(from start: Int) {
        guard index < bytes.count, bytes[index] == 0x2E, index - start >= 3,
            bytes[index - 2] == 0x2E, bytes[index - 1].isLetter
        else { return }
        index += 1
    }

    private func beginsAddress(from start: Int) -> Bool {
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

    /// Reads a mark, a space, or a word in letters that are not ASCII.
    private mutating func other(
        into tokens: inout SafeArray<DiffText.Token>, _ vocabulary: inout WordTable
    ) {
        let start = index
        guard let scalar = UTF8Scalar.read(bytes, at: index) else {
            index += 1
            return
        }
        index += scalar.length
        switch CharacterClass.of(scalar.value) {
        case .blank, .unseen: return
        case .letter, .mark:
            word(into: &tokens, &vocabulary, from: start)
        case .ideograph:
            addComposed(start..<index, into: &tokens, &vocabulary)
        case .punctuation:
            if scalar.value == 0x40 || scalar.value == 0x23, index < bytes.count,
                bytes[index].isWordByte
            {
                word(into: &tokens, &vocabulary, from: start)
            } else {
                punctuation(scalar.value, from: start, into: &tokens, &vocabulary)
            }
        }
    }

    private mutating func word(
        into tokens: inout SafeArray<DiffText.Token>, _ vocabulary: inout WordTable, from start: Int
    ) {
        while index < bytes.count {
            let byte = bytes[index]
            if byte < 0x80 {
                guard ASCII.isWord(byte) || (byte == 0x27 && isInner(after: index + 1)) else {
                    break
                }
                index += 1
            } else {
                guard let length = lengthOfWordScalar(from: start) else { break }
                index += length
            }
        }
        addComposed(start..<index, into: &tokens, &vocabulary)
    }

    /// Reads a mark in the one form of its kind; several of the same in a row count as one.
    private mutating func punctuation(
        _ value: UInt32, from start: Int, into tokens: inout SafeArray<DiffText.Token>,
        _ vocabulary: inout WordTable
    ) {
        let plain = CharacterClass.plainMark(value)
        while let next = UTF8Scalar.read(bytes, at: index),
            CharacterClass.plainMark(next.value) == plain,
            CharacterClass.of(next.value) == .punctuation, CharacterClass.isRepeatable(plain)
        {
            index += next.length
        }
        scratch.removeAll(keepingCapacity: true)
        UTF8Scalar.append(plain, to: &scratch)
        // Two single quotation marks stand for a double one.
        if plain == 0x27, index - start > 1, bytes[start] == 0x27 { scratch = [0x22] }
        let name = vocabulary.name(scratch, 0..<scratch.count, shape: .punctuation)
        tokens.append(token(name, start, index))
    }

    /// Adds a word of ASCII bytes.
    private func add(
        _ range: Range<Int>, _ key: WordKey, _ shape: WordTable.Shape,
        into tokens: inout SafeArray<DiffText.Token>, _ vocabulary: inout WordTable
    ) {
        let key = range.count > WordKey.size ? WordKey(long: bytes, range) : key
        let name = vocabulary.name(bytes, range, key: key, shape: shape)
        tokens.append(token(name, range.lowerBound, range.upperBound))
    }

    /// Adds a word that has letters beyond ASCII.
    private mutating func addComposed(
        _ range: Range<Int>, into tokens: inout SafeArray<DiffText.Token>,
        _ vocabulary: inout WordTable
    ) {
        composeScratch(range)
        guard !scratch.isEmpty else { return }
        let name = vocabulary.name(scratch, 0..<scratch.count, shape: scratchShape())
        tokens.append(token(name, range.lowerBound, range.upperBound))
    }

    private func token(_ name: Int32, _ start: Int, _ end: Int) -> DiffText.Token {
        .init(
            name: name, start: Int32(truncatingIfNeeded: start),
            end: Int32(truncatingIfNeeded: end))
    }

    private func shape(_ first: UInt8) -> WordTable.Shape {
        if first.isASCIIDigit { return .number }
        if hasAt || isAddress { return .address }
        return first <= 0x5A ? .capitalised : .lower
    }

    private func scratchShape() -> WordTable.Shape {
        guard let scalar = UTF8Scalar.read(scratch, at: 0) else { return .punctuation }
        if scalar.value == 0x40 || scalar.value == 0x23 { return .address }
        guard let properties = Unicode.Scalar(scalar.value)?.properties else { return .lower }
        if properties.numericType == .decimal { return .number }
        return properties.isUppercase || properties.generalCategory == .titlecaseLetter
            ? .capitalised : .lower
    }

    /// Writes the word without invisible characters, with letters composed and apostrophes plain.
    private mutating func composeScratch(_ range: Range<Int>) {
        scratch.removeAll(keepingCapacity: true)
        var place = range.lowerBound
        var isComposed = true
        while place < range.upperBound, let scalar = UTF8Scalar.read(bytes, at: place) {
            place += scalar.length
            switch CharacterClass.of(scalar.value) {
            case .unseen: continue
            case .mark: isComposed = false
            case .letter
            where scalar.value >= 0xF900 || scalar.value == 0xB2 || scalar.value == 0xB3:
                isComposed = false
            default: break
            }
            UTF8Scalar.append(
                scalar.value >= 0x80 ? CharacterClass.plainMark(scalar.value) : scalar.value,
                to: &scratch)
        }
        if !isComposed {
            let text = String(decoding: scratch, as: UTF8.self)
            scratch = SafeArray(text.precomposedStringWithCompatibilityMapping.utf8)
        }
    }

}

extension UInt8 {
    fileprivate var isASCIIDigit: Bool { self >= 0x30 && self <= 0x39 }
    fileprivate var isWordByte: Bool { self >= 0x80 || ASCII.isWord(self) }
}
