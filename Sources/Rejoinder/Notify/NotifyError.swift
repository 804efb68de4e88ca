/// Why a sink cannot be set up.
package enum NotifyError: Error, Hashable, Sendable {
    case secretNotBase64
    case secretTooShort(bytes: Int, minimum: Int)
    case reservedHeader(String)
}

extension NotifyError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .secretNotBase64:
            "what follows `whsec_` in the secret is not Base64; make one with "
                + "`echo whsec_$(openssl rand -base64 32)`"
        case .secretTooShort(let bytes, let minimum):
            "the secret has \(bytes) bytes and needs \(minimum); make one with "
                + "`echo whsec_$(openssl rand -base64 32)`"
        case .reservedHeader(let name): "the header \(name) is the webhook's own and cannot be set"
        }
    }
}
