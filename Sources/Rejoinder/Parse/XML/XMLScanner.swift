import Markup

/// Reads XML as it is met in feeds: in one pass, without ever giving up.
///
/// A strict parser stops at the first fault, and a recovering one loses what follows it; a feed
/// with a stray ampersand must be read whole. So this scanner goes on after every fault and says
/// that there was one. It resolves nothing outside the document, does not recurse, and its work is
/// linear in the input: entities are expanded from a small table under a cap of their own.
struct XMLScanner {
    /// Deeper elements lose their tags and keep their text.
    static let maximumDepth = 200
    static let maximumAttributes = 256
    /// Elements and texts of which none can be dropped yet; more are left out.
    static let maximumNodes = 250_000

    private(set) var tree: XMLTree
    private(set) var report = XMLReport()
    private(set) var collector = FeedCollector()
    private var entities = XMLEntities()
    private let source: [UInt8]
    private var index = 0
    /// The open elements, outermost first.
    private var open: [Int] = []
    /// Open elements past a cap, which have no node.
    private var surplus = 0
    private var hasRoot = false

    init(_ source: [UInt8], base: URLReference?) {
        self.source = source
        tree = XMLTree(source, base: base)
    }

    /// Reads the whole document.
    mutating func scan() {
        skipJunk()
        while index < source.count {
            if source[index] == 0x3C {
                scanMarkup()
            } else {
                scanText()
            }
        }
        finish()
    }

    /// Whatever stands before the first `<` is no part of the document.
    private mutating func skipJunk() {
        index = ByteSearch.first(0x3C, in: source, 0..<source.count)
        if (0..<index).contains(where: { !source[$0].isBlank }) {
            report.note("text before the document was passed over")
        } else if index > 0, starts(with: "<?xml", at: index) {
            report.note("blanks before the XML declaration were passed over")
        }
    }

    private mutating func scanText() {
        let start = index
        index = ByteSearch.first(0x3C, in: source, start..<source.count)
        guard let top = open.last else {
            if hasRoot, (start..<index).contains(where: { !source[$0].isBlank }) {
                report.note("text outside the root element was passed over")
            }
            return
        }
        guard !tree.nodes[top].isContainer else { return }
        if ByteSearch.contains(0x26, in: source, start..<index) {
            let mark = tree.buffer.count
            entities.resolve(source, start..<index, into: &tree.buffer, report: &report)
            append(mark..<tree.buffer.count, isInBuffer: true)
        } else {
            append(start..<index, isInBuffer: false)
        }
    }

    private mutating func append(_ text: Range<Int>, isInBuffer: Bool) {
        guard !text.isEmpty, let top = open.last, tree.nodes.count < Self.maximumNodes else {
            return
        }
        var node = XMLTree.Node()
        node.parent = top
        node.text = text
        node.isInBuffer = isInBuffer
        node.end = tree.nodes.count + 1
        _ = tree.append(node)
    }

    private mutating func scanMarkup() {
        guard index + 1 < source.count else {
            report.note("a tag is cut off")
            index = source.count
            return
        }
        switch source[index + 1] {
        case 0x2F: scanEndTag()
        case 0x21: scanDeclaration()
        case 0x3F: scanInstruction()
        case let byte where byte.isNameStart: scanStartTag()
        default:
            report.note("a bare < was taken as text")
            append(index..<(index + 1), isInBuffer: false)
            index += 1
        }
    }

    private mutating func scanInstruction() {
        // A declaration begins a document: what came before was none.
        if starts(with: "<?xml ", at: index), !open.isEmpty || hasRoot, !collector.hasFormat {
            restart()
        }
        if !skip(past: "?>") { report.note("a processing instruction is not closed") }
    }

    private mutating func scanDeclaration() {
        if starts(with: "<!--", at: index) {
            index += 4
            if !skip(past: "-->") { report.note("a comment is not closed") }
        } else if starts(with: "<![CDATA[", at: index) {
            let start = index + 9
            index = start
            let isClosed = skip(past: "]]>")
            if !isClosed { report.note("a CDATA section is not closed") }
            append(start..<(isClosed ? index - 3 : index), isInBuffer: false)
        } else if Bytes(source, index..<min(index + 9, source.count)).equalsFolded("<!doctype") {
            scanDoctype()
        } else {
            report.note("a declaration in the content was passed over")
            if !skip(past: ">") { index = source.count }
        }
    }
}

