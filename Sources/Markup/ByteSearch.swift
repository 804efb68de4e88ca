#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif

/// The C library's search for a byte: it looks at 32 of them at a time.
package enum ByteSearch {
    /// Where the byte stands first in the range; the range's end where it does not.
    package static func first(_ byte: UInt8, in bytes: [UInt8], _ range: Range<Int>) -> Int {
        guard !range.isEmpty else { return range.upperBound }
        return bytes.withUnsafeBytes { raw in
            // Checked slicing: a range outside the array traps here, and never reads.
            let part = UnsafeRawBufferPointer(rebasing: raw[range])
            guard let base = part.baseAddress, let hit = memchr(base, Int32(byte), part.count)
            else { return range.upperBound }
            return range.lowerBound + (UnsafeRawPointer(hit) - base)
        }
    }

    /// Whether the byte stands in the range.
    package static func contains(_ byte: UInt8, in bytes: [UInt8], _ range: Range<Int>) -> Bool {
        first(byte, in: bytes, range) < range.upperBound
    }

    /// Whether the byte stands in the text's UTF-8.
    package static func contains(_ byte: UInt8, in text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            guard let base = bytes.baseAddress else { return false }
            return memchr(base, Int32(byte), bytes.count) != nil
        }
    }
}
