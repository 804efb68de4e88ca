import Markup

/// Whatever the bytes and their labels are, what comes out is UTF-8 without control characters.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    // The first lines are labels, so that the fuzzer may choose them.
    let parts = bytes.split(separator: 0x0A, maxSplits: 2, omittingEmptySubsequences: false)
    let labels = parts.dropLast().map { String(decoding: $0.prefix(40), as: UTF8.self) }
    let decoded = TextEncoding.decode(
        Array(parts.last ?? []), charset: labels.first,
        declared: labels.count > 1 ? labels[1] : nil)
    precondition(String(validating: decoded.bytes, as: UTF8.self) != nil)
    precondition(
        !decoded.bytes.contains { $0 < 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D })
    return 0
}
