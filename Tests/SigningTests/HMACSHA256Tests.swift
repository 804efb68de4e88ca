import Signing
import Testing

@Suite("Authenticating a message") struct HMACSHA256Tests {
    struct Vector: CustomTestStringConvertible {
        let testDescription: String
        let key: [UInt8]
        let message: [UInt8]
        let code: String

        init(_ name: String, key: [UInt8], message: [UInt8], code: String) {
            testDescription = name
            self.key = key
            self.message = message
            self.code = code
        }
    }

    /// RFC 4231, test cases 1, 2, 3 and 6; then the empty key and message.
    static let vectors = [
        Vector(
            "a short key", key: .init(repeating: 0x0B, count: 20), message: Array("Hi There".utf8),
            code: "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
        Vector(
            "a key of letters", key: Array("Jefe".utf8),
            message: Array("what do ya want for nothing?".utf8),
            code: "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
        Vector(
            "bytes that are no text", key: .init(repeating: 0xAA, count: 20),
            message: .init(repeating: 0xDD, count: 50),
            code: "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"),
        Vector(
            "a key longer than a block", key: .init(repeating: 0xAA, count: 131),
            message: Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
            code: "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"),
        Vector(
            "no key and no message", key: [], message: [],
            code: "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"),
    ]

    @Test("gives the codes of RFC 4231", arguments: vectors)
    func code(_ vector: Vector) throws {
        let code = try HMACSHA256.code(for: vector.message, key: vector.key)
        #expect(hexadecimal(code) == vector.code)
        #expect(try HMACSHA256.isValid(code, for: vector.message, key: vector.key))
    }

    @Test("refuses a code with one bit turned, cut short, or of another message")
    func refuses() throws {
        let key = Array("key".utf8)
        let code = try HMACSHA256.code(for: [1, 2, 3], key: key)
        for bit in 0..<code.count * 8 {
            var forged = code
            forged[bit / 8] ^= 1 << (bit % 8)
            #expect(try !HMACSHA256.isValid(forged, for: [1, 2, 3], key: key))
        }
        #expect(try !HMACSHA256.isValid(Array(code.dropLast()), for: [1, 2, 3], key: key))
        #expect(try !HMACSHA256.isValid(code, for: [1, 2], key: key))
        #expect(try !HMACSHA256.isValid([], for: [1, 2, 3], key: key))
    }
}
