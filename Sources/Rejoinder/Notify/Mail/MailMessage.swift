/// An event, or a digest of several, as a message (RFC 5322).
///
/// It is made of the event and the sink's settings alone: every attempt sends the same bytes.
struct MailMessage {
    /// The message's name, without angle brackets; derived from the event's id.
    let id: String
    /// Header and body; lines end with CR LF and have at most 998 bytes.
    let bytes: [UInt8]

    /// - Parameter events: in the order of the log, not empty.
    init(_ events: [Event], from: Mailbox, to: [Mailbox], sink: String) {
        let message = WireEvent.message(events)
        let items = events.map(MailItem.init)
        let domain = from.domain
        id = "\(message.id)@\(domain)"
        let subject = MailText.subject(items)
        var header = MailHeader()
        // Not the attempt's time: attempts must not differ, and mail programs sort by this.
        header.add("Date", tokens: (events.last?.at.mailDate ?? "").words)
        header.add("From", mailboxes: [from])
        header.add("To", mailboxes: to)
        header.add("Subject", text: subject)
        header.add("Message-ID", tokens: ["<\(id)>"])
        if items.count == 1, let thread = items.first?.thread {
            let root = "<\(thread)@\(domain)>"
            header.add("In-Reply-To", tokens: [root])
            header.add("References", tokens: [root])
        }
        header.add("List-Id", tokens: ["Rejoinder", "<\(sink).rejoinder.\(domain)>"])
        header.add("Auto-Submitted", tokens: ["auto-generated"])
        header.add("X-Rejoinder-Event", tokens: [message.id])
        if let last = events.last {
            header.add(
                "X-Rejoinder-Type", tokens: [events.count == 1 ? last.type.rawValue : "digest"])
        }
        if let last = events.last, !items.contains(where: \.isTest) {
            // The hash of the last event covers all before it.
            header.add(
                "X-Rejoinder-Log",
                tokens: ["sequence=\(last.sequence);", "hash=\(Hex.string(last.hash))"])
        }
        header.add("MIME-Version", tokens: ["1.0"])
        // "=_" stands in no encoded text.
        let boundary = "=_\(message.id)"
        header.add(
            "Content-Type", tokens: ["multipart/alternative;", "boundary=\"\(boundary)\""])
        let parts = [
            Self.part("plain", MailText.plain(items, sink: sink)),
            Self.part("html", MailHTML.document(items, subject: subject, sink: sink)),
        ]
        let body = parts.map { "--\(boundary)\r\n\($0)\r\n" }.joined() + "--\(boundary)--\r\n"
        bytes = Array((header.text + "\r\n" + body).utf8)
    }

    private static func part(_ subtype: String, _ text: String) -> String {
        let part = MailPart(text)
        var header = MailHeader()
        header.add("Content-Type", tokens: ["text/\(subtype);", "charset=utf-8"])
        header.add("Content-Transfer-Encoding", tokens: [part.encoding])
        return header.text + "\r\n" + part.text
    }
}

extension String {
    fileprivate var words: [String] { split(separator: " ").map(String.init) }
}
