/// Why libcrypto refused.
package enum SigningError: Error, Hashable, Sendable {
    /// No memory, no entropy, or an algorithm that the system's policy forbids.
    case unavailable(String)
    case invalidKey(expectedBytes: Int, bytes: Int)
}

extension SigningError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unavailable(let what): "libcrypto could not do \(what)"
        case .invalidKey(let expected, let bytes):
            "the key has \(bytes) bytes where it should have \(expected)"
        }
    }
}
