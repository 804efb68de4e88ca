import Foundation
import Rejoinder

#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif

/// Styles text for people, where that is allowed.
struct TextStyle {
    let isColoured: Bool

    static let plain = TextStyle(isColoured: false)

    /// Colours are used only on a terminal that has them, and if nobody objects (no-color.org).
    static var standardOutput: TextStyle {
        let environment = ProcessInfo.processInfo.environment
        let isRefused = environment["NO_COLOR"]?.isEmpty == false || environment["TERM"] == "dumb"
        return TextStyle(isColoured: isatty(STDOUT_FILENO) == 1 && !isRefused)
    }

    func strong(_ text: String) -> String { wrap(text, "1") }
    func faint(_ text: String) -> String { wrap(text, "2") }
    func warning(_ text: String) -> String { wrap(text, "33") }
    func added(_ text: String) -> String { wrap(text, "32") }
    func removed(_ text: String) -> String { wrap(text, "31") }

    private func wrap(_ text: String, _ code: String) -> String {
        isColoured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}

/// A feed document for people: what it is, what had to be recovered, and what it lists.
struct FeedDocumentText {
    let style: TextStyle

    func lines(_ document: FeedDocument) -> [String] {
        guard let format = document.format else {
            let reason = document.error.map { shown($0) } ?? "it holds nothing"
            return [style.warning("no feed: \(reason)")] + recoveries(document)
        }
        let count = document.entries.count
        let head =
            "\(format.title), \(document.encoding) (\(document.encodingRule)), "
            + (count == 1 ? "1 entry" : "\(count) entries")
        return [style.strong(head)] + recoveries(document) + [""] + feed(document.feed) + [""]
            + document.entries.enumerated().flatMap { entry($1, number: $0 + 1) }
    }

    private func recoveries(_ document: FeedDocument) -> [String] {
        var lines = document.recoveries.map { style.warning("recovered: \(shown($0))") }
        if document.format != nil, let error = document.error {
            lines.append(style.warning("error: \(shown(error))"))
        }
        if !document.isComplete, document.format != nil {
            lines.append(style.warning("cut off: entries may be missing"))
        }
        return lines
    }

    private func feed(_ feed: FeedInfo) -> [String] {
        let minutes = feed.ttlMinutes.map { "\($0) minutes" }
        let fields: [(String, String?)] = [
            ("title", feed.title?.plain), ("about", feed.subtitle?.plain), ("page", feed.link),
            ("feed", feed.selfLink), ("language", feed.language), ("updated", date(feed.updated)),
            ("authors", names(feed.authors)), ("hubs", list(feed.hubs)), ("keep for", minutes),
        ]
        return fields.compactMap { name, value in
            guard let value, !value.isEmpty else { return nil }
            let padding = String(repeating: " ", count: 10 - name.utf8.count)
            return "  \(style.faint(name))\(padding)\(shown(value))"
        }
    }

    private func entry(_ entry: FeedEntry, number: Int) -> [String] {
        let title = entry.title.map { shown($0.plain) } ?? style.faint("(no title)")
        var lines = ["\(style.faint("\(number)."))  \(style.strong(title))"]
        let details = [
            date(entry.published ?? entry.updated) ?? "no date", names(entry.authors),
            entry.enclosures.isEmpty ? nil : "\(entry.enclosures.count) enclosed",
            entry.isComplete ? nil : "cut off",
        ]
        lines.append(
            "    " + style.faint(shown(details.compactMap(\.self).joined(separator: " · "))))
        if let link = entry.link { lines.append("    \(shown(link))") }
        if let text = (entry.summary ?? entry.content)?.plain, !text.isEmpty {
            lines.append("    \(shown(text, limit: 160))")
        }
        return lines
    }

    private func date(_ date: FeedDate?) -> String? {
        date.map { $0.moment?.description ?? "unreadable date \"\($0.raw)\"" }
    }

    private func names(_ authors: [FeedAuthor]) -> String? {
        list(authors.compactMap { $0.name ?? $0.email })
    }

    private func list(_ items: [String]) -> String? {
        items.isEmpty ? nil : items.joined(separator: ", ")
    }

    /// The text on one line, with characters that could play tricks on a terminal made visible.
    private func shown(_ text: String, limit: Int = 300) -> String {
        VisibleText.line(text, limit: limit)
    }
}

extension FeedFormat {
    /// The format's name for people.
    var title: String {
        switch self {
        case .rss090: "RSS 0.90"
        case .rss091: "RSS 0.91"
        case .rss092: "RSS 0.92"
        case .rss093: "RSS 0.93"
        case .rss094: "RSS 0.94"
        case .rss10: "RSS 1.0"
        case .rss20: "RSS 2.0"
        case .rss: "RSS of an unknown version"
        case .atom03: "Atom 0.3"
        case .atom10: "Atom 1.0"
        case .jsonfeed10: "JSON Feed 1.0"
        case .jsonfeed11: "JSON Feed 1.1"
        case .newsSitemap: "news sitemap"
        }
    }
}
