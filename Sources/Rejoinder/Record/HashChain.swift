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

        /// A hundred bytes or so; made by hand, because `verify` makes millions.
        var bytes: [UInt8] {
            var out: [UInt8] = []
            out.reserveCapacity(192)
            out.append(decimal: sequence)
            out.append(line: id)
            out.append(line: type)
            out.append(0x0A)
            out.append(decimal: at.milliseconds)
            if format > 1 {
                out.append(0x0A)
                if let entry { out.append(decimal: entry) }
                out.append(line: level ?? "")
                out.append(line: inquiry ?? "")
            }
            out.append(line: feed ?? "")
            return out
        }
    }

    private static let names = [1, 2].map { Array("rejoinder-event-v\($0)\0".utf8) }

    package static func hash(
        previous: [UInt8], header: Header, bodyHash: [UInt8]
    ) -> [UInt8] {
        let name =
            names.indices.contains(header.format - 1)
            ? names[header.format - 1] : Array("rejoinder-event-v\(header.format)\0".utf8)
        return SHA256.digest(name, previous, SHA256.digest(header.bytes), bodyHash)
    }
}

extension [UInt8] {
    fileprivate mutating func append(line text: String) {
        append(0x0A)
        append(contentsOf: text.utf8)
    }

    fileprivate mutating func append(decimal number: Int64) {
        append(contentsOf: String(number).utf8)
    }
}
