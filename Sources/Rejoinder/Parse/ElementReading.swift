/// What feeds and entries have in common: which child is what, and how its value is read.
struct ElementReader {
    let element: XMLElement
    let format: FeedFormat
    /// The namespace of the document's root: native in RSS, whatever it is.
    let root: XMLNamespace

    /// Whether a child belongs to the format itself.
    func isNative(_ child: XMLElement) -> Bool {
        format.isAtom
            ? child.namespace.isAtom || child.namespace == element.namespace
            : child.namespace.isNativeRSS || child.namespace == root
    }

    /// The children that belong to the format itself, of that name in any case.
    func natives(_ name: String) -> [XMLElement] {
        element.elements.filter { child in
            isNative(child) && (child.local == name || child.local.lowercased() == name)
        }
    }

    func children(_ name: String, in namespaces: XMLNamespace...) -> [XMLElement] {
        element.elements.filter { $0.local == name && namespaces.contains($0.namespace) }
    }

    /// The first child with a text.
    func nonBlank(_ children: [XMLElement]) -> XMLElement? {
        children.first { !$0.text.isEmpty } ?? nil
    }

    func string(_ children: [XMLElement]) -> String? {
        nonBlank(children)?.text
    }

    /// A name or term: HTML in it is undone.
    func plain(_ text: String) -> String? {
        let value = HTMLFragment.isLikely(text) ? PlainText.text(ofHTML: text) : text
        return PlainText.oneLine(value).nonBlank
    }

    func address(_ child: XMLElement?) -> String? {
        child.flatMap { URLReference.absolute($0.text, base: $0.base) }
    }

    func date(_ children: [XMLElement]) -> FeedDate? {
        let dates = children.compactMap { $0.text.nonBlank }.map { FeedDate($0) }
        return dates.first { $0.moment != nil } ?? dates.first
    }
}

// MARK: - Text

extension ElementReader {
    /// The first of the children that says something, as text or HTML.
    func text(_ children: [XMLElement]) -> TextConstruct? {
        for child in children {
            if let construct = text(child) { return construct }
        }
        return nil
    }

    func text(_ child: XMLElement) -> TextConstruct? {
        let construct = child.namespace.isAtom ? atomText(child) : rssText(child)
        guard let construct, construct.value.nonBlank != nil else { return nil }
        return construct
    }

    /// RSS gives no kind: it is HTML if it looks so, or holds elements.
    private func rssText(_ child: XMLElement) -> TextConstruct? {
        if child.hasElements {
            return html(XMLSerializer.inner(child), base: child.base)
        }
        let value = child.text
        guard HTMLFragment.isLikely(value) else { return TextConstruct(kind: .text, value: value) }
        return html(value, base: child.base)
    }

    /// RFC 4287 section 3.1; Atom 0.3 has `mode` beside `type`.
    private func atomText(_ child: XMLElement) -> TextConstruct? {
        let type = (child.attribute("type") ?? "text").trimmed.lowercased()
        if child.attribute("src") != nil { return nil }
        let mode = child.attribute("mode")?.trimmed.lowercased()
        if mode == "base64" { return decoded(child, type: type) }
        switch type {
        case "text", "text/plain", "":
            if child.hasElements { return html(XMLSerializer.inner(child), base: child.base) }
            return TextConstruct(kind: .text, value: child.text)
        case "html", "text/html":
            // Elements inside are invalid, and met; their tags are put back.
            return child.hasElements
                ? html(XMLSerializer.inner(child, isDecoded: true), base: child.base)
                : html(child.text, base: child.base)
        case "xhtml", "application/xhtml+xml":
            guard child.hasElements else { return html(child.text, base: child.base) }
            return html(XMLSerializer.inner(XMLSerializer.wrapped(child)), base: child.base)
        case let type where type.hasSuffix("/xml") || type.hasSuffix("+xml"):
            return child.hasElements
                ? html(XMLSerializer.inner(child), base: child.base)
                : html(child.text, base: child.base)
        case let type where type.hasPrefix("text/"):
            return TextConstruct(kind: .text, value: child.text)
        // Before RFC 4287 a type said nothing about an encoding; `mode` did.
        case _ where child.namespace == .atom03:
            return child.hasElements
                ? html(XMLSerializer.inner(child), base: child.base)
                : TextConstruct(kind: .text, value: child.text)
        default: return decoded(child, type: type)
        }
    }

    private func decoded(_ child: XMLElement, type: String) -> TextConstruct? {
        guard let bytes = Base64.decode(child.text),
            let text = String(validating: bytes, as: UTF8.self)
        else { return nil }
        let isHTML = type == "html" || type == "text/html" || type.hasSuffix("xml")
        return isHTML ? html(text, base: child.base) : TextConstruct(kind: .text, value: text)
    }

    private func html(_ value: String, base: URLReference?) -> TextConstruct {
        TextConstruct(
            kind: .html, value: HTMLFragment.resolvingAddresses(value.trimmed, base: base))
    }
}

/// Base64 as feeds hold it (RFC 4648 section 4), blanks in it or not.
enum Base64 {
    static func decode(_ text: String) -> [UInt8]? {
        var out: [UInt8] = []
        var buffer: UInt32 = 0
        var bits = 0
        for byte in text.utf8 where !byte.isBlank && byte != 0x3D {
            let value: UInt32
            switch byte {
            case 0x41...0x5A: value = UInt32(byte - 0x41)
            case 0x61...0x7A: value = UInt32(byte - 0x61) + 26
            case 0x30...0x39: value = UInt32(byte - 0x30) + 52
            case 0x2B: value = 62
            case 0x2F: value = 63
            default: return nil
            }
            buffer = (buffer << 6 | value) & 0xFF_FFFF
            bits += 6
            guard bits >= 8 else { continue }
            bits -= 8
            out.append(UInt8(truncatingIfNeeded: buffer >> UInt32(bits)))
        }
        return out
    }
}

