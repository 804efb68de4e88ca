/// What of an event a route looks at.
package struct RoutedEvent: Sendable {
    package let type: EventType
    /// The configured name of the feed that it came from, if it came from one.
    package let feed: String?
    /// The level of the change, if it reports one.
    package let level: ChangeLevel?
    /// The operator's words for the feed.
    package var tags: [String]
    /// The keys of the institutions whose feed, statement or inquiry it is about.
    package let institutions: [String]
    package let inquiries: [String]
    /// Who looks after the inquiry.
    package let owner: String?
    private let text: Deferred<PhraseText>

    /// - Parameter data: the event's member `data`.
    package init(type: EventType, feed: String?, level: ChangeLevel?, data: JSONValue) {
        self.type = type
        self.feed = feed
        self.level = level
        let feedData = data["feed"]
        tags = (feedData?["tags"]?.arrayValue ?? []).compactMap(\.stringValue)
        // A merged or split inquiry concerns two.
        let asked = [data["inquiry"], data["into"], data["from"]].compactMap(\.self)
        inquiries = asked.compactMap { $0["id"]?.stringValue }
        let keys =
            [feedData?["institution"], data["statement"]?["institution"]]
            + asked.map { $0["institution"]?["key"] }
        institutions = keys.compactMap { $0?.stringValue }
        owner = data["inquiry"]?["owner"]?.stringValue
        text = Deferred { PhraseText(Self.texts(of: data)) }
    }

    package init(_ event: Event, level: ChangeLevel?) {
        let data = (try? JSONValue(parsing: event.body))?["data"] ?? .null
        self.init(type: event.type, feed: event.feed, level: level, data: data)
    }

    func has(_ phrase: Phrase) -> Bool { text.value.has(phrase) }

    /// The members in which an event carries what somebody wrote or said.
    private static let textMembers: Set = [
        "title", "author", "content", "source", "subject", "evidence", "quote", "wording", "topic",
        "before", "after", "note", "text",
    ]
    /// Parts that speak of what is watched and how, and not of what was written.
    private static let otherParts: Set = [
        "feed", "coverage", "health", "sink", "page", "revision", "quarantine", "fields",
    ]

    static func texts(of data: JSONValue) -> [String] {
        guard case .object(let members) = data else { return [] }
        return members.flatMap { member -> [String] in
            if otherParts.contains(member.name) { return [] }
            let isText = textMembers.contains(member.name)
            if member.name == "institution", let name = member.value["name"]?.stringValue {
                return [name]
            }
            switch member.value {
            case .string(let text): return isText ? [text] : []
            case .array(let values):
                return values.flatMap { value -> [String] in
                    if isText, let text = value.stringValue { return [text] }
                    return texts(of: value)
                }
            default: return texts(of: member.value)
            }
        }
    }
}
