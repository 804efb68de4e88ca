import Markup

/// The vocabulary that a child's name comes from, as seen by the feed's format.
enum Vocabulary {
    /// The format's own vocabulary.
    case native
    case atom, dc, dcterms, content, itunes, media, sy, xhtml, news, other
}

/// The children of a feed or an entry, and how their values are read.
struct ElementReader {
    let tree: XMLTree
    let id: Int
    let format: FeedFormat
    /// The namespace of the document's root; in RSS it counts as native, whatever it is.
    let root: XMLNamespace

    func vocabulary(_ child: Int) -> Vocabulary {
        let namespace = tree.nodes[child].namespace
        let isNative =
            format.isAtom
            ? namespace.isAtom || namespace == tree.nodes[id].namespace
            : namespace.isNativeRSS || namespace == root
        if isNative { return .native }
        switch namespace {
        case .atom, .atom03: return .atom
        case .dc: return .dc
        case .dcterms: return .dcterms
        case .content: return .content
        case .itunes: return .itunes
        case .media: return .media
        case .sy: return .sy
        case .xhtml: return .xhtml
        case .news: return .news
        default: return .other
        }
    }

    /// The text of an element; nil if it has none.
    func string(_ child: Int) -> String? {
        let text = tree.text(child)
        return text.isEmpty ? nil : text.string
    }

    func attribute(_ child: Int, _ tag: XMLTag) -> String? {
        tree.attribute(child, tag).flatMap { $0.isEmpty ? nil : $0.string }
    }

    /// The address that an element's text gives.
    func address(_ child: Int) -> String? {
        URLReference.absolute(tree.text(child), base: tree.base(child))
    }

    /// The address that an attribute gives.
    func address(_ child: Int, _ tag: XMLTag) -> String? {
        tree.attribute(child, tag).flatMap { URLReference.absolute($0, base: tree.base(child)) }
    }

    func date(_ child: Int) -> FeedDate? {
        let text = tree.text(child)
        return text.isEmpty ? nil : FeedDate(text)
    }

    func number(_ child: Int) -> Int? { Int(tree.string(child)) }

    func number(_ child: Int, _ tag: XMLTag) -> Int? {
        tree.attribute(child, tag).flatMap { Int($0.string) }
    }
}

// MARK: - Text

extension ElementReader {
    func text(_ child: Int) -> TextConstruct? {
        tree.nodes[child].namespace.isAtom ? atomText(child) : rssText(child)
    }

    /// RSS does not state the kind: a text is HTML if it looks like HTML or contains elements.
    private func rssText(_ child: Int) -> TextConstruct? {
        if tree.hasElements(child) { return html(XMLSerializer.inner(tree, child), child) }
        let value = tree.text(child)
        return HTMLFragment.isLikely(value.array, value.range) ? html(value, child) : plain(value)
    }

    /// RFC 4287 section 3.1; Atom 0.3 has `mode` as well as `type`.
    private func atomText(_ child: Int) -> TextConstruct? {
        if tree.attribute(child, .src) != nil { return nil }
        let type = constructType(child)
        if let mode = tree.attribute(child, .mode), mode.equalsFolded("base64") {
            return decoded(child, type: type)
        }
        let hasElements = tree.hasElements(child)
        switch type {
        case "text", "text/plain":
            return hasElements
                ? html(XMLSerializer.inner(tree, child), child) : plain(tree.text(child))
        case "html", "text/html":
            // Elements inside are invalid, but they occur; their tags are put back.
            return hasElements
                ? html(XMLSerializer.inner(tree, child, isDecoded: true), child)
                : html(tree.text(child), child)
        case "xhtml", "application/xhtml+xml":
            guard hasElements else { return html(tree.text(child), child) }
            return html(XMLSerializer.inner(tree, XMLSerializer.wrapped(tree, child)), child)
        case let type where type.hasSuffix("/xml") || type.hasSuffix("+xml"):
            return html(
                hasElements ? XMLSerializer.inner(tree, child) : tree.text(child), child)
        case let type where type.hasPrefix("text/"): return plain(tree.text(child))
        // Before RFC 4287 the type did not state an encoding; `mode` did.
        case _ where tree.nodes[child].namespace == .atom03:
            return hasElements
                ? html(XMLSerializer.inner(tree, child), child) : plain(tree.text(child))
        default: return decoded(child, type: type)
        }
    }

    /// The type in lower case; the usual types need no new string.
    private func constructType(_ child: Int) -> String {
        guard let type = tree.attribute(child, .type), !type.isEmpty else { return "text" }
        if type.equalsFolded("html") { return "html" }
        if type.equalsFolded("text") { return "text" }
        return type.string.caseFolded
    }

    private func decoded(_ child: Int, type: String) -> TextConstruct? {
        guard let bytes = Base64.decode(tree.text(child)),
            String(validating: bytes, as: UTF8.self) != nil
        else { return nil }
        let value = Bytes(bytes, bytes.indices)
        let isHTML = type == "html" || type == "text/html" || type.hasSuffix("xml")
        return isHTML ? html(value, child) : plain(value)
    }

    private func plain(_ value: Bytes) -> TextConstruct? {
        value.trimmed.isEmpty ? nil : TextConstruct(kind: .text, value: value.string)
    }

    private func html(_ value: Bytes, _ child: Int) -> TextConstruct? {
        let value = value.trimmed
        guard !value.isEmpty else { return nil }
        let resolved = HTMLFragment.resolvingAddresses(
            value.array, value.range, base: tree.base(child))
        return TextConstruct(kind: .html, value: resolved)
    }

    /// A name as plain text, with any HTML in it removed.
    static func plainName(_ text: Bytes) -> String? {
        guard HTMLFragment.isLikely(text.array, text.range) else { return text.string.nonBlank }
        return PlainText.oneLine(PlainText.text(ofHTML: text.array, text.range)).nonBlank
    }
}

/// Base64 as feeds hold it (RFC 4648 section 4), with or without blanks in it.
enum Base64 {
    static func decode(_ text: Bytes) -> [UInt8]? {
        var out: [UInt8] = []
        var buffer: UInt32 = 0
        var bits = 0
        for byte in text.array[text.range] where !byte.isBlank && byte != 0x3D {
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

/// The child that a field is read from.
///
/// Among the children that say something, the one with the lowest rank counts; among equals, the
/// first.
struct Candidate {
    private(set) var id = -1
    private var rank = Int.max

    mutating func offer(_ child: Int, rank: Int, in tree: XMLTree) {
        guard rank < self.rank, tree.saysSomething(child) else { return }
        self.rank = rank
        id = child
    }

    func map<Value>(_ read: (Int) -> Value?) -> Value? { id < 0 ? nil : read(id) }
}

/// The date that a field is read from: a readable date counts, whatever its rank.
struct DateCandidate {
    private(set) var date: FeedDate?
    private var rank = Int.max

    mutating func offer(_ date: FeedDate?, rank: Int) {
        guard let date else { return }
        if let known = self.date {
            if (date.moment == nil) != (known.moment == nil) {
                guard date.moment != nil else { return }
            } else if rank >= self.rank {
                return
            }
        }
        self.date = date
        self.rank = rank
    }
}
