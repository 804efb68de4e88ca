import Foundation

/// Names the tokens of a text in the form in which they are compared.
///
/// Typesetting does not count: quotation marks, dashes and dots have one form each, characters that
/// show nothing are left out, and letters are composed.
struct WordNamer {
    private let bytes: SafeArray<UInt8>
    private var scratch: SafeArray<UInt8> = []

    init(_ bytes: SafeArray<UInt8>) { self.bytes = bytes }

    mutating func name(_ token: Token, _ table: inout WordTable) -> Int32 {
        guard token.has(.isASCII) else { return composedName(token, table: &table) }
        let range = token.bytes
        guard token.isWord else { return table.name(mark: bytes[range.lowerBound]) }
        var key = WordKey()
        if range.count > WordKey.size {
            key = WordKey(long: bytes, range)
        } else {
            for byte in bytes[range] { key.append(byte) }
        }
        return table.name(bytes, range, key: key, shape: shape(token))
    }

    private func shape(_ token: Token) -> WordTable.Shape {
        if token.kind == .number { return .number }
        if token.has(.address) { return .address }
        return token.isCapital ? .capitalised : .lower
    }

    private mutating func composedName(_ token: Token, table: inout WordTable) -> Int32 {
        guard token.isWord else {
            scratch.removeAll(keepingCapacity: true)
            let mark = UTF8Scalar.read(bytes, at: Int(token.start))?.value ?? 0
            let plain = CharacterClass.plainMark(mark)
            // Two single quotation marks stand for a double one.
            let isDouble = mark == 0x27 && token.bytes.count > 1
            if isDouble || plain < 0x80 {
                return table.name(mark: isDouble ? 0x22 : UInt8(truncatingIfNeeded: plain))
            }
            UTF8Scalar.append(plain, to: &scratch)
            return table.name(scratch, 0..<scratch.count, shape: .punctuation)
        }
        compose(token.bytes)
        // A word of nothing but unseen characters is as good as a mark.
        let shape = scratch.isEmpty ? .punctuation : shape(token)
        return table.name(scratch, 0..<scratch.count, shape: shape)
    }

    /// Writes the word without unseen characters, with letters composed and apostrophes plain.
    private mutating func compose(_ range: Range<Int>) {
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
