/// Header fields in the order in which they came or will be sent; names match in any case.
///
/// Values are kept exactly as received, byte for byte, so that a validator can be sent back as it
/// came (RFC 9110 section 13.1.2), even if its bytes are not UTF-8.
package struct HeaderFields: Hashable, Sendable {
    package struct Field: Hashable, Sendable {
        package let name: String
        /// The value for reading: bytes that are not UTF-8 are replaced.
        package let value: String
    }

    /// Where a field is in `bytes`: its name ends at `middle`, its value at `end`.
    private struct Span: Hashable, Sendable {
        let start: Int
        let middle: Int
        var end: Int
    }

    /// All names and values in one buffer, because most fields are never asked for.
    private var bytes: [UInt8] = []
    private var spans: [Span] = []

    package init() {}

    /// - Parameter capacity: roughly how many bytes and fields there will be.
    init(capacity: (bytes: Int, fields: Int)) {
        bytes.reserveCapacity(capacity.bytes)
        spans.reserveCapacity(capacity.fields)
    }

    /// - Throws: `TransferError.invalidHeader` if a name is not a token, or if a value contains a
    ///   line break or NUL (RFC 9110 section 5.5).
    package init(_ pairs: KeyValuePairs<String, String>) throws(TransferError) {
        for (name, value) in pairs { try append(name, value) }
    }

    package mutating func append(_ name: String, _ value: String) throws(TransferError) {
        try append(name, bytes: Array(value.utf8))
    }

    /// Appends a value as bytes, which a validator needs.
    package mutating func append(_ name: String, bytes value: [UInt8]) throws(TransferError) {
        guard !name.isEmpty, name.utf8.allSatisfy(Self.isTokenByte),
            !value.contains(where: { $0 == 0x0A || $0 == 0x0D || $0 == 0 })
        else { throw TransferError.invalidHeader(name: name) }
        add(name: name.utf8, value: value)
    }

    package mutating func append(_ other: HeaderFields) {
        for span in other.spans {
            add(
                name: other.bytes[span.start..<span.middle],
                value: other.bytes[span.middle..<span.end])
        }
    }

    package var isEmpty: Bool { spans.isEmpty }

    package var fields: [Field] {
        spans.map { span in
            Field(
                name: String(decoding: bytes[span.start..<span.middle], as: UTF8.self),
                value: String(decoding: bytes[span.middle..<span.end], as: UTF8.self))
        }
    }

    /// The first value of that name.
    package subscript(name: String) -> String? {
        bytes(of: name).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The first value of that name, exactly as received.
    package func bytes(of name: String) -> [UInt8]? {
        spans.first { isNamed($0, name) }.map { Array(bytes[$0.middle..<$0.end]) }
    }

    package func values(_ name: String) -> [String] {
        spans.filter { isNamed($0, name) }
            .map { String(decoding: bytes[$0.middle..<$0.end], as: UTF8.self) }
    }

    /// A copy without the fields of these names.
    package func removing(_ names: [String]) -> HeaderFields {
        var rest = HeaderFields()
        for span in spans where !names.contains(where: { isNamed(span, $0) }) {
            rest.add(
                name: bytes[span.start..<span.middle], value: bytes[span.middle..<span.end])
        }
        return rest
    }
}

// MARK: - Lines on the wire

extension HeaderFields {
    /// Takes in a line as received, with its line break; the name and value are not checked.
    mutating func receive(line: UnsafeRawBufferPointer) {
        var end = line.count
        while end > 0, Self.isBlank(line[end - 1]) { end -= 1 }
        guard end > 0 else { return }
        guard !Self.isBlank(line[0]) else { return unfold(line, end: end) }
        guard let colon = line[..<end].firstIndex(of: 0x3A) else { return }
        var start = colon + 1
        while start < end, Self.isBlank(line[start]) { start += 1 }
        add(name: line[..<colon], value: line[start..<end])
    }

    /// Calls `body` with each field as a line for libcurl, ending in NUL.
    func forEachLine(_ body: ([UInt8]) -> Void) {
        for span in spans {
            var line = Array(bytes[span.start..<span.middle])
            let value = bytes[span.middle..<span.end]
            // To libcurl, "Name;" is a field without a value, and "Name: " is one to leave out.
            if value.allSatisfy(Self.isBlank) {
                line.append(0x3B)
            } else {
                line += [0x3A, 0x20]
                line += value
            }
            line.append(0)
            body(line)
        }
    }

    /// Appends a line that begins with a blank to the value before it (RFC 9112 section 5.2).
    private mutating func unfold(_ line: UnsafeRawBufferPointer, end: Int) {
        guard let last = spans.indices.last else { return }
        var start = 0
        while start < end, Self.isBlank(line[start]) { start += 1 }
        bytes.append(0x20)
        bytes += line[start..<end]
        spans[last].end = bytes.count
    }

    private mutating func add(name: some Sequence<UInt8>, value: some Sequence<UInt8>) {
        let start = bytes.count
        bytes += name
        let middle = bytes.count
        bytes += value
        spans.append(Span(start: start, middle: middle, end: bytes.count))
    }

    private func isNamed(_ span: Span, _ name: String) -> Bool {
        let name = name.utf8
        guard span.middle - span.start == name.count else { return false }
        return zip(bytes[span.start..<span.middle], name)
            .allSatisfy { Self.lowercased($0) == Self.lowercased($1) }
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
    }

    /// Whether the byte is a tchar (RFC 9110 section 5.6.2).
    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }
}
