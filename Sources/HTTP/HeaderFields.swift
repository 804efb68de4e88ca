/// Header fields in the order in which they came or will be sent; names match in any case.
///
/// Values are kept exactly as received, so that a validator can be sent back byte for byte
/// (RFC 9110 section 13.1.2).
package struct HeaderFields: Hashable, Sendable {
    package struct Field: Hashable, Sendable {
        package let name: String
        package let value: String
    }

    package private(set) var fields: [Field] = []

    package init() {}

    /// - Throws: `TransferError.invalidHeader` for a name that is no token or a value with a
    ///   line break or NUL in it (RFC 9110 section 5.5).
    package init(_ pairs: KeyValuePairs<String, String>) throws(TransferError) {
        for (name, value) in pairs { try append(name, value) }
    }

    package mutating func append(_ name: String, _ value: String) throws(TransferError) {
        guard !name.isEmpty, name.utf8.allSatisfy(Self.isTokenByte),
            !value.utf8.contains(where: { $0 == 0x0A || $0 == 0x0D || $0 == 0 })
        else { throw TransferError.invalidHeader(name: name) }
        fields.append(Field(name: name, value: value))
    }

    /// The first value of that name.
    package subscript(name: String) -> String? {
        fields.first { Self.isSame($0.name, name) }?.value
    }

    package func values(_ name: String) -> [String] {
        fields.filter { Self.isSame($0.name, name) }.map(\.value)
    }

    /// Takes in a line as received, whose name and value were not checked.
    mutating func receive(name: String, value: String) {
        fields.append(Field(name: name, value: value))
    }

    private static func isSame(_ a: String, _ b: String) -> Bool {
        a.utf8.count == b.utf8.count
            && zip(a.utf8, b.utf8).allSatisfy { lowercased($0) == lowercased($1) }
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
    }

    /// A tchar of RFC 9110 section 5.6.2.
    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }
}
