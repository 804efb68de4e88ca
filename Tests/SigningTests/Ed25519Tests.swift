import Signing
import Testing

@Suite("Ed25519 signatures") struct Ed25519Tests {
    struct Vector: Sendable {
        let seed, key, message, signature: String
    }

    /// RFC 8032 section 7.1, tests 1 and 2.
    static let vectors = [
        Vector(
            seed: "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            key: "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", message: "",
            signature: "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb88215"
                + "90a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"),
        Vector(
            seed: "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            key: "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", message: "72",
            signature: "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e4"
                + "3e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"),
    ]

    @Test("are those of RFC 8032", arguments: vectors)
    func signs(_ vector: Vector) throws {
        let privateKey = try Ed25519.PrivateKey(seed: bytes(vector.seed))
        let publicKey = try privateKey.publicKey()
        #expect(hexadecimal(publicKey.bytes) == vector.key)
        let signed = try privateKey.signature(for: bytes(vector.message))
        #expect(hexadecimal(signed) == vector.signature)
        #expect(try publicKey.isValid(signed, for: bytes(vector.message)))
    }

    @Test("do not hold for another message, key or signature")
    func refuses() throws {
        let key = try Ed25519.PrivateKey()
        let signature = try key.signature(for: [1])
        let publicKey = try key.publicKey()
        #expect(try publicKey.isValid(signature, for: [1]))
        #expect(try !publicKey.isValid(signature, for: [2]))
        #expect(try !publicKey.isValid(Array(signature.dropLast()), for: [1]))
        #expect(try !publicKey.isValid([], for: [1]))
        #expect(try !Ed25519.PrivateKey().publicKey().isValid(signature, for: [1]))
    }

    @Test("need a key of 32 bytes")
    func keyLength() {
        #expect(throws: SigningError.invalidKey(expectedBytes: 32, bytes: 31)) {
            try Ed25519.PrivateKey(seed: Array(repeating: 0, count: 31))
        }
        #expect(throws: SigningError.invalidKey(expectedBytes: 32, bytes: 0)) {
            try Ed25519.PublicKey(bytes: [])
        }
    }
}