// MARK: - People, categories, links

extension ElementReader {
    /// Atom's persons, with those of Dublin Core and iTunes where there is none.
    func authors(native names: [String]) -> [FeedAuthor] {
        let own = names.flatMap { natives($0) }.compactMap { author($0) }
        if !own.isEmpty { return own }
        let atom = children("author", in: .atom, .atom03).compactMap { author($0) }
        if !atom.isEmpty { return atom }
        let creators = (children("creator", in: .dc) + children("author", in: .dc)).compactMap {
            author($0)
        }
        if !creators.isEmpty { return creators }
        let itunes = children("author", in: .itunes).compactMap { author($0) }
        return itunes.isEmpty ? children("owner", in: .itunes).compactMap { author($0) } : itunes
    }

    private func author(_ child: XMLElement) -> FeedAuthor? {
        if child.hasElements {
            func part(_ names: String...) -> String? {
                child.elements.first { names.contains($0.local) && !$0.text.isEmpty }?.text
            }
            let uri = child.elements.first { ["uri", "url", "homepage"].contains($0.local) }
            let author = FeedAuthor(
                name: part("name").flatMap { plain($0) }, email: part("email"), url: address(uri))
            return author == FeedAuthor() ? nil : author
        }
        return Self.person(child.text)
    }

    /// `mail (Name)`, `Name <mail>`, `Name (mail)`, or either alone.
    static func person(_ raw: String) -> FeedAuthor? {
        let text = raw.trimmed
        guard !text.isEmpty else { return nil }
        for (open, close) in [("(", ")"), ("<", ">")] as [(Character, String)] {
            guard text.hasSuffix(close), let start = text.lastRange(of: open) else { continue }
            let inner = text[start.upperBound...].dropLast().trimmed
            let outer = text[..<start.lowerBound].trimmed
            if outer.isMail { return FeedAuthor(name: inner.nonBlank, email: outer) }
            if inner.isMail { return FeedAuthor(name: outer.nonBlank, email: inner) }
        }
        if text.isMail { return FeedAuthor(email: text) }
        let name = HTMLFragment.isLikely(text) ? PlainText.text(ofHTML: text) : text
        return FeedAuthor(name: PlainText.oneLine(name))
    }

    func categories() -> [FeedCategory] {
        var categories: [FeedCategory] = []
        for child in element.elements {
            switch (child.local, child.namespace) {
            case ("category", .itunes): categories += itunesCategories(child)
            case ("category", _) where isNative(child) || child.namespace.isAtom:
                let isAtom = child.namespace.isAtom
                let term = isAtom ? child.attribute("term") : nil
                let category = FeedCategory(
                    term: term?.nonBlank ?? child.text.nonBlank,
                    scheme: child.attribute(isAtom ? "scheme" : "domain")?.nonBlank,
                    label: child.attribute("label")?.nonBlank)
                if category != FeedCategory() { categories.append(category) }
            case ("subject", .dc):
                if let term = child.text.nonBlank { categories.append(FeedCategory(term: term)) }
            case ("keywords", .itunes):
                for keyword in child.text.split(separator: ",").compactMap(\.nonBlank)
                where !categories.contains(where: { $0.term == keyword }) {
                    categories.append(FeedCategory(term: keyword))
                }
            default: break
            }
        }
        return categories
    }

    private func itunesCategories(_ child: XMLElement) -> [FeedCategory] {
        ([child] + child.elements.filter { $0.local == "category" }).compactMap { category in
            (category.attribute("text") ?? category.text).nonBlank.map {
                FeedCategory(term: $0, scheme: "http://www.itunes.com/")
            }
        }
    }

    /// iTunes' image, or its older link to one.
    func itunesImage() -> String? {
        let links = children("link", in: .itunes).filter { $0.attribute("rel") == "image" }
        return (children("image", in: .itunes) + links).lazy.compactMap { child in
            URLReference.absolute(child.attribute("href") ?? child.text, base: child.base)
        }.first
    }

    /// Atom links, in RSS too.
    func links() -> [FeedLink] {
        element.elements.compactMap { child in
            guard child.local == "link",
                child.namespace.isAtom || (format.isAtom && isNative(child)),
                let address = child.attribute("href") ?? (format.isAtom ? child.text : nil),
                let href = URLReference.absolute(address, base: child.base)
            else { return nil }
            let rel = child.attribute("rel")?.trimmed.lowercased() ?? "alternate"
            return FeedLink(
                rel: rel.hasPrefix("http://www.iana.org/assignments/relation/")
                    ? String(rel.dropFirst(41)) : rel.isEmpty ? "alternate" : rel,
                href: href, type: child.attribute("type")?.nonBlank,
                title: child.attribute("title"), hreflang: child.attribute("hreflang"),
                length: child.attribute("length").flatMap { Int($0.trimmed) })
        }
    }
}

extension String {
    fileprivate var isMail: Bool {
        guard let at = utf8.firstIndex(of: 0x40) else { return false }
        return at > utf8.startIndex && utf8.index(after: at) < utf8.endIndex
            && !utf8.contains { $0.isBlank }
    }

    fileprivate func lastRange(of character: Character) -> Range<Index>? {
        lastIndex(of: character).map { $0..<index(after: $0) }
    }
}

extension FeedLink {
    var isPage: Bool {
        rel == "alternate"
            && (type == nil || type?.contains("html") == true)
    }
}
