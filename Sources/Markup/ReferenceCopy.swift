#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif

/// Copies XML text and resolves the five references that every document uses.
///
/// Feeds with escaped HTML have one of them every forty bytes.
package enum ReferenceCopy {
    /// Appends the text of the range, up to the first ampersand that begins none of the five.
    ///
    /// - Returns: the index of that ampersand, or the range's end if there is none.
    package static func append(
        _ source: [UInt8], _ range: Range<Int>, to out: inout [UInt8]
    ) -> Int {
        var index = range.lowerBound
        // Room is made in growing steps, because a text with many other references calls this
        // often.
        var step = 256
        while index < range.upperBound {
            let room = min(step, range.upperBound - index)
            let before = out.count
            out.append(contentsOf: repeatElement(0, count: room))
            var written = 0
            let stop = source.withUnsafeBytes { raw in
                out.withUnsafeMutableBytes { target in
                    copy(
                        UnsafeRawBufferPointer(rebasing: raw[index..<range.upperBound]), upTo: room,
                        to: UnsafeMutableRawBufferPointer(rebasing: target[before...]),
                        written: &written)
                }
            }
            out.removeLast(room - written)
            index += stop
            // The copy stopped before the room was used up: at an ampersand.
            if stop < room { return index }
            step = min(step * 4, 1 << 16)
        }
        return index
    }

    /// - Returns: how much of the source was used; less than `limit` if it stopped early.
    private static func copy(
        _ source: UnsafeRawBufferPointer, upTo limit: Int,
        to target: UnsafeMutableRawBufferPointer, written: inout Int
    ) -> Int {
        guard let from = source.baseAddress, let to = target.baseAddress else { return 0 }
        var index = 0
        while index < limit {
            let hit = memchr(from + index, 0x26, limit - index)
            let mark = hit.map { UnsafeRawPointer($0) - from } ?? limit
            memcpy(to + written, from + index, mark - index)
            written += mark - index
            index = mark
            // A reference at the limit may reach past it.
            guard mark < limit else { break }
            guard let (byte, length) = predefined(source, at: mark) else { break }
            target[written] = byte
            written += 1
            index = mark + length
        }
        return index
    }

    /// Whether the range begins with one of the five.
    package static func isPredefined(_ source: [UInt8], _ range: Range<Int>) -> Bool {
        source.withUnsafeBytes {
            predefined(UnsafeRawBufferPointer(rebasing: $0[range]), at: 0) != nil
        }
    }

    private static func predefined(
        _ source: UnsafeRawBufferPointer, at mark: Int
    ) -> (byte: UInt8, length: Int)? {
        let left = source.count - mark
        guard left >= 4 else { return nil }
        switch (source[mark + 1], source[mark + 2], source[mark + 3]) {
        case (0x6C, 0x74, 0x3B): return (0x3C, 4)
        case (0x67, 0x74, 0x3B): return (0x3E, 4)
        case (0x61, 0x6D, 0x70) where left >= 5 && source[mark + 4] == 0x3B: return (0x26, 5)
        case (0x71, 0x75, 0x6F) where left >= 6:
            return source[mark + 4] == 0x74 && source[mark + 5] == 0x3B ? (0x22, 6) : nil
        case (0x61, 0x70, 0x6F) where left >= 6:
            return source[mark + 4] == 0x73 && source[mark + 5] == 0x3B ? (0x27, 6) : nil
        default: return nil
        }
    }
}
