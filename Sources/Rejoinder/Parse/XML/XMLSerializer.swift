/// Writes elements back as markup: what stood inside a text construct is HTML again.
enum XMLSerializer {
    /// What is inside the element.
    ///
    /// - Parameter isDecoded: text between the tags is markup already, and is not escaped.
    static func inner(_ element: XMLElement, isDecoded: Bool = false) -> String {
        var out = ""
        write(contentOf: element, isDecoded: isDecoded, to: &out)
        return out.trimmed
    }

    /// The `div` that Atom wraps XHTML in, if it is there (RFC 4287 section 3.1.1.3).
    static func wrapped(_ element: XMLElement) -> XMLElement {
        let elements = element.elements
        guard elements.count == 1, elements[0].local == "div" else { return element }
        let hasOtherText = element.content.contains {
            if case .text(let text) = $0 { !text.trimmed.isEmpty } else { false }
        }
        return hasOtherText ? element : elements[0]
    }

    // The scanner bounds the depth.
    private static func write(
        contentOf element: XMLElement, isDecoded: Bool, to out: inout String
    ) {
        for piece in element.content {
            switch piece {
            case .text(let text):
                out += isDecoded ? text : escaped(text)
            case .element(let child):
                out += "<\(name(child))"
                for attribute in child.attributes where attribute.namespace == .none {
                    out += " \(attribute.local)=\"\(escaped(value(attribute, of: child)))\""
                }
                let isVoid = voids.contains(child.local.lowercased())
                out += isVoid && child.content.isEmpty ? " />" : ">"
                write(contentOf: child, isDecoded: isDecoded, to: &out)
                if !isVoid { out += "</\(name(child))>" }
            }
        }
    }

    private static func name(_ element: XMLElement) -> String {
        element.namespace == .xhtml || element.prefix.isEmpty
            ? element.local : "\(element.prefix):\(element.local)"
    }

    /// Addresses are resolved here, where the innermost xml:base is still known.
    private static func value(_ attribute: XMLElement.Attribute, of element: XMLElement) -> String {
        guard attribute.local == "href" || attribute.local == "src" else { return attribute.value }
        return URLReference.absolute(attribute.value, base: element.base) ?? attribute.value
    }

    private static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 0x26 || $0 == 0x3C || $0 == 0x3E || $0 == 0x22 })
        else { return text }
        return text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
            .replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
    }

    private static let voids: Set<String> = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
        "source", "track", "wbr",
    ]
}
