import Signing
import Testing

@Suite("A digest") struct DigestTests {
    struct Vector: CustomTestStringConvertible {
        let testDescription: String
        let message: String
        let digest: String
    }

    /// From FIPS 180-4's examples.
    static let vectors = [
        Vector(
            testDescription: "nothing", message: "",
            digest: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        Vector(
            testDescription: "one block", message: "abc",
            digest: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        Vector(
            testDescription: "two blocks, the second for the length alone",
            message: "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            digest: "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"),
        Vector(
            testDescription: "a million bytes", message: String(repeating: "a", count: 1_000_000),
            digest: "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
    ]

    @Test("is that of FIPS 180-4", arguments: vectors)
    func vector(_ vector: Vector) {
        #expect(hexadecimal(SHA256.digest(Array(vector.message.utf8))) == vector.digest)
    }

    @Test("is the same however the message is cut into parts")
    func parts() {
        let message = (0..<200).map { UInt8($0) }
        let whole = SHA256.digest(message)
        for end in 0...message.count {
            #expect(SHA256.digest(Array(message[..<end]), [], Array(message[end...])) == whole)
        }
    }
}

@Suite("Random bytes") struct SecureRandomTests {
    @Test("differ each time")
    func differ() throws {
        let a = try SecureRandom.bytes(count: 32)
        let b = try SecureRandom.bytes(count: 32)
        #expect(a.count == 32 && a != b)
    }

    @Test("are as many as asked for, be it none")
    func count() throws {
        #expect(try SecureRandom.bytes(count: 0).isEmpty)
        #expect(try SecureRandom.bytes(count: 33).count == 33)
    }
}
