/// The HTML of a message: styles in place and nothing from elsewhere, as mail programs want it.
enum MailHTML {
    static func document(_ items: [MailItem], subject: String, sink: String) -> String {
        var out = """
            <!DOCTYPE html>
            <html>
            <head>
            <meta charset="utf-8">
            <title>\(text(subject))</title>
            </head>
            <body style="margin:0;padding:16px;font:16px/1.5 sans-serif;color:#1f2328;background:#ffffff">

            """
        if items.count > 1 {
            out += "<p>\(items.count) events, the oldest first.</p>\n"
        }
        out += items.map(item).joined()
        out += "<p style=\"\(quiet)\">\(text(MailText.footer(items, sink: sink)))</p>\n"
        return out + "</body>\n</html>\n"
    }

    private static func item(_ item: MailItem) -> String {
        var out = "<div style=\"max-width:44em;margin:0 0 24px\">\n"
        out += "<p style=\"\(quiet)\">\(text(item.kind)), \(item.event.at)</p>\n"
        out +=
            "<h1 dir=\"auto\" style=\"margin:4px 0 12px;font-size:20px\">\(text(item.summary))</h1>\n"
        out += item.details.map(paragraph).joined()
        if let link = item.link {
            // A browser says to nobody where the link was found.
            out +=
                "<p><a rel=\"noreferrer noopener\" href=\"\(text(link))\">"
                + "Open the page</a></p>\n"
        }
        return out + "<p style=\"\(quiet)\">\(text(item.place))</p>\n</div>\n"
    }

    /// What was added or removed is told by words and lines too, not by colour alone.
    private static func paragraph(_ detail: Detail) -> String {
        let said = text(detail.text)
        return switch detail.mark {
        case .plain: "<p dir=\"auto\" style=\"margin:8px 0\">\(said)</p>\n"
        case .dim: "<p dir=\"auto\" style=\"\(quiet)\">\(said)</p>\n"
        case .quoted:
            "<blockquote dir=\"auto\" style=\"margin:8px 0;padding:4px 12px;"
                + "border-left:4px solid #8c959f\">“\(said)”</blockquote>\n"
        case .added:
            "<p dir=\"auto\" style=\"\(changed);background:#e6ffec;border-left:4px solid #1a7f37\">"
                + "<b>Added:</b> <ins style=\"text-decoration:underline\">\(said)</ins></p>\n"
        case .removed:
            "<p dir=\"auto\" style=\"\(changed);background:#ffebe9;border-left:4px solid #cf222e\">"
                + "<b>Removed:</b> <del style=\"text-decoration:line-through\">\(said)</del></p>\n"
        }
    }

    private static let quiet = "margin:8px 0;font-size:13px;color:#59636e"
    private static let changed = "margin:8px 0;padding:4px 12px"

    /// Text in an element or an attribute; code points that no document may hold are replaced.
    private static func text(_ text: String) -> String {
        var clean = ""
        for scalar in text.unicodeScalars {
            clean.unicodeScalars.append(
                scalar.properties.isNoncharacterCodePoint ? "\u{FFFD}" : scalar)
        }
        return HTMLText.escaped(clean)
    }
}
