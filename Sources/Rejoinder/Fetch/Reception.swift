import Compression
import HTTP
import Signing

/// An answer as it was received, whose receipt is made only if it leads to anything.
package struct Reception: Hashable, Sendable {
    let response: Response
    let askedAt: Timestamp
    /// What no address that is kept may hold.
    let secret: SecretQuery?
    /// Whether it is a feed's own address, where any random value of a parameter is a key.
    let isFeed: Bool
    let keeping: Keeping

    /// Leaves the caller's executor, because a body may be large.
    ///
    /// - Parameter hash: of the body, if it is known.
    @concurrent
    package func receipt(bodyHash hash: [UInt8]? = nil) async -> Receipt {
        let hash = hash ?? SHA256.digest(response.body)
        let isKept =
            keeping == .raw && !response.body.isEmpty
            && response.body.count <= Receipt.largestBody
        return Receipt(
            json(bodyHash: hash), bodyHash: hash, bodySize: response.body.count,
            keptBody: isKept ? Zstandard.compressed(response.body) : nil)
    }
}

// MARK: - What a receipt says

extension Reception {
    private func json(bodyHash: [UInt8]) -> JSONValue {
        .members([
            "format": .int(1),
            "asked": .members([
                "at": .time(askedAt), "method": .string("GET"), "url": shown(asked),
            ]),
            "answered": .members([
                "at": .time(askedAt + response.elapsed), "status": .int(response.status),
                "url": shown(response.url), "http": .string(response.httpVersion),
                "peer": response.peer.isEmpty ? nil : .string(response.peer),
                "certificate": .string(response.certificate.map { Hex.string($0) }),
            ]),
            "redirects": .list(
                response.redirects.map {
                    .members([
                        "status": .int($0.status), "from": shown($0.from), "to": shown($0.to),
                    ])
                }),
            "headers": .array(headers),
            "body": .members([
                "sha256": .string(Hex.string(bodyHash)), "bytes": .int(response.body.count),
                "bytes_on_wire": .int(response.encodedBytes),
                "broke_off": .string(response.brokeOff.map { $0.kind }),
            ]),
        ])
    }

    /// The address that was asked for first.
    private var asked: String { response.redirects.first?.from ?? response.url }

    private func shown(_ address: String) -> JSONValue {
        .string(
            SecretParameters.redacted(
                secret?.removed(from: address) ?? address, isFeed: isFeed))
    }

    private var headers: [JSONValue] {
        var left = Self.most
        return Self.names.flatMap { name in
            response.headers.values(name).prefix(4).compactMap { value in
                let value = String(value.unicodeScalars.prefix(Self.longest))
                left -= value.utf8.count
                guard left >= 0 else { return nil }
                return .members([
                    "name": .string(name),
                    "value": Self.addresses.contains(name) ? shown(value) : .string(value),
                ])
            }
        }
    }

    /// The fields that say what was served, from when it is, and by whom.
    ///
    /// Never `Set-Cookie`: it would be a key to somebody's session.
    private static let names = [
        "Age", "Cache-Control", "Content-Digest", "Content-Disposition", "Content-Encoding",
        "Content-Language", "Content-Length", "Content-Location", "Content-Type", "Date", "Digest",
        "ETag", "Expires", "Last-Modified", "Location", "Memento-Datetime", "Repr-Digest",
        "Retry-After", "Server", "Signature", "Signature-Input", "Vary", "Via",
    ]
    private static let addresses: Set = ["Content-Location", "Location"]
    /// The longest value, in characters, and the most bytes of all values.
    private static let longest = 1000
    private static let most = 8 << 10
}
