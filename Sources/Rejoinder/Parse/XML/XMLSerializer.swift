import Markup

/// Writes elements as markup again: the content of a text construct becomes HTML.
enum XMLSerializer {
    /// The content of the element, trimmed.
    ///
    /// - Parameter isDecoded: text between the tags is already markup, and is not escaped.
    static func inner(_ tree: XMLTree, _ id: Int, isDecoded: Bool = false) -> Bytes {
        let first = tree.firstChild(id)
        if first >= 0, tree.nodes[first].isMarkup, tree.nodes[first].next < 0 {
            return tree.bytes(first).trimmed
        }
        var out: [UInt8] = []
        /// The elements whose end tags are still to be written.
        var open: [Int] = []
        for node in (id + 1)..<max(tree.nodes[id].end, id + 1) {
            while let last = open.last, tree.nodes[last].end <= node {
                endTag(tree, last, &out)
                open.removeLast()
            }
            if tree.nodes[node].isText {
                let text = tree.bytes(node)
                if isDecoded || tree.nodes[node].isMarkup {
                    out += text.array[text.range]
                } else {
                    escape(text, &out)
                }
            } else {
                startTag(tree, node, &out)
                open.append(node)
            }
        }
        while let last = open.popLast() { endTag(tree, last, &out) }
        return Bytes(out, out.indices).trimmed
    }

    /// The `div` that Atom wraps XHTML in, if it is there (RFC 4287 section 3.1.1.3).
    static func wrapped(_ tree: XMLTree, _ id: Int) -> Int {
        var only = -1
        var child = tree.firstChild(id)
        while child >= 0 {
            if tree.nodes[child].isText {
                guard tree.bytes(child).trimmed.isEmpty else { return id }
            } else {
                guard only < 0, tree.nodes[child].tag == .div else { return id }
                only = child
            }
            child = tree.nodes[child].next
        }
        return only < 0 ? id : only
    }

    private static func startTag(_ tree: XMLTree, _ id: Int, _ out: inout [UInt8]) {
        let node = tree.nodes[id]
        out.append(0x3C)
        out += name(tree, id).utf8
        for attribute in tree.attributes[node.firstAttribute..<node.attributesEnd]
        where attribute.namespace == .none {
            out.append(0x20)
            out += tree.names[attribute.name].local.utf8
            out += "=\"".utf8
            escape(value(attribute, of: id, in: tree), &out)
            out.append(0x22)
        }
        out += isVoid(tree, id) && node.firstChild < 0 ? " />".utf8 : ">".utf8
    }

    private static func endTag(_ tree: XMLTree, _ id: Int, _ out: inout [UInt8]) {
        guard !isVoid(tree, id) else { return }
        out += "</".utf8
        out += name(tree, id).utf8
        out.append(0x3E)
    }

    private static func isVoid(_ tree: XMLTree, _ id: Int) -> Bool {
        let text = Array(tree.names[tree.nodes[id].name].local.utf8)
        return HTMLName.named(text, text.indices).isVoid
    }

    private static func name(_ tree: XMLTree, _ id: Int) -> String {
        let name = tree.names[tree.nodes[id].name]
        return tree.nodes[id].namespace == .xhtml || name.prefix == XMLNames.noPrefix
            ? name.local : name.qualified
    }

    /// Addresses are resolved here, while the innermost xml:base is still known.
    private static func value(
        _ attribute: XMLTree.Attribute, of id: Int, in tree: XMLTree
    ) -> Bytes {
        let value = tree.value(attribute)
        guard attribute.tag == .href || attribute.tag == .src else { return value }
        return Bytes(URLReference.absolute(value.string, base: tree.base(id)) ?? value.string)
    }

    private static func escape(_ text: Bytes, _ out: inout [UInt8]) {
        for byte in text.array[text.range] {
            switch byte {
            case 0x26: out += "&amp;".utf8
            case 0x3C: out += "&lt;".utf8
            case 0x3E: out += "&gt;".utf8
            case 0x22: out += "&quot;".utf8
            default: out.append(byte)
            }
        }
    }
}
