/// Why a sink cannot be set up.
package enum NotifyError: Error, Hashable, Sendable {
    /// - Parameter prefix: what stands before the Base64.
    case secretNotBase64(_ prefix: String)
    case secretTooShort(bytes: Int, minimum: Int)
    case secretIsPublic
    case privateKeyLength(bytes: Int)
    case privateKeyMismatch
    case publicKeyUnreadable
    case reservedHeader(String)
}

extension NotifyError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .secretNotBase64(let prefix):
            "what follows \(prefix) in the secret is not Base64; \(Self.remedy(prefix))"
        case .secretTooShort(let bytes, let minimum):
            "the secret has \(bytes) bytes and needs \(minimum); \(Self.remedy("whsec_"))"
        case .secretIsPublic:
            "whpk_ begins a public key, which is the receiver's; the sink signs with the private "
                + "one, which begins with whsk_"
        case .privateKeyLength(let bytes):
            "what follows whsk_ has \(bytes) bytes, and a private key has 32, or 64 with its public "
                + "one; \(Self.remedy("whsk_"))"
        case .privateKeyMismatch:
            "the second half of what follows whsk_ is not the public key of the first; "
                + Self.remedy("whsk_")
        case .publicKeyUnreadable:
            "what follows whpk_ is not a public key; `rejoinder test SINK --public-keys` prints it"
        case .reservedHeader(let name): "the header \(name) is the webhook's own and cannot be set"
        }
    }

    private static func remedy(_ prefix: String) -> String {
        prefix == "whsk_"
            ? "make one with `echo whsk_$(openssl genpkey -algorithm ed25519 -outform DER "
                + "| tail -c 32 | base64)`"
            : "make one with `echo whsec_$(openssl rand -base64 32)`"
    }
}