// MARK: - Tags

extension XMLScanner {
    private mutating func scanEndTag() {
        let start = index + 2
        var end = start
        while end < source.count, source[end] != 0x3E, source[end] != 0x3C { end += 1 }
        guard end < source.count else {
            report.note("a tag is cut off")
            index = source.count
            return
        }
        if source[end] == 0x3C { report.note("an end tag is not closed") }
        index = source[end] == 0x3E ? end + 1 : end
        while end > start, source[end - 1].isBlank { end -= 1 }
        close(start..<end)
    }

    private mutating func scanStartTag() {
        let name = scanName(at: index + 1)
        var node = XMLTree.Node()
        node.bufferMark = tree.buffer.count
        node.contextMark = tree.contexts.count
        node.firstAttribute = tree.attributes.count
        node.text = name.range
        index = name.range.upperBound
        let end = scanAttributes()
        guard end != .cutOff else { return report.note("a tag is cut off") }
        guard admit() else {
            tree.attributes.removeSubrange(node.firstAttribute...)
            tree.buffer.removeSubrange(node.bufferMark...)
            if end != .empty { surplus += 1 }
            return
        }
        node.name = tree.names.id(source, name.range, hash: name.hash)
        begin(&node)
        open.append(tree.append(node))
        collector.open(open[open.count - 1], around: open.dropLast(), in: &tree)
        if end == .empty { pop() } else { takeVerbatim() }
    }

    /// Takes the content of an element in a text as it stands, if that is all the same.
    private mutating func takeVerbatim() {
        guard open.count > 2, tree.nodes[open[open.count - 2]].tag.isText,
            tree.nodes[open[open.count - 3]].isContainer
        else { return }
        // HTML that is not escaped, where it should be, is read another way.
        let type = tree.attribute(open[open.count - 2], .type)
        if let type, type.equalsFolded("html") || type.equalsFolded("text/html") { return }
        var verbatim = XMLVerbatim(source, from: index)
        guard let content = verbatim.content(), !content.isEmpty else { return }
        append(content, isInBuffer: false)
        tree.nodes[tree.nodes.count - 1].isMarkup = true
        index = content.upperBound
    }

    private enum TagEnd { case plain, empty, cutOff }

    private mutating func scanAttributes() -> TagEnd {
        let first = tree.attributes.count
        while true {
            while index < source.count, source[index].isBlank { index += 1 }
            guard index < source.count else { return .cutOff }
            switch source[index] {
            case 0x3E:
                index += 1
                return .plain
            case 0x2F:
                index += 1
                if index < source.count, source[index] == 0x3E {
                    index += 1
                    return .empty
                }
                report.note("a stray / in a tag was passed over")
            case 0x3C:
                report.note("a start tag is not closed")
                return .plain
            case let byte where byte.isNameByte:
                scanAttribute(isKept: tree.attributes.count - first < Self.maximumAttributes)
            default:
                report.note("a stray character in a tag was passed over")
                index += 1
            }
        }
    }

    private mutating func scanAttribute(isKept: Bool) {
        let name = scanName(at: index)
        index = name.range.upperBound
        while index < source.count, source[index].isBlank { index += 1 }
        var value = index..<index
        if index < source.count, source[index] == 0x3D {
            index += 1
            while index < source.count, source[index].isBlank { index += 1 }
            value = scanValue()
        } else {
            report.note("an attribute has no value")
        }
        guard isKept else { return }
        let id = tree.names.id(source, name.range, hash: name.hash)
        var isInBuffer = false
        if ByteSearch.contains(0x26, in: source, value) {
            let mark = tree.buffer.count
            entities.resolve(source, value, into: &tree.buffer, report: &report)
            value = mark..<tree.buffer.count
            isInBuffer = true
        }
        tree.attributes.append(
            XMLTree.Attribute(
                name: id, tag: tree.names[id].tag, namespace: .none, value: value,
                isInBuffer: isInBuffer))
    }

