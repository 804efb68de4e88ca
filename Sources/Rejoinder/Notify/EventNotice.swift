/// An event as chats, push services and feed readers show it: a title, details and a link.
struct EventNotice: Sendable {
    /// How good or bad the news is, for colours and icons.
    enum Tone: Int, Comparable, Sendable {
        case info, success, warning, failure

        static func < (a: Tone, b: Tone) -> Bool { a.rawValue < b.rawValue }
    }

    let event: Event
    /// One line, not empty.
    let title: String
    let details: [Detail]
    /// Where it can be read: an http or https address that is safe inside markup.
    let link: String?

    init(_ event: Event) {
        let data = (try? JSONValue(parsing: event.body))?["data"] ?? .null
        let said = EventText.said(event)
        let address = LinkText.address(data)
        self.event = event
        title = Self.label(event.type) + said.summary
        link = address.flatMap(LinkText.safe)
        // The link stands by itself.
        details = said.details.filter { detail in
            guard !detail.text.isEmpty else { return false }
            guard let address, !address.isEmpty else { return true }
            return !detail.text.hasSuffix(VisibleText.line(address, limit: 400))
        }
    }

    var tone: Tone {
        switch event.type {
        case .inquiryAnswered, .feedRecovered, .deliveryRecovered: .success
        case .inquiryDeclined, .inquiryDue, .inquiryOverdue, .inquiryReminded, .feedFailing,
            .feedGap,
            .entryQuarantined, .entryRemoved, .statementWithdrawn, .deliveryFailing:
            .warning
        case .deliveryDisabled: .failure
        default: .info
        }
    }

    /// Whether it is worth a sound.
    var isUrgent: Bool {
        switch event.type {
        case .inquiryAnswered, .inquiryDeclined, .inquiryOverdue, .inquiryReminded, .entryCorrected,
            .deliveryDisabled:
            true
        default: false
        }
    }

    /// Titles of entries and names of speakers do not say what has happened.
    private static func label(_ type: EventType) -> String {
        switch type {
        case .entryPublished: "New: "
        case .entryUpdated: "Changed: "
        case .entryCorrected: "Corrected: "
        case .entryReverted: "Changed back: "
        case .entryRemoved: "Removed: "
        case .entryRestored: "Back: "
        case .entryQuarantined: "Not read: "
        case .statementPublished: "Statement: "
        case .statementChanged: "Statement changed: "
        case .statementWithdrawn: "Statement withdrawn: "
        case .watchMatched: "Found: "
        default: ""
        }
    }
}

extension Detail {
    /// The line as plain text.
    var plain: String {
        switch mark {
        case .plain, .dim: text
        case .added: "+ " + text
        case .removed: "- " + text
        case .quoted: "“\(text)”"
        }
    }
}

/// Addresses from outside, for places where they are followed.
enum LinkText {
    /// Where what an event tells can be read: the response, or else the entry, or else the feed.
    static func address(_ data: JSONValue) -> String? {
        data["response"]?["link"]?.stringValue ?? data["entry"]?["link"]?.stringValue
            ?? data["feed"]?["url"]?.stringValue
    }

    /// The address, if it is one of the web, without what could end it in any markup.
    ///
    /// What no IRI may hold (RFC 3987 section 2.2) is percent-encoded.
    static func safe(_ text: String) -> String? {
        let scheme = text.prefix(8).caseFolded
        guard scheme.hasPrefix("http://") || scheme.hasPrefix("https://") else { return nil }
        guard text.utf8.count <= 8192 else { return nil }
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0...0x20, 0x7F...0xA0, 0x22, 0x3C, 0x3E, 0x5C, 0x5E, 0x60, 0x7B...0x7D,
                0x200B...0x200F, 0x2028...0x202F, 0x2060...0x206F, 0xFEFF, 0xFFF0...0xFFFF:
                for byte in String(scalar).utf8 { out += "%" + Hex.string([byte]) }
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}
