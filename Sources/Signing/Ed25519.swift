import COpenSSL

/// Ed25519 signatures (RFC 8032) by libcrypto.
package enum Ed25519 {
    package struct PrivateKey: Sendable {
        /// 32 bytes.
        package let seed: [UInt8]

        /// A new key.
        package init() throws(SigningError) {
            seed = try SecureRandom.bytes(count: keyBytes)
        }

        package init(seed: [UInt8]) throws(SigningError) {
            guard seed.count == keyBytes else {
                throw .invalidKey(expectedBytes: keyBytes, bytes: seed.count)
            }
            self.seed = seed
        }

        package func publicKey() throws(SigningError) -> PublicKey {
            try PublicKey(bytes: Handle(seed: seed).publicKey())
        }

        /// - Returns: 64 bytes, the same each time.
        package func signature(for message: [UInt8]) throws(SigningError) -> [UInt8] {
            try Handle(seed: seed).sign(message)
        }
    }

    package struct PublicKey: Hashable, Sendable {
        /// 32 bytes.
        package let bytes: [UInt8]

        package init(bytes: [UInt8]) throws(SigningError) {
            guard bytes.count == keyBytes else {
                throw .invalidKey(expectedBytes: keyBytes, bytes: bytes.count)
            }
            self.bytes = bytes
        }

        package func isValid(
            _ signature: [UInt8], for message: [UInt8]
        ) throws(SigningError) -> Bool {
            try Handle(publicKey: bytes).verify(signature, of: message)
        }
    }

    private static let keyBytes = 32
    private static let signatureBytes = 64
}

extension Ed25519 {
    /// Owns an EVP_PKEY; each call makes its own, as they are cheap and not ours to share.
    private struct Handle: ~Copyable {
        private let key: OpaquePointer

        init(seed: [UInt8]) throws(SigningError) {
            guard let key = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, seed, seed.count)
            else { throw .unavailable("Ed25519") }
            self.key = key
        }

        init(publicKey: [UInt8]) throws(SigningError) {
            guard
                let key = EVP_PKEY_new_raw_public_key(
                    EVP_PKEY_ED25519, nil, publicKey, publicKey.count)
            else { throw .unavailable("Ed25519") }
            self.key = key
        }

        deinit { EVP_PKEY_free(key) }

        func publicKey() throws(SigningError) -> [UInt8] {
            var bytes = [UInt8](repeating: 0, count: keyBytes)
            var length = bytes.count
            guard EVP_PKEY_get_raw_public_key(key, &bytes, &length) == 1, length == keyBytes else {
                throw .unavailable("Ed25519")
            }
            return bytes
        }

        func sign(_ message: [UInt8]) throws(SigningError) -> [UInt8] {
            let context = EVP_MD_CTX_new()
            defer { EVP_MD_CTX_free(context) }
            var signature = [UInt8](repeating: 0, count: signatureBytes)
            var length = signature.count
            guard EVP_DigestSignInit(context, nil, nil, nil, key) == 1,
                EVP_DigestSign(context, &signature, &length, message, message.count) == 1
            else { throw .unavailable("an Ed25519 signature") }
            return signature
        }

        func verify(_ signature: [UInt8], of message: [UInt8]) throws(SigningError) -> Bool {
            let context = EVP_MD_CTX_new()
            defer { EVP_MD_CTX_free(context) }
            guard EVP_DigestVerifyInit(context, nil, nil, nil, key) == 1 else {
                throw .unavailable("an Ed25519 verification")
            }
            switch EVP_DigestVerify(
                context, signature, signature.count, message, message.count)
            {
            case 1: return true
            case 0: return false
            default: throw .unavailable("an Ed25519 verification")
            }
        }
    }
}
