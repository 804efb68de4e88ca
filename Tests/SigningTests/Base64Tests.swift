import Foundation
import Signing
import Testing

@Suite("Base64") struct Base64Tests {
    /// RFC 4648 section 10.
    static let vectors = [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
        ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
    ]

    @Test("writes and reads the examples of RFC 4648", arguments: vectors)
    func example(plain: String, encoded: String) {
        #expect(Base64.encode(Array(plain.utf8)) == encoded)
        #expect(Base64.decode(encoded) == Array(plain.utf8))
        let unpadded = encoded.replacingOccurrences(of: "=", with: "")
        #expect(Base64.decode(unpadded) == Array(plain.utf8))
    }

    @Test("agrees with Foundation on every length and every byte")
    func agrees() {
        for length in 0..<300 {
            let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 * 7 + length) }
            let encoded = Base64.encode(bytes)
            #expect(encoded == Data(bytes).base64EncodedString())
            #expect(Base64.decode(encoded) == bytes)
        }
    }

    @Test(
        "refuses what is not Base64",
        arguments: [
            "A", "AAAAA", "A===", "=", "==", "Zg=", "Zm8==", "Zm9v=", "Zh==", "Zm9=", "Zm 9v",
            "Zm9v\n", "Zm-_", "Zg==Zg==", "é", "Zm9v\u{0}",
        ])
    func refuses(text: String) {
        #expect(Base64.decode(text) == nil)
    }
}
