/// Reads fragments of HTML as they stand in feeds: linear, and without a tree.
package enum HTMLText {
    /// The text of a fragment, one block (paragraph, list item, heading, table row) a line.
    ///
    /// Scripts, styles and comments are left out, references are resolved, blanks collapsed.
    package static func plain(_ html: String) -> String {
        var writer = BlockWriter()
        var scanner = HTMLScanner(html)
        while let token = scanner.next() {
            switch token {
            case .text(let bytes): writer.write(bytes)
            case .tag(let tag):
                if Self.blocks.contains(tag.name) { writer.endBlock() }
                if tag.name == "td" || tag.name == "th" { writer.write([0x20]) }
                if !tag.isEnd, Self.hidden.contains(tag.name) { scanner.skip(to: tag.name) }
            }
        }
        return writer.text
    }

    /// Plain text with its blanks collapsed; its lines stay lines.
    package static func collapsed(_ text: String) -> String {
        var writer = BlockWriter()
        for line in text.utf8.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
            writer.write(Array(line))
            writer.endBlock()
        }
        return writer.text
    }

    /// On one line: for titles and names.
    package static func oneLine(_ text: String) -> String {
        text.contains("\n") ? text.replacing("\n", with: " ") : text
    }

    /// Whether a text whose kind nobody gives is HTML: it holds the tag of an HTML element, or a
    /// character reference.
    static func isHTML(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        var index = 0
        while index < bytes.count {
            if bytes[index] == 0x3C, tagName(bytes, at: index) != nil { return true }
            if bytes[index] == 0x26, HTMLReference.read(bytes, at: index) != nil { return true }
            index += 1
        }
        return false
    }

    private static func tagName(_ bytes: [UInt8], at start: Int) -> String? {
        var index = start + 1
        if index < bytes.count, bytes[index] == 0x2F { index += 1 }
        let first = index
        while index < bytes.count, index - first < 12,
            bytes[index].isLetter || bytes[index].isDigit
        {
            index += 1
        }
        guard index > first, index < bytes.count,
            bytes[index] == 0x3E || bytes[index] == 0x2F || bytes[index].isBlank
        else { return nil }
        let name = String(decoding: bytes[first..<index].map(\.lowercased), as: UTF8.self)
        return elements.contains(name) ? name : nil
    }

    /// Addresses in href and src made absolute, the rest untouched.
    static func resolvingAddresses(_ html: String, base: URLReference?) -> String {
        guard let base, base.isWeb else { return html }
        let bytes = Array(html.utf8)
        var out: [UInt8] = []
        var copied = 0
        var scanner = HTMLScanner(bytes: bytes)
        while let token = scanner.next() {
            guard case .tag(let tag) = token, !tag.isEnd else { continue }
            for attribute in tag.attributes where Self.addresses.contains(attribute.name) {
                let value = HTMLReference.resolved(bytes[attribute.range])
                guard let address = URLReference.absolute(value, base: base), address != value
                else { continue }
                out += bytes[copied..<attribute.range.lowerBound]
                let escaped = address.replacing("&", with: "&amp;").replacing("\"", with: "%22")
                out += attribute.isQuoted ? Array(escaped.utf8) : Array("\"\(escaped)\"".utf8)
                copied = attribute.range.upperBound
            }
        }
        guard copied > 0 else { return html }
        out += bytes[copied...]
        return String(decoding: out, as: UTF8.self)
    }

    private static let addresses: Set<String> = ["href", "src", "poster", "cite"]
    private static let hidden: Set<String> = ["script", "style", "template", "noscript"]
    private static let blocks: Set<String> = [
        "p", "div", "br", "li", "ul", "ol", "table", "tr", "h1", "h2", "h3", "h4", "h5", "h6",
        "blockquote", "pre", "section", "article", "header", "footer", "aside", "figure",
        "figcaption", "dl", "dt", "dd", "hr", "main", "nav", "address", "form", "fieldset",
        "center", "caption", "thead", "tbody", "details", "summary", "title",
    ]
    private static let elements: Set<String> = blocks.union([
        "a", "abbr", "acronym", "applet", "area", "audio", "b", "base", "basefont", "bdi", "bdo",
        "big", "body", "button", "canvas", "cite", "code", "col", "colgroup", "data", "del", "dfn",
        "dir", "em", "embed", "font", "frame", "frameset", "head", "html", "i", "iframe", "img",
        "input", "ins", "kbd", "label", "legend", "link", "map", "mark", "menu", "meta", "meter",
        "noframes", "noscript", "object", "optgroup", "option", "output", "param", "picture",
        "progress", "q", "rp", "rt", "ruby", "s", "samp", "script", "select", "small", "source",
        "span", "strike", "strong", "style", "sub", "sup", "td", "template", "textarea", "tfoot",
        "math", "svg", "th", "time", "track", "tt", "u", "var", "video", "wbr",
    ])
}

/// Gathers text into blocks, one a line.
private struct BlockWriter {
    private var out: [UInt8] = []
    private var hasBlank = false
    private var isAtStart = true

    mutating func write(_ bytes: [UInt8]) {
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            // U+00A0 is a blank to a reader.
            let isNoBreakSpace = byte == 0xC2 && index + 1 < bytes.count && bytes[index + 1] == 0xA0
            if byte.isBlank || isNoBreakSpace {
                hasBlank = true
                index += isNoBreakSpace ? 2 : 1
                continue
            }
            if hasBlank, !isAtStart { out.append(0x20) }
            hasBlank = false
            isAtStart = false
            out.append(byte)
            index += 1
        }
    }

    mutating func endBlock() {
        if !isAtStart { out.append(0x0A) }
        isAtStart = true
        hasBlank = false
    }

    var text: String {
        String(decoding: out.last == 0x0A ? out.dropLast() : out[...], as: UTF8.self)
    }
}
