/// What a webhook's requests look like.
package enum WebhookFormat: Hashable, Sendable {
    /// Standard Webhooks 1.0: the events as JSON, signed.
    case standard
    /// An incoming webhook of Slack's.
    case slack
    /// A message to a topic of ntfy's.
    case ntfy(topic: String)
    /// A notification for Apprise's API, which hands it on to those with the tag, or to all.
    case apprise(tag: String?)

    var isApprise: Bool {
        if case .apprise = self { true } else { false }
    }

    /// The body of a request, the same bytes for every attempt.
    func body(_ events: [Event]) -> [UInt8] {
        let notices = events.map(EventNotice.init)
        return switch self {
        case .standard: WireEvent.message(events).body
        case .slack: SlackMessage.json(notices).bytes
        case .ntfy(let topic): NtfyMessage.json(notices, topic: topic).bytes
        case .apprise(let tag): AppriseNotification.json(notices, tag: tag).bytes
        }
    }
}

/// Publishing as JSON to an ntfy server (docs.ntfy.sh/publish).
enum NtfyMessage {
    /// Longer messages become attachments: 4,096 bytes, unless the server is set up otherwise.
    private static let limit = 4000

    static func json(_ notices: [EventNotice], topic: String) -> JSONValue {
        let single = notices.count == 1 ? notices.first : nil
        let (items, left) = NoticeText(limit: limit) { $0.utf8.count }.fit(notices)
        let message = NoticeText.plain(
            items, left: left, hasTitles: single == nil, hasLinks: single == nil)
        let title = NoticeText.title(notices)
        return .members([
            "topic": .string(topic), "title": .string(title),
            // An empty message would be shown as "triggered".
            "message": .string(message.isEmpty ? title : message),
            "priority": .int(priority(notices)), "tags": .array(tags(notices).map { .string($0) }),
            "click": .string(single?.link),
        ])
    }

    /// From 1 to 5; 3 is what ntfy calls default, and 4 makes a sound even on a quiet phone.
    private static func priority(_ notices: [EventNotice]) -> Int {
        if notices.contains(where: \.isUrgent) { return 4 }
        return notices.contains { $0.tone != .success } ? 3 : 2
    }

    /// The first is shown as an emoji.
    private static func tags(_ notices: [EventNotice]) -> [String] {
        let emoji: String? =
            switch notices.map(\.tone).max() ?? .info {
            case .info: nil
            case .success: "white_check_mark"
            case .warning: "warning"
            case .failure: "rotating_light"
            }
        let type = notices.count == 1 ? notices.first?.event.type.rawValue : "digest"
        return [emoji, type].compactMap(\.self)
    }
}

/// The request of Apprise's API, `POST /notify/KEY` (its swagger.yaml).
enum AppriseNotification {
    /// Discord takes 2,000 characters, and Telegram 4,096; Apprise cuts for what takes less.
    private static let limit = 1900

    static func json(_ notices: [EventNotice], tag: String?) -> JSONValue {
        let isSingle = notices.count == 1
        let (items, left) = NoticeText(limit: limit) { $0.utf16.count }.fit(notices)
        let text = NoticeText.plain(items, left: left, hasTitles: !isSingle, hasLinks: true)
        let title = NoticeText.title(notices)
        return .members([
            "title": .string(title), "body": .string(text.isEmpty ? title : text),
            "type": .string(type(notices.map(\.tone).max() ?? .info)),
            "format": .string("text"), "tag": .string(tag),
        ])
    }

    private static func type(_ tone: EventNotice.Tone) -> String {
        switch tone {
        case .info: "info"
        case .success: "success"
        case .warning: "warning"
        case .failure: "failure"
        }
    }
}