    private mutating func scanValue() -> Range<Int> {
        guard index < source.count else { return index..<index }
        let quote = source[index]
        guard quote == 0x22 || quote == 0x27 else {
            report.note("an attribute value has no quotation marks")
            let first = index
            while index < source.count, !source[index].isBlank, source[index] != 0x3E { index += 1 }
            return first..<index
        }
        let first = index + 1
        let end = ByteSearch.first(quote, in: source, first..<source.count)
        if end == source.count { report.note("an attribute value is not closed") }
        index = min(end + 1, source.count)
        return first..<end
    }

    /// FNV-1a over the name's bytes.
    private func scanName(at start: Int) -> (range: Range<Int>, hash: UInt64) {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        var end = start
        while end < source.count, source[end].isNameByte {
            hash = (hash ^ UInt64(source[end])) &* 0x100_0000_01B3
            end += 1
        }
        return (start..<end, hash)
    }
}

// MARK: - Elements

extension XMLScanner {
    /// Whether there is room for another element.
    private mutating func admit() -> Bool {
        if open.count >= Self.maximumDepth {
            report.note("elements nested deeper than \(Self.maximumDepth) lost their tags")
            return false
        }
        if tree.nodes.count >= Self.maximumNodes {
            report.note("elements past the first \(Self.maximumNodes) were left out")
            return false
        }
        if open.isEmpty {
            if hasRoot { report.note("there is more than one root element") }
            hasRoot = true
        }
        return true
    }

    /// Settles what the attributes of an element say about namespaces, base and language.
    private mutating func begin(_ node: inout XMLTree.Node) {
        bindNamespaces(from: node.firstAttribute)
        let outer = open.last.map { tree.nodes[$0].context } ?? 0
        node.parent = open.last ?? -1
        node.context = outer
        node.tag = tree.names[node.name].tag
        node.namespace = namespace(of: node.name)
        node.attributesEnd = tree.attributes.count
        for index in node.firstAttribute..<node.attributesEnd {
            let attribute = tree.attributes[index]
            guard tree.names[attribute.name].prefix != XMLNames.noPrefix else { continue }
            let space = namespace(of: attribute.name)
            tree.attributes[index] = XMLTree.Attribute(
                name: attribute.name, tag: attribute.tag, namespace: space,
                value: attribute.value, isInBuffer: attribute.isInBuffer)
            if space == .xml { inherit(attribute, to: &node, outer: outer) }
        }
    }

    /// Takes the declarations of namespaces out of the attributes.
    private mutating func bindNamespaces(from first: Int) {
        var kept = first
        for index in first..<tree.attributes.count {
            let attribute = tree.attributes[index]
            let name = tree.names[attribute.name]
            let isDefault = name.prefix == XMLNames.noPrefix && name.tag == .xmlns
            if isDefault || name.prefix == XMLNames.xmlns {
                tree.names.bind(
                    isDefault ? "" : name.local, to: tree.value(attribute).string,
                    depth: open.count)
            } else {
                tree.attributes[kept] = attribute
                kept += 1
            }
        }
        tree.attributes.removeSubrange(kept...)
    }

    private mutating func inherit(
        _ attribute: XMLTree.Attribute, to node: inout XMLTree.Node, outer: Int
    ) {
        guard attribute.tag == .lang || attribute.tag == .base else { return }
        let value = tree.value(attribute).trimmed.string
        if node.context == outer {
            tree.contexts.append(tree.contexts[outer])
            node.context = tree.contexts.count - 1
        }
        if attribute.tag == .lang {
            tree.contexts[node.context].language = value
            return
        }
        let base = tree.contexts[node.context].base
        let reference = URLReference(value)
        let resolved = base.map { reference.resolved(against: $0) } ?? reference
        // A base that is no web address is ignored.
        if resolved.isWeb { tree.contexts[node.context].base = resolved }
    }

    private mutating func namespace(of name: Int) -> XMLNamespace {
        var isUnbound = false
        let namespace = tree.names.namespace(of: name, isUnbound: &isUnbound)
        if isUnbound {
            report.note("a prefix that is bound to nothing was taken by its usual meaning")
        }
        return namespace
    }

