/// Says why bytes are not JSON.
package struct JSONError: Error, Equatable, CustomStringConvertible {
    /// The place of the error, in bytes from the start of the input.
    package let offset: Int
    package let reason: String

    package var description: String { "invalid JSON at byte \(offset): \(reason)" }
}

extension JSONValue {
    /// Reads a JSON text (RFC 8259); nothing may follow it.
    ///
    /// - Throws: `JSONError` for anything else, and for values nested deeper than 256.
    package init(parsing bytes: [UInt8]) throws(JSONError) {
        var parser = JSONParser(bytes: bytes)
        self = try parser.document()
    }
}

/// Reads JSON without recursing into nested values.
private struct JSONParser {
    /// A container that is waiting for its next value; it grows in place.
    private struct Open {
        var values: [JSONValue] = []
        var members: [JSONValue.Member] = []
        /// The name of the member that comes next; nil in an array.
        var name: String?
    }

    let bytes: [UInt8]
    var index = 0
    private var open: [Open] = []

    private static let maximumDepth = 256

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func document() throws(JSONError) -> JSONValue {
        var value = try begin()
        while true {
            guard let whole = value else {
                value = try begin()
                continue
            }
            guard !open.isEmpty else {
                skipBlanks()
                guard index == bytes.count else { throw error("something after the value") }
                return whole
            }
            value = try place(whole)
        }
    }

    /// Puts a finished value into the innermost container, and finishes the container if it can.
    ///
    /// - Returns: the container if it is finished; nil if it is waiting for another value.
    private mutating func place(_ value: JSONValue) throws(JSONError) -> JSONValue? {
        skipBlanks()
        let top = open.count - 1
        guard let name = open[top].name else {
            open[top].values.append(value)
            if take(0x5D) { return .array(open.removeLast().values) }
            guard take(0x2C) else { throw error("expected , or ]") }
            return nil
        }
        open[top].members.append(JSONValue.Member(name, value))
        if take(0x7D) { return .object(open.removeLast().members) }
        guard take(0x2C) else { throw error("expected , or }") }
        open[top].name = try memberName()
        return nil
    }

    /// Begins a value.
    ///
    /// - Returns: the value if it is complete; nil if it is a container that waits for its first
    ///   value.
    private mutating func begin() throws(JSONError) -> JSONValue? {
        skipBlanks()
        guard index < bytes.count else { throw error("it ends too soon") }
        switch bytes[index] {
        case 0x7B:
            index += 1
            skipBlanks()
            if take(0x7D) { return .object([]) }
            try checkDepth()
            open.append(Open(name: try memberName()))
            return nil
        case 0x5B:
            index += 1
            skipBlanks()
            if take(0x5D) { return .array([]) }
            try checkDepth()
            open.append(Open())
            open[open.count - 1].values.reserveCapacity(8)
            return nil
        case 0x22: return .string(try string())
        case 0x74: return try literal("true", .bool(true))
        case 0x66: return try literal("false", .bool(false))
        case 0x6E: return try literal("null", .null)
        default: return try number()
        }
    }

    private func checkDepth() throws(JSONError) {
        guard open.count < Self.maximumDepth else { throw error("nested too deeply") }
    }

    private mutating func memberName() throws(JSONError) -> String {
        skipBlanks()
        guard index < bytes.count, bytes[index] == 0x22 else { throw error("expected a name") }
        let name = try string()
        skipBlanks()
        guard take(0x3A) else { throw error("expected :") }
        return name
    }

    private mutating func literal(
        _ text: String, _ value: JSONValue
    ) throws(JSONError) -> JSONValue {
        let end = index + text.utf8.count
        guard end <= bytes.count, bytes[index..<end].elementsEqual(text.utf8) else {
            throw error("expected a value")
        }
        index = end
        return value
    }

