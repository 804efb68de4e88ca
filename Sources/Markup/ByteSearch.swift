#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif

/// The C library's search for a byte: it looks at 32 of them at a time.
package enum ByteSearch {
    /// The index of the byte's first occurrence in the range, or the range's end if there is none.
    package static func first(_ byte: UInt8, in bytes: [UInt8], _ range: Range<Int>) -> Int {
        guard !range.isEmpty else { return range.upperBound }
        return bytes.withUnsafeBytes { raw in
            // Slicing is checked: a range outside the array traps here, before anything is read.
            let part = UnsafeRawBufferPointer(rebasing: raw[range])
            guard let base = part.baseAddress, let hit = memchr(base, Int32(byte), part.count)
            else { return range.upperBound }
            return range.lowerBound + (UnsafeRawPointer(hit) - base)
        }
    }

    /// Whether the byte occurs in the range.
    package static func contains(_ byte: UInt8, in bytes: [UInt8], _ range: Range<Int>) -> Bool {
        first(byte, in: bytes, range) < range.upperBound
    }

    /// Whether the byte occurs in the text's UTF-8.
    package static func contains(_ byte: UInt8, in text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            guard let base = bytes.baseAddress else { return false }
            return memchr(base, Int32(byte), bytes.count) != nil
        }
    }
}
