/// The body of a Slack incoming webhook, in Block Kit.
///
/// Text from outside stands in `plain_text`, in which Slack reads no markup; only links are
/// `mrkdwn`. So nothing in it can mention anybody, even if it holds `<!channel>`.
enum SlackMessage {
    /// A message has at most 50 blocks, a section 3,000 characters, a header 150; and Slack refuses
    /// messages of more than some 13,000 characters in all, which its documentation does not say.
    private static let headerLimit = 150
    private static let sectionLimit = 3000
    private static let textLimit = 8000
    private static let longestLink = 2000
    /// Two blocks each, and those at the beginning and end.
    private static let mostEvents = 20

    static func json(_ notices: [EventNotice]) -> JSONValue {
        let single = notices.count == 1 ? notices.first : nil
        let room = single == nil ? textLimit : sectionLimit
        let fitted = NoticeText(limit: room, itemLimit: sectionLimit) { escaped($0).utf16.count }
            .fit(notices)
        let title = NoticeText.title(notices)
        var blocks = [header(title)]
        if let item = fitted.items.first, let single {
            // The header has room for less.
            let isCut = size(title) > headerLimit
            blocks += section((isCut ? [title] : []) + item.details)
            blocks += link(single.link) + [context([about(single)])]
        } else if notices.count <= mostEvents {
            blocks += fitted.items.flatMap { item in
                section([item.title] + item.details) + link(item.link)
            }
        } else {
            blocks += list(fitted.items)
        }
        if fitted.left > 0 { blocks.append(context([escaped(NoticeText.rest(fitted.left))])) }
        return .members([
            "text": .string(escaped(title)), "blocks": .array(blocks),
            // A preview of every link would bury the text.
            "unfurl_links": .bool(false), "unfurl_media": .bool(false),
        ])
    }

    /// Many events: a line each, in as few blocks as they take.
    private static func list(_ items: [NoticeText.Item]) -> [JSONValue] {
        var texts: [String] = []
        for item in items {
            // A longer one would leave no room for anything else in a section.
            let link = item.link.map(escaped).flatMap { link in
                link.utf16.count < longestLink ? " <\(link)>" : nil
            }
            let line = "• " + escaped(item.title) + (link ?? "")
            if let last = texts.last, last.utf16.count + line.utf16.count < sectionLimit {
                texts[texts.count - 1] = last + "\n" + line
            } else {
                texts.append(line)
            }
        }
        return texts.map { text in
            .members(["type": .string("section"), "text": markup(text)])
        }
    }

    private static func header(_ title: String) -> JSONValue {
        var text = title
        var limit = headerLimit
        while size(text) > headerLimit, limit > 16 {
            limit = limit * 3 / 4
            text = VisibleText.line(title, limit: limit)
        }
        return .members(["type": .string("header"), "text": plain(text)])
    }

    /// None where there is nothing to say: Slack refuses an empty text.
    private static func section(_ lines: [String]) -> [JSONValue] {
        let text = lines.joined(separator: "\n")
        guard !text.isEmpty else { return [] }
        return [.members(["type": .string("section"), "text": plain(text)])]
    }

    /// One that Slack could not follow is written out.
    private static func link(_ address: String?) -> [JSONValue] {
        guard let address else { return [] }
        let marked = "<\(escaped(address))>"
        if marked.utf16.count <= sectionLimit { return [context([marked])] }
        let letters = Array(address)
        return stride(from: 0, to: letters.count, by: sectionLimit / 6).flatMap { start in
            section([String(letters[start..<min(start + sectionLimit / 6, letters.count)])])
        }
    }

    private static func context(_ texts: [String]) -> JSONValue {
        .members(["type": .string("context"), "elements": .array(texts.map(markup))])
    }

    private static func about(_ notice: EventNotice) -> String {
        let feed = notice.event.feed.map { " · " + escaped($0) } ?? ""
        return "\(notice.event.type.rawValue)\(feed) · \(notice.event.at)"
    }

    private static func plain(_ text: String) -> JSONValue {
        .members([
            "type": .string("plain_text"), "text": .string(escaped(text)), "emoji": .bool(false),
        ])
    }

    /// `verbatim`: Slack makes no links and mentions of its own.
    private static func markup(_ text: String) -> JSONValue {
        .members([
            "type": .string("mrkdwn"), "text": .string(text), "verbatim": .bool(true),
        ])
    }

    private static func size(_ text: String) -> Int { escaped(text).utf16.count }

    /// The three characters that Slack reads as its own in any text.
    static func escaped(_ text: String) -> String {
        HTMLText.escaped(text, hasQuotes: false)
    }
}