    private mutating func number() throws(JSONError) -> JSONValue {
        let start = index
        while index < bytes.count, bytes[index].isNumberByte { index += 1 }
        if let plain = Self.plainNumber(bytes[start..<index]) { return plain }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        if let whole = Int64(text) { return .int(whole) }
        guard index > start, let number = Double(text), number.isFinite else {
            throw error("expected a value")
        }
        return .double(number)
    }

    /// Reads a number of the usual kind: a few digits, perhaps with a point among them.
    ///
    /// - Returns: nil if the number has to be read with more care.
    private static func plainNumber(_ text: ArraySlice<UInt8>) -> JSONValue? {
        let digits = text.first == 0x2D ? text.dropFirst() : text
        // Up to 15 digits and their power of ten are both exact, so their quotient is the nearest
        // double.
        guard (1...16).contains(digits.count) else { return nil }
        var value: Int64 = 0
        var scale: Int64 = 0
        for byte in digits {
            if byte == 0x2E, scale == 0, value > 0 || byte != digits.first {
                scale = 1
            } else if byte >= 0x30, byte <= 0x39 {
                value = value * 10 + Int64(byte - 0x30)
                scale *= 10
            } else {
                return nil
            }
        }
        guard scale != 1, value < 1_000_000_000_000_000 else { return nil }
        let isNegative = digits.count < text.count
        guard scale > 0 else { return .int(isNegative ? -value : value) }
        let number = Double(value) / Double(scale)
        return .double(isNegative ? -number : number)
    }

    private mutating func string() throws(JSONError) -> String {
        index += 1
        var out: [UInt8] = []
        var start = index
        while index < bytes.count {
            switch bytes[index] {
            case 0x22:
                out += bytes[start..<index]
                index += 1
                return String(decoding: out, as: UTF8.self)
            case 0x5C:
                out += bytes[start..<index]
                index += 1
                try escape(into: &out)
                start = index
            default: index += 1
            }
        }
        throw error("a string is not closed")
    }

    private mutating func escape(into out: inout [UInt8]) throws(JSONError) {
        guard index < bytes.count else { throw error("it ends too soon") }
        let byte = bytes[index]
        index += 1
        switch byte {
        case 0x22, 0x5C, 0x2F: out.append(byte)
        case 0x62: out.append(0x08)
        case 0x66: out.append(0x0C)
        case 0x6E: out.append(0x0A)
        case 0x72: out.append(0x0D)
        case 0x74: out.append(0x09)
        case 0x75:
            var code = try hex()
            if (0xD800..<0xDC00).contains(code), index + 1 < bytes.count, bytes[index] == 0x5C,
                bytes[index + 1] == 0x75
            {
                let mark = index
                index += 2
                let low = try hex()
                if (0xDC00..<0xE000).contains(low) {
                    code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
                } else {
                    index = mark
                }
            }
            let scalar = Unicode.Scalar(code) ?? "\u{FFFD}"
            out += Array(String(Character(scalar)).utf8)
        default: throw error("an unknown escape")
        }
    }

    private mutating func hex() throws(JSONError) -> UInt32 {
        guard index + 4 <= bytes.count,
            let code = UInt32(
                String(decoding: bytes[index..<(index + 4)], as: UTF8.self), radix: 16)
        else { throw error("an escape without four digits") }
        index += 4
        return code
    }

    private mutating func skipBlanks() {
        while index < bytes.count,
            bytes[index] == 0x20 || bytes[index] == 0x0A || bytes[index] == 0x0D
                || bytes[index] == 0x09
        {
            index += 1
        }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard index < bytes.count, bytes[index] == byte else { return false }
        index += 1
        return true
    }

    private func error(_ reason: String) -> JSONError { JSONError(offset: index, reason: reason) }
}

extension UInt8 {
    fileprivate var isNumberByte: Bool {
        (self >= 0x30 && self <= 0x39) || self == 0x2B || self == 0x2D || self == 0x2E
            || self == 0x45 || self == 0x65
    }
}
