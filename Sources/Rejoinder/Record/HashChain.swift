import Signing

/// How an event is bound to all events before it.
///
///     hash = SHA-256("rejoinder-event-v2" 0x00 ‖ previous ‖ SHA-256(header) ‖ SHA-256(body))
///     header = sequence LF id LF type LF at LF entry LF level LF inquiry LF feed
///                                              (decimal, UTF-8; what is null is an empty text)
///
/// The first event's `previous` is the log's id, 32 random bytes. The body enters by its hash, and
/// the header has all that the event's row says, so the chain holds, and the row is proved, even
/// where a body must be withheld. Events of format 1, which earlier versions wrote, have "v1" and
/// a header that ends `at LF feed`.
package enum HashChain {
    /// The format of new events.
    package static let format = 2

    /// What an event's row says, apart from the hashes.
    package struct Header: Hashable, Sendable {
        package let format: Int
        let sequence: Int64
        let id: String
        let type: String
        let at: Timestamp
        package let entry: Int64?
        package let level: String?
        package let inquiry: String?
        let feed: String?

        var bytes: [UInt8] {
            var lines = ["\(sequence)", id, type, "\(at.milliseconds)"]
            if format > 1 { lines += [entry.map { "\($0)" } ?? "", level ?? "", inquiry ?? ""] }
            return Array((lines + [feed ?? ""]).joined(separator: "\n").utf8)
        }
    }

    package static func hash(
        previous: [UInt8], header: Header, bodyHash: [UInt8]
    ) -> [UInt8] {
        SHA256.digest(
            Array("rejoinder-event-v\(header.format)\0".utf8), previous,
            SHA256.digest(header.bytes), bodyHash)
    }
}
