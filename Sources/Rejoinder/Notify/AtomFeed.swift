import Dispatch
import Platform
import Signing

/// A sink that keeps an Atom feed (RFC 4287) of the newest events in a file.
///
/// The file is all that it remembers: what is in it is read again for each event, so a restart
/// loses nothing, and an event that comes twice is there once.
package struct AtomFeed: Sink {
    package let name: String
    private let path: String
    private let title: String
    private let mostEntries: Int
    /// A disk may hang, and must hold up nothing but this sink.
    private let queue = DispatchQueue(label: "rejoinder.atom-feed")

    /// - Parameters:
    ///   - path: of the file; it is replaced as a whole each time.
    ///   - mostEntries: how many events it has; older ones are left out.
    package init(name: String, path: String, title: String, mostEntries: Int = 100) {
        self.name = name
        self.path = path
        self.title = title
        self.mostEntries = mostEntries
    }

    package func deliver(_ events: [Event], now: Timestamp) async -> DeliveryOutcome {
        await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: write(events, now: now)) }
        }
    }

    private func write(_ events: [Event], now: Timestamp) -> DeliveryOutcome {
        do throws(WholeFile.Failure) {
            let before = try WholeFile.read(path, atMost: Self.largest)
            guard let document = before.map(AtomDocument.init(reading:)) ?? AtomDocument() else {
                return .retry(
                    after: nil,
                    reason: "\(shownPath) is not a feed that this program wrote; "
                        + "move it away, or name another path")
            }
            let after = document.adding(events.map(EventNotice.init), atMost: mostEntries)
            let bytes = after.bytes(title: title, updated: events.map(\.at).max() ?? now)
            try WholeFile.replace(path, with: bytes)
            return .delivered
        } catch {
            return .retry(after: nil, reason: "\(shownPath): \(error.reason)")
        }
    }

    private var shownPath: String { VisibleText.line(path, limit: 200) }

    /// A thousand entries, each as long as one can be.
    private static let largest = 64 << 20
}

/// The text of a feed that `AtomFeed` writes, and reads again.
struct AtomDocument {
    /// The feed's own id, which stays the same for as long as there is a file.
    let id: String
    /// Each from `<entry>` to `</entry>`, the newest first.
    private(set) var entries: [[UInt8]]

    init() {
        id = Self.urn((0..<16).map { _ in UInt8.random(in: 0...255) })
        entries = []
    }

    /// Reads a document that `bytes` has written; nil for another one.
    ///
    /// Text in it is escaped, so its tags are where they seem to be.
    init?(reading bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.hasPrefix(Self.head), text.hasSuffix(Self.tail) else { return nil }
        let rest = text.dropFirst(Self.head.count)
        guard let end = rest.firstIndex(of: "<") else { return nil }
        id = String(rest[..<end])
        guard id.hasPrefix("urn:uuid:"), id.utf8.count == 45 else { return nil }
        entries = Self.entries(bytes)
    }

    /// The document with these events in front of those that it has.
    func adding(_ notices: [EventNotice], atMost most: Int) -> AtomDocument {
        var document = self
        for notice in notices {
            let entry = Array(Self.entry(notice).utf8)
            let id = Array("<id>\(Self.urn(of: notice.event))</id>".utf8)
            document.entries.removeAll { $0.dropFirst(Self.start.count).starts(with: id) }
            document.entries.insert(entry, at: 0)
        }
        document.entries = Array(document.entries.prefix(max(1, most)))
        return document
    }

    func bytes(title: String, updated: Timestamp) -> [UInt8] {
        var out = Array((Self.head + id).utf8)
        out +=
            "</id>\n<title>\(XMLText.escaped(title))</title>\n<updated>\(updated)</updated>\n".utf8
        out += "<author><name>Rejoinder</name></author>\n".utf8
        out +=
            "<generator version=\"\(XMLText.escaped(Version.current))\">Rejoinder</generator>\n"
            .utf8
        for entry in entries { out += entry + [0x0A] }
        out += Self.tail.utf8
        return out
    }

    private static let head =
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
        + "<feed xmlns=\"http://www.w3.org/2005/Atom\">\n<id>"
    private static let tail = "</feed>\n"
    private static let start = Array("<entry>\n".utf8)

    private static func entries(_ bytes: [UInt8]) -> [[UInt8]] {
        var entries: [[UInt8]] = []
        var current: [UInt8] = []
        var isInEntry = false
        for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            if line.elementsEqual("<entry>".utf8) { isInEntry = true }
            guard isInEntry else { continue }
            current += line
            if line.elementsEqual("</entry>".utf8) {
                entries.append(current)
                current = []
                isInEntry = false
            } else {
                current.append(0x0A)
            }
        }
        return entries
    }

    private static func entry(_ notice: EventNotice) -> String {
        var lines = [
            "<entry>", "<id>\(urn(of: notice.event))</id>",
            "<title>\(XMLText.escaped(notice.title))</title>",
            "<updated>\(notice.event.at)</updated>",
            "<category term=\"\(XMLText.escaped(notice.event.type.rawValue))\"/>",
        ]
        if let link = notice.link {
            lines.append("<link rel=\"alternate\" href=\"\(XMLText.escaped(link))\"/>")
        }
        let details = notice.details.map(\.plain).joined(separator: "\n")
        if !details.isEmpty { lines.append("<summary>\(XMLText.escaped(details))</summary>") }
        lines.append("<content type=\"html\">\(XMLText.escaped(html(notice)))</content>")
        return (lines + ["</entry>"]).joined(separator: "\n")
    }

    /// A fragment of HTML in which every text is escaped.
    private static func html(_ notice: EventNotice) -> String {
        let parts = notice.details.map { detail in
            let text = HTMLText.escaped(detail.text)
            return switch detail.mark {
            case .plain: "<p>\(text)</p>"
            case .dim: "<p><small>\(text)</small></p>"
            case .added: "<p><ins>\(text)</ins></p>"
            case .removed: "<p><del>\(text)</del></p>"
            case .quoted: "<blockquote>\(text)</blockquote>"
            }
        }
        return parts.isEmpty ? "<p>\(HTMLText.escaped(notice.title))</p>" : parts.joined()
    }

    private static func urn(of event: Event) -> String {
        urn(Array(SHA256.digest(Array(event.id.utf8)).prefix(16)))
    }

    /// A UUID of version 8, which says nothing of how it is made (RFC 9562 section 5.8).
    private static func urn(_ bytes: [UInt8]) -> String {
        var bytes = bytes
        bytes[6] = bytes[6] & 0x0F | 0x80
        bytes[8] = bytes[8] & 0x3F | 0x80
        let digits = Array(Hex.string(bytes))
        let groups = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }
        return "urn:uuid:" + groups.joined(separator: "-")
    }
}

/// Text for XML 1.0, inside an element or a quoted attribute.
enum XMLText {
    /// Escaped, and without what no XML document may hold (XML 1.0 section 2.2).
    static func escaped(_ text: String) -> String {
        var out = ""
        for scalar in HTMLText.escaped(text).unicodeScalars {
            switch scalar.value {
            case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x1_0000...0x10_FFFF:
                out.unicodeScalars.append(scalar)
            default: out += "\u{FFFD}"
            }
        }
        return out
    }
}
