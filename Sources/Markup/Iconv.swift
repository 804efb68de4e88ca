#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif

/// The C library's converter.
enum Iconv {
    /// Converts to UTF-8.
    ///
    /// A byte that the encoding does not know becomes U+FFFD.
    static func convert(_ bytes: [UInt8], from name: String) -> ([UInt8], hadErrors: Bool) {
        guard let converter = iconv_open("UTF-8", name), Int(bitPattern: converter) != -1 else {
            return (bytes, true)
        }
        defer { iconv_close(converter) }
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count + bytes.count / 2)
        var hadErrors = false
        var input = bytes
        var buffer = [CChar](repeating: 0, count: 64 << 10)
        input.withUnsafeMutableBytes { raw in
            guard let base = raw.bindMemory(to: CChar.self).baseAddress else { return }
            var next: UnsafeMutablePointer<CChar>? = base
            var left = raw.count
            while left > 0 {
                var failure: Int32 = 0
                buffer.withUnsafeMutableBufferPointer { room in
                    var end = room.baseAddress
                    var free = room.count
                    let result = iconv(converter, &next, &left, &end, &free)
                    failure = result == -1 ? errno : 0
                    let written = room.count - free
                    output.append(
                        contentsOf: UnsafeRawBufferPointer(
                            rebasing: UnsafeRawBufferPointer(room)[..<written]))
                }
                guard failure == EILSEQ || failure == EINVAL, left > 0 else { continue }
                output += [0xEF, 0xBF, 0xBD]
                hadErrors = true
                next = next.map { $0 + 1 }
                left -= 1
            }
        }
        return (output, hadErrors)
    }
}
