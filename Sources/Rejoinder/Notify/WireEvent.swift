/// An event as sinks get it: its content, and its place in the log.
///
/// `{"id", "type", "timestamp", "data", "log": {"sequence", "previous", "hash", "signature",
/// "key"}}`. Each receiver holds a link of the chain, signed, and so becomes a witness of the log.
package enum WireEvent {
    /// How large a message may be, in bytes, before its details are cut.
    static let largest = 256 << 10

    /// The event's JSON, the same bytes for every attempt.
    ///
    /// `data` is copied from the stored body as it is; but where that makes too much, its details
    /// are cut, and a last member `"trimmed": true` says so.
    ///
    /// - Parameter limit: the most bytes; nil: as many as there are.
    package static func bytes(for event: Event, limit: Int? = nil) -> [UInt8] {
        if let withheld = event.withheld {
            return document(event, "withheld", withheld.json.bytes[...])
        }
        let whole = document(event, "data", data(of: event.body) ?? Array("{}".utf8)[...])
        guard let limit, whole.count > limit,
            let data = (try? JSONValue(parsing: event.body))?["data"]
        else { return whole }
        // Some five hundred bytes are around the data; three quarters of a kibibyte are safe.
        let trimmed = EventTrim.fitting(data, max(0, limit - 768))
        var out = document(event, "data", trimmed.bytes[...])
        out.removeLast()
        return out + Array(",\"trimmed\":true}".utf8)
    }

    private static func document(
        _ event: Event, _ name: String, _ value: ArraySlice<UInt8>
    ) -> [UInt8] {
        var out = JSONValue.members([
            "id": .string(event.id), "type": .string(event.type.rawValue),
            "timestamp": .time(event.at),
        ]).bytes
        out.removeLast()
        out += ",\"\(name)\":".utf8
        out += value
        out += ",\"log\":".utf8
        out +=
            JSONValue.members([
                "sequence": .int(event.sequence),
                "previous": .string(Hex.string(event.previousHash)),
                "hash": .string(Hex.string(event.hash)),
                "signature": .string(event.signature?.text),
                "key": .string(event.signature?.key.text),
            ]).bytes
        out.append(0x7D)
        return out
    }

    /// An event, or a digest of several, with the id that every attempt repeats.
    ///
    /// A digest is `{"id", "type": "digest", "timestamp", "data": {"events": [...]}}`, its events as
    /// they would be sent alone, but each with no more than its share of the room, or 8 KiB.
    static func message(_ events: [Event]) -> (id: String, body: [UInt8]) {
        if events.count == 1, let event = events.first {
            return (event.id, bytes(for: event, limit: largest))
        }
        let share = max(8 << 10, largest / max(1, events.count))
        let id = DerivedID.make("dig", salt: [], events.map(\.id))
        var out = JSONValue.members([
            "id": .string(id), "type": .string("digest"), "timestamp": .time(events.last?.at),
        ]).bytes
        out.removeLast()
        out += ",\"data\":{\"events\":[".utf8
        out += events.map { bytes(for: $0, limit: share) }.joined(separator: [0x2C])
        out += "]}}".utf8
        return (id, out)
    }

    /// The value of the body's member `data`, byte for byte.
    static func data(of body: [UInt8]) -> ArraySlice<UInt8>? {
        let name = Array("\"data\":".utf8)
        var depth = 0
        var isInString = false
        var start: Int?
        var index = 0
        while index < body.count {
            let byte = body[index]
            if isInString {
                if byte == 0x5C { index += 1 } else if byte == 0x22 { isInString = false }
            } else {
                switch byte {
                case 0x22:
                    let isName = depth == 1 && start == nil && body[index...].starts(with: name)
                    if isName { start = index + name.count }
                    isInString = true
                case 0x7B, 0x5B: depth += 1
                case 0x7D, 0x5D: depth -= 1
                case 0x2C where depth == 1: if let start { return body[start..<index] }
                default: break
                }
                if depth == 0, let start { return body[start..<index] }
            }
            index += 1
        }
        return nil
    }
}
