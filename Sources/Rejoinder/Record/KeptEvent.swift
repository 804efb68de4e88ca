/// An event as a receiver has kept it, with the link of the chain that came with it.
package struct KeptEvent: Hashable, Sendable {
    let id: String
    let type: String
    let sequence: Int64
    let previous: [UInt8]
    let hash: [UInt8]
    let signature: LogSignature?
    /// What it says; nil if some of that was cut before it was sent, or withheld.
    let data: JSONValue?

    /// Reads the body of a webhook's request, or lines of such, as a file sink and
    /// `rejoinder log --json` write them; a digest has several events.
    ///
    /// - Returns: nil if the text is none.
    package static func read(_ bytes: [UInt8]) -> [KeptEvent]? {
        if let message = try? JSONValue(parsing: bytes) { return events(in: message) }
        var kept: [KeptEvent] = []
        for line in bytes.split(separator: 0x0A) where line.contains(where: { $0 > 0x20 }) {
            guard let message = try? JSONValue(parsing: Array(line)),
                let events = events(in: message)
            else { return nil }
            kept += events
        }
        return kept.isEmpty ? nil : kept
    }

    private static func events(in message: JSONValue) -> [KeptEvent]? {
        guard message["type"]?.stringValue == "digest" else {
            return KeptEvent(message).map { [$0] }
        }
        let parts = message["data"]?["events"]?.arrayValue ?? []
        let events = parts.compactMap(KeptEvent.init)
        return events.isEmpty || events.count != parts.count ? nil : events
    }

    private init?(_ message: JSONValue) {
        guard let id = message["id"]?.stringValue, let type = message["type"]?.stringValue,
            let log = message["log"],
            let sequence = log["sequence"]?.intValue,
            let previous = log["previous"]?.stringValue.flatMap({ Hex.bytes($0) }),
            let hash = log["hash"]?.stringValue.flatMap({ Hex.bytes($0) })
        else { return nil }
        self.id = id
        self.type = type
        self.sequence = sequence
        self.previous = previous
        self.hash = hash
        let key = log["key"]?.stringValue.flatMap { LogPublicKey($0) }
        let bytes = log["signature"]?.stringValue.flatMap { LogSignature.bytes($0) }
        signature = key.flatMap { key in bytes.map { LogSignature(key: key, bytes: $0) } }
        data = message["trimmed"] == nil ? message["data"] : nil
    }
}
