import Rejoinder

/// A page that needs nothing but itself: no script, no picture, nothing from elsewhere.
enum HTMLPage {
    /// - Parameters:
    ///   - title: as text.
    ///   - body: as HTML.
    static func whole(title: String, body: String) -> String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <meta name="referrer" content="no-referrer">
        <title>\(text(title))</title>
        <style>
        \(style)
        </style>
        </head>
        <body>
        \(body)
        </body>
        </html>
        """
    }

    /// A text on one line, with nothing in it that a browser would act on or that hides itself.
    static func text(_ text: String, limit: Int = .max) -> String {
        HTMLText.escaped(VisibleText.line(text, limit: limit))
    }

    /// A text as paragraphs, one for each of its lines.
    static func paragraphs(_ text: String) -> String {
        text.split(separator: "\n").map { "<p>\(Self.text(String($0)))</p>" }.joined(
            separator: "\n")
    }

    /// A link, if the address is one of the web, and else its text.
    static func link(_ address: String, _ label: String? = nil) -> String {
        let shown = text(label ?? address)
        guard address.isWebAddress, !address.utf8.contains(0x7F) else { return shown }
        return "<a href=\"\(HTMLText.escaped(address))\" rel=\"noreferrer noopener\">\(shown)</a>"
    }

    /// A table of rows whose cells are HTML.
    static func table(_ header: [String], _ rows: [[String]]) -> String {
        let head = header.map { "<th scope=\"col\">\($0)</th>" }.joined()
        let lines = rows.map { "<tr>\($0.map { "<td>\($0)</td>" }.joined())</tr>" }
        return "<table>\n<thead><tr>\(head)</tr></thead>\n<tbody>\n"
            + lines.joined(separator: "\n") + "\n</tbody>\n</table>"
    }

    /// Names and what they stand for, which is HTML.
    static func facts(_ facts: [(String, String)]) -> String {
        let rows = facts.map { "<dt>\(text($0))</dt><dd>\($1)</dd>" }
        return "<dl>\n\(rows.joined(separator: "\n"))\n</dl>"
    }

    private static let style = """
        body { font: 11pt/1.5 Georgia, "Times New Roman", serif; color: #111; background: #fff;
            max-width: 60rem; margin: 2rem auto; padding: 0 1.5rem; }
        h1, h2, h3, th, dt, .label { font-family: Helvetica, Arial, sans-serif; line-height: 1.25; }
        h1 { font-size: 1.7rem; } h2 { font-size: 1.25rem; margin-top: 2.2rem;
            border-bottom: 1px solid #999; } h3 { font-size: 1rem; margin-bottom: 0.3rem; }
        table { border-collapse: collapse; width: 100%; font-size: 0.85rem; margin: 0.7rem 0; }
        th, td { text-align: left; vertical-align: top; padding: 0.3rem 0.5rem;
            border: 1px solid #bbb; overflow-wrap: anywhere; }
        th { background: #eee; } .sides td { width: 50%; }
        dl { display: grid; grid-template-columns: 10rem 1fr; gap: 0.15rem 1rem; margin: 0.5rem 0; }
        dt { color: #444; font-size: 0.9rem; } dd { margin: 0; overflow-wrap: anywhere; }
        blockquote { margin: 0.5rem 0; padding: 0.1rem 1rem; border-left: 4px solid #777; }
        code { font: 0.8rem/1.4 "DejaVu Sans Mono", Menlo, Consolas, monospace;
            overflow-wrap: anywhere; }
        del { background: #fde2e2; } ins { background: #dff3e0; text-decoration: none;
            border-bottom: 2px solid #2a7a35; }
        .text { border: 1px solid #ccc; padding: 0 1rem; } .note { color: #444; font-size: 0.9rem; }
        a { color: #0b3d91; }
        @page { margin: 18mm; }
        @media print { body { max-width: none; margin: 0; padding: 0; } a { color: inherit; }
            h2, h3 { break-after: avoid; } tr, dl { break-inside: avoid; }
            thead { display: table-header-group; } }
        """
}
