extension UInt8 {
    /// Whether the byte is white space in XML and HTML.
    var isBlank: Bool {
        self == 0x20 || self == 0x0A || self == 0x09 || self == 0x0D || self == 0x0C
    }
    var isDigit: Bool { self >= 0x30 && self <= 0x39 }
    var isLetter: Bool { (self | 0x20) >= 0x61 && (self | 0x20) <= 0x7A }
    var isHexLetter: Bool { (self | 0x20) >= 0x61 && (self | 0x20) <= 0x66 }
    var lowercased: UInt8 { self >= 0x41 && self <= 0x5A ? self | 0x20 : self }
}

/// A part of a byte array, for text that need not become a string yet.
struct Bytes {
    let array: [UInt8]
    var range: Range<Int>

    init(_ array: [UInt8], _ range: Range<Int>) {
        self.array = array
        self.range = range
    }

    init(_ text: String) {
        array = Array(text.utf8)
        range = array.indices
    }

    var isEmpty: Bool { range.isEmpty }
    var string: String { String(decoding: array[range], as: UTF8.self) }

    var trimmed: Bytes {
        var start = range.lowerBound
        var end = range.upperBound
        while start < end, array[start].isBlank { start += 1 }
        while end > start, array[end - 1].isBlank { end -= 1 }
        return Bytes(array, start..<end)
    }

    /// - Parameter text: must be in lower case.
    func equalsFolded(_ text: StaticString) -> Bool {
        guard range.count == text.utf8CodeUnitCount else { return false }
        var index = range.lowerBound
        for byte in text.description.utf8 {
            if array[index].lowercased != byte { return false }
            index += 1
        }
        return true
    }

    /// - Parameter text: must be in lower case.
    func contains(_ text: StaticString) -> Bool {
        let length = text.utf8CodeUnitCount
        guard length <= range.count else { return false }
        return (range.lowerBound...(range.upperBound - length)).contains {
            Bytes(array, $0..<($0 + length)).equalsFolded(text)
        }
    }

    func starts(with text: StaticString, at position: Int) -> Bool {
        guard position >= 0, text.utf8CodeUnitCount <= range.upperBound - position else {
            return false
        }
        var index = position
        for byte in text.description.utf8 {
            if array[index] != byte { return false }
            index += 1
        }
        return true
    }
}

extension StringProtocol where UTF8View: BidirectionalCollection {
    /// The text without XML or HTML white space at either end.
    var trimmed: String {
        let bytes = utf8
        var start = bytes.startIndex
        while start < bytes.endIndex, bytes[start].isBlank { start = bytes.index(after: start) }
        var end = bytes.endIndex
        while end > start {
            let before = bytes.index(before: end)
            guard bytes[before].isBlank else { break }
            end = before
        }
        return String(self[start..<end])
    }

    /// The trimmed text, or nil if nothing is left of it.
    var nonBlank: String? {
        let text = trimmed
        return text.isEmpty ? nil : text
    }
}