    /// Closes the innermost open element of that name, and with it what is open inside; an end
    /// tag that closes nothing is passed over.
    private mutating func close(_ name: Range<Int>) {
        if surplus > 0 {
            surplus -= 1
            return
        }
        guard let top = open.last else {
            report.note("an end tag without a start tag was passed over")
            return
        }
        if XMLNames.isEqual(source, tree.nodes[top].text, name) { return pop() }
        report.note("tags do not match")
        let wanted = Bytes(source, name)
        guard let depth = open.lastIndex(where: { isFolded(tree.nodes[$0].text, wanted) }) else {
            return
        }
        while open.count > depth { pop() }
    }

    private func isFolded(_ name: Range<Int>, _ wanted: Bytes) -> Bool {
        guard name.count == wanted.range.count else { return false }
        return zip(name, wanted.range).allSatisfy {
            source[$0].lowercased == source[$1].lowercased
        }
    }

    private mutating func pop() {
        let id = open.removeLast()
        tree.nodes[id].end = tree.nodes.count
        tree.names.unbind(depth: open.count)
        if collector.close(id, around: open, in: tree) == .drop { tree.drop(id) }
    }

    /// Closes what the document left open.
    private mutating func finish() {
        report.isComplete = hasRoot && open.isEmpty && surplus == 0
        if !open.isEmpty { report.note("the document is cut off") }
        collector.isCutOff = !open.isEmpty
        surplus = 0
        while !open.isEmpty { pop() }
        collector.finish()
    }

    /// Forgets what was read so far: it was not the document.
    private mutating func restart() {
        report.note("markup before the document was passed over")
        tree = XMLTree(source, base: tree.contexts[0].base)
        collector = FeedCollector()
        open = []
        surplus = 0
        hasRoot = false
    }
}

// MARK: - The document type

extension XMLScanner {
    /// Reads the internal entities of a document type declaration; an external subset is never
    /// looked at.
    private mutating func scanDoctype() {
        var inSubset = false
        while index < source.count {
            switch source[index] {
            case 0x5B: inSubset = true
            case 0x5D: inSubset = false
            case 0x22, 0x27: skipQuoted()
            case 0x3C where starts(with: "<!--", at: index):
                index += 4
                _ = skip(past: "-->")
                continue
            case 0x3C where starts(with: "<!ENTITY", at: index):
                index += 8
                scanEntity()
                continue
            case 0x3E where !inSubset:
                index += 1
                return
            default: break
            }
            index += 1
        }
    }

    private mutating func scanEntity() {
        while index < source.count, source[index].isBlank { index += 1 }
        let name = scanName(at: index).range
        index = name.upperBound
        while index < source.count, source[index].isBlank { index += 1 }
        if index < source.count, !name.isEmpty, source[index] == 0x22 || source[index] == 0x27 {
            let first = index + 1
            skipQuoted()
            entities.declare(
                source, name: name, value: first..<max(first, min(index, source.count)))
            index = min(index + 1, source.count)
        }
        // An entity that is parameter or external is left out.
        while index < source.count, source[index] != 0x3E {
            if source[index] == 0x22 || source[index] == 0x27 { skipQuoted() }
            index += 1
        }
        index = min(index + 1, source.count)
    }

    /// Moves from a quotation mark to the next of its kind.
    private mutating func skipQuoted() {
        guard index < source.count else { return }
        let quote = source[index]
        index = ByteSearch.first(quote, in: source, (index + 1)..<source.count)
    }
}

// MARK: - Bytes

extension XMLScanner {
    private func starts(with text: StaticString, at position: Int) -> Bool {
        Bytes(source, 0..<source.count).starts(with: text, at: position)
    }

    /// Moves past the next occurrence; to the end where there is none.
    private mutating func skip(past mark: StaticString) -> Bool {
        let length = mark.utf8CodeUnitCount
        guard let first = mark.description.utf8.first else { return false }
        index = ByteSearch.first(first, in: source, index..<source.count)
        while index < source.count {
            if starts(with: mark, at: index) {
                index += length
                return true
            }
            index = ByteSearch.first(first, in: source, (index + 1)..<source.count)
        }
        return false
    }
}

extension UInt8 {
    fileprivate var isNameStart: Bool { isLetter || self == 0x5F || self == 0x3A || self >= 0x80 }

    fileprivate var isNameByte: Bool {
        isLetter || isDigit || self == 0x5F || self == 0x3A || self >= 0x80 || self == 0x2D
            || self == 0x2E
    }
}
