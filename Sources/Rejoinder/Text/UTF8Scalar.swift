/// Reads and writes single scalars of UTF-8.
enum UTF8Scalar {
    /// The scalar at the index; nil past the end, or if the bytes are no scalar.
    static func read(_ bytes: SafeArray<UInt8>, at index: Int) -> (value: UInt32, length: Int)? {
        read(bytes.elements, at: index)
    }

    static func read(_ bytes: [UInt8], at index: Int) -> (value: UInt32, length: Int)? {
        guard bytes.indices.contains(index) else { return nil }
        let lead = bytes[index]
        if lead < 0x80 { return (UInt32(lead), 1) }
        let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 0
        guard length > 0, index + length <= bytes.count else { return nil }
        var value = UInt32(lead & (0xFF >> UInt8(length + 1)))
        for next in (index + 1)..<(index + length) {
            value = value << 6 | UInt32(bytes[next] & 0x3F)
        }
        return (value, length)
    }

    /// Adds the scalar's bytes; nothing if there is no such scalar.
    static func append(_ value: UInt32, to bytes: inout SafeArray<UInt8>) {
        forEachByte(of: value) { bytes.append($0) }
    }

    @inline(__always)
    static func forEachByte(of value: UInt32, _ body: (UInt8) -> Void) {
        guard value >= 0x80 else { return body(UInt8(truncatingIfNeeded: value)) }
        guard let scalar = Unicode.Scalar(value) else { return }
        for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { body(byte) }
    }
}
