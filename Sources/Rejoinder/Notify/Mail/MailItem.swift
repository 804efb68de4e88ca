/// What a message says of one event.
struct MailItem {
    let event: Event
    /// What happened, in a line without control characters.
    let summary: String
    let details: [Detail]
    /// Where it can be read; nil if there is no such place, or none that a browser should open.
    let link: String?
    /// Names the conversation that the event belongs to; nil: it stands alone.
    let thread: String?
    let isTest: Bool
    /// The question that was asked; nil if the event is not about one.
    private let question: String?

    init(_ event: Event) {
        self.event = event
        (summary, details) = EventText.said(event)
        let data = (try? JSONValue(parsing: event.body))?["data"] ?? .null
        link = LinkText.address(data).flatMap(LinkText.safe)
        thread = Self.thread(data)
        question = data["inquiry"]?["subject"]?.stringValue
        isTest = data["test"] == .bool(true)
    }

    /// The event's type in words: `inquiry.answered` is "Inquiry answered".
    var kind: String {
        let words = event.type.rawValue.split(separator: ".").joined(separator: " ")
        return words.prefix(1).uppercased() + words.dropFirst()
    }

    /// What happened and to what, in a line.
    var headline: String { question.map { "\(summary): \($0)" } ?? "\(kind): \(summary)" }

    /// The event's place in the log, by which its receiver is a witness of the log.
    var place: String {
        isTest
            ? "Event \(event.id), which is not in the log"
            : "Event \(event.id), number \(event.sequence) in the log, hash \(Hex.string(event.hash))"
    }

    /// Names the inquiry, or else the entry, the feed or the sink that the event is about.
    ///
    /// No message has that name: a message that has it could be missing, because a sink need not
    /// get every type of event. What replies to the same missing message is one conversation all
    /// the same (RFC 5256, "REFERENCES").
    private static func thread(_ data: JSONValue) -> String? {
        let feed = data["feed"]?["name"]?.stringValue
        let parts: [String]
        if let inquiry = data["inquiry"]?["id"]?.stringValue {
            parts = ["inquiry", inquiry]
        } else if let entry = data["entry"]?["id"]?.stringValue {
            parts = ["entry", feed ?? "", entry]
        } else if let feed {
            parts = ["feed", feed]
        } else if let sink = data["sink"]?["name"]?.stringValue {
            parts = ["sink", sink]
        } else {
            return nil
        }
        return DerivedID.make("thr", salt: [], parts)
    }
}
