/// The subject and the plain text of a message.
enum MailText {
    static func subject(_ items: [MailItem]) -> String {
        guard items.count != 1, let first = items.first, let last = items.last else {
            guard let item = items.first else { return "" }
            let mark = item.isTest ? "[Test] " : ""
            return VisibleText.line(mark + item.headline, limit: 200)
        }
        return "\(items.count) events, \(moment(first.event.at)) to \(moment(last.event.at)) UTC"
    }

    static func plain(_ items: [MailItem], sink: String) -> String {
        var lines: [String] = []
        if items.count > 1 { lines += ["\(items.count) events, the oldest first.", ""] }
        for (index, item) in items.enumerated() {
            let number = items.count > 1 ? "\(index + 1). " : ""
            lines += ["\(number)\(item.summary)", ""]
            lines += item.details.map(Self.line)
            if !item.details.isEmpty { lines.append("") }
            lines += ["\(item.kind), \(item.event.at)", item.place, ""]
        }
        lines.append(footer(items, sink: sink))
        return lines.joined(separator: "\n") + "\n"
    }

    /// Says who sends this, and how to find out why.
    static func footer(_ items: [MailItem], sink: String) -> String {
        let isTest = items.contains(where: \.isTest)
        let id = items.first?.event.id ?? ""
        return isTest
            ? "This is a test of the sink \(sink) of Rejoinder: nothing has happened."
            : "Sent by the sink \(sink) of Rejoinder. `rejoinder explain \(id)` says why."
    }

    private static func line(_ detail: Detail) -> String {
        switch detail.mark {
        case .plain, .dim: "  \(detail.text)"
        case .added: "+ \(detail.text)"
        case .removed: "- \(detail.text)"
        case .quoted: "  “\(detail.text)”"
        }
    }

    /// `2025-06-03 18:45`.
    private static func moment(_ time: Timestamp) -> String {
        let text = time.description
        return text.prefix(10) + " " + text.dropFirst(11).prefix(5)
    }
}
