/// Reads what a webhook brings.
package enum ReceivedEvent {
    /// The events of a message: one, or those of a digest; nil if it is neither.
    ///
    /// Their bodies hold what was received, and are not those that are hashed.
    package static func events(in message: JSONValue) -> [Event]? {
        if message["type"]?.stringValue == "digest" {
            guard let parts = message["data"]?["events"]?.arrayValue else { return nil }
            let events = parts.compactMap(event)
            return events.count == parts.count ? events : nil
        }
        return event(message).map { [$0] }
    }

    private static func event(_ message: JSONValue) -> Event? {
        guard let id = message["id"]?.stringValue,
            let type = message["type"]?.stringValue.flatMap(EventType.init(rawValue:)),
            let at = message["timestamp"]?.stringValue.flatMap({ Timestamp($0) }),
            let data = message["data"]
        else { return nil }
        let body = JSONValue.members([
            "id": .string(id), "type": .string(type.rawValue), "at": .time(at), "data": data,
        ]).bytes
        return Event(
            sequence: message["log"]?["sequence"]?.intValue ?? 0, id: id, type: type, at: at,
            feed: data["feed"]?["name"]?.stringValue, body: body, previousHash: [], hash: [])
    }
}
