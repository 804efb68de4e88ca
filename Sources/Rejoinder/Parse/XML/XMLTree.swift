/// A number in half the space: nodes are copied often, and no document is that long.
@propertyWrapper
struct Short {
    private var stored: Int32

    init(wrappedValue: Int) { stored = Int32(truncatingIfNeeded: wrappedValue) }

    var wrappedValue: Int {
        get { Int(stored) }
        set { stored = Int32(truncatingIfNeeded: newValue) }
    }
}

/// The part of a document that is still needed, in one arena.
///
/// An entry is read and dropped when its end tag comes, so a large feed is never held as a tree.
///
/// Text and attributes are ranges of the source or, if references had to be resolved, of a buffer.
struct XMLTree {
    /// An element, or a piece of text.
    struct Node {
        /// The number of the element's name; -1 for text.
        @Short var name = -1
        @Short var context = 0
        @Short var parent = -1
        @Short var previous = -1
        @Short var next = -1
        @Short var firstChild = -1
        @Short var lastChild = -1
        /// The index after the last node inside; set when the node is closed.
        @Short var end = 0
        @Short private var textStart = 0
        @Short private var textEnd = 0
        /// The lengths of the tree's arrays before the element was opened.
        @Short var firstAttribute = 0
        @Short var attributesEnd = 0
        @Short var bufferMark = 0
        @Short var contextMark = 0
        var namespace = XMLNamespace.none
        var tag = XMLTag.other
        var isInBuffer = false
        /// Whether the text is already markup.
        var isMarkup = false
        /// Whether it is a feed, an entry or the like: text between its children is not content.
        var isContainer = false

        var isText: Bool { name < 0 }

        /// The range of a text, or of an element's name.
        var text: Range<Int> {
            get { textStart..<textEnd }
            set { (textStart, textEnd) = (newValue.lowerBound, newValue.upperBound) }
        }
    }

    struct Attribute {
        let name: Int
        let tag: XMLTag
        let namespace: XMLNamespace
        let value: Range<Int>
        let isInBuffer: Bool
    }

    /// What an element passes on to everything inside it.
    struct Context {
        var base: URLReference?
        var language: String?
    }

    let source: [UInt8]
    var buffer: [UInt8] = []
    var nodes: [Node] = []
    var attributes: [Attribute] = []
    var contexts: [Context]
    var names = XMLNames()

    init(_ source: [UInt8], base: URLReference?) {
        self.source = source
        contexts = [Context(base: base, language: nil)]
    }

    /// Adds a node as the last child of its parent.
    mutating func append(_ node: Node) -> Int {
        let id = nodes.count
        let parent = node.parent
        nodes.append(node)
        guard parent >= 0 else { return id }
        let previous = nodes[parent].lastChild
        nodes[parent].lastChild = id
        if previous >= 0 {
            nodes[id].previous = previous
            nodes[previous].next = id
        } else {
            nodes[parent].firstChild = id
        }
        return id
    }

    /// Removes an element that was just closed, with everything inside.
    mutating func drop(_ id: Int) {
        let node = nodes[id]
        if node.parent >= 0 {
            nodes[node.parent].lastChild = node.previous
            if node.previous >= 0 {
                nodes[node.previous].next = -1
            } else {
                nodes[node.parent].firstChild = -1
            }
        }
        nodes.removeLast(nodes.count - id)
        attributes.removeLast(attributes.count - node.firstAttribute)
        contexts.removeLast(contexts.count - node.contextMark)
        buffer.removeLast(buffer.count - node.bufferMark)
    }
}

// MARK: - Reading

extension XMLTree {
    /// The first child; follow it with `nodes[child].next` until that is negative.
    func firstChild(_ id: Int) -> Int { nodes[id].firstChild }

    /// The children that are elements.
    func elements(_ id: Int) -> some Sequence<Int> {
        sequence(state: nodes[id].firstChild) { next -> Int? in
            while next >= 0, nodes[next].isText { next = nodes[next].next }
            guard next >= 0 else { return nil }
            let element = next
            next = nodes[next].next
            return element
        }
    }

    func hasElements(_ id: Int) -> Bool {
        var child = nodes[id].firstChild
        while child >= 0 {
            if !nodes[child].isText { return true }
            child = nodes[child].next
        }
        return false
    }

    /// Whether there is any text or element inside.
    func saysSomething(_ id: Int) -> Bool {
        var child = nodes[id].firstChild
        while child >= 0 {
            if !nodes[child].isText || !bytes(child).trimmed.isEmpty { return true }
            child = nodes[child].next
        }
        return false
    }

    /// All text inside, including that of inner elements, trimmed.
    func text(_ id: Int) -> Bytes {
        let child = nodes[id].firstChild
        guard child >= 0 else { return Bytes(source, 0..<0) }
        if nodes[child].isText, nodes[child].next < 0 { return bytes(child).trimmed }
        return gathered(id).trimmed
    }

    func string(_ id: Int) -> String { text(id).string }

    /// The value of an attribute without a namespace, trimmed.
    func attribute(_ id: Int, _ tag: XMLTag) -> Bytes? {
        guard nodes[id].firstAttribute < nodes[id].attributesEnd else { return nil }
        return attribute(id, tag, in: .none)
    }

    func attribute(_ id: Int, _ tag: XMLTag, in namespace: XMLNamespace) -> Bytes? {
        for index in nodes[id].firstAttribute..<nodes[id].attributesEnd
        where attributes[index].tag == tag && attributes[index].namespace == namespace {
            return value(attributes[index]).trimmed
        }
        return nil
    }

    func value(_ attribute: Attribute) -> Bytes {
        Bytes(attribute.isInBuffer ? buffer : source, attribute.value)
    }

    func base(_ id: Int) -> URLReference? { contexts[nodes[id].context].base }
    func language(_ id: Int) -> String? { contexts[nodes[id].context].language }

    /// The bytes of one piece of text.
    func bytes(_ id: Int) -> Bytes {
        Bytes(nodes[id].isInBuffer ? buffer : source, nodes[id].text)
    }

    private func gathered(_ id: Int) -> Bytes {
        var only = -1
        var pieces = 0
        for inner in (id + 1)..<nodes[id].end
        where nodes[inner].isText && !bytes(inner).trimmed.isEmpty {
            only = inner
            pieces += 1
        }
        // Blanks around a CDATA section are the usual case.
        guard pieces > 1 else { return pieces == 1 ? bytes(only) : Bytes(source, 0..<0) }
        var all: [UInt8] = []
        for inner in (id + 1)..<nodes[id].end where nodes[inner].isText {
            let piece = bytes(inner)
            all += piece.array[piece.range]
        }
        return Bytes(all, all.indices)
    }
}
