/// An HTML page as a tree, whatever state it is in.
///
/// The nodes stand in one array in the order of the document, so a subtree is a range of it: walking
/// one, and freeing all of them, takes no recursion. Names are lower case. Text and attributes are
/// kept as ranges of the source, and become strings when they are asked for.
package struct HTMLTree: Sendable {
    /// A node of one tree; it means nothing in another.
    package struct Node: Hashable, Comparable, Sendable {
        let index: Int

        package static func < (a: Node, b: Node) -> Bool { a.index < b.index }
    }

    struct Record: Sendable {
        /// Nil for text.
        var name: HTMLName?
        var parent: Int
        var previous = -1
        var next = -1
        var firstChild = -1
        var lastChild = -1
        /// Behind the last node inside.
        var end = 0
        /// The text; for an element, its name.
        var range: Range<Int>
        var attributes = 0..<0
        var hasReferences = false
    }

    let source: [UInt8]
    var records: [Record]
    var attributeRecords: [HTMLTokenizer.Attribute] = []

    /// Reads a page or a fragment that is UTF-8 already.
    ///
    /// Elements nested deeper than 512 become siblings, and lose no text.
    package init(parsing source: [UInt8]) {
        self = HTMLTreeBuilder.tree(source)
    }

    init(empty source: [UInt8]) {
        self.source = source
        records = [Record(name: .other, parent: -1, range: 0..<0)]
    }

    /// The document; its children are what stands outermost.
    package var root: Node { Node(index: 0) }

    /// The element `body`, or the document where there is none.
    package var body: Node { first(.body) ?? root }
}

// MARK: - Walking

extension HTMLTree {
    package func parent(_ node: Node) -> Node? { link(records[node.index].parent) }
    package func firstChild(_ node: Node) -> Node? { link(records[node.index].firstChild) }
    package func lastChild(_ node: Node) -> Node? { link(records[node.index].lastChild) }
    package func next(_ node: Node) -> Node? { link(records[node.index].next) }
    package func previous(_ node: Node) -> Node? { link(records[node.index].previous) }

    package func children(_ node: Node) -> some Sequence<Node> {
        sequence(state: records[node.index].firstChild) { index -> Node? in
            guard index >= 0 else { return nil }
            let child = Node(index: index)
            index = records[index].next
            return child
        }
    }

    /// The children that are elements.
    package func elements(_ node: Node) -> some Sequence<Node> {
        children(node).lazy.filter { isElement($0) }
    }

    /// From the parent outwards, the document last.
    package func ancestors(_ node: Node) -> some Sequence<Node> {
        sequence(state: records[node.index].parent) { index -> Node? in
            guard index >= 0 else { return nil }
            let ancestor = Node(index: index)
            index = records[index].parent
            return ancestor
        }
    }

    /// Everything inside, in the order of the document.
    package func descendants(_ node: Node) -> some RandomAccessCollection<Node> {
        ((node.index + 1)..<records[node.index].end).lazy.map { Node(index: $0) }
    }

    package func contains(_ outer: Node, _ inner: Node) -> Bool {
        inner.index > outer.index && inner.index < records[outer.index].end
    }

    /// The first element of that name inside.
    package func first(_ name: HTMLName, in node: Node? = nil) -> Node? {
        descendants(node ?? root).first { records[$0.index].name == name }
    }

    /// All elements of that name inside.
    package func all(_ name: HTMLName, in node: Node? = nil) -> [Node] {
        descendants(node ?? root).filter { records[$0.index].name == name }
    }

    private func link(_ index: Int) -> Node? { index < 0 ? nil : Node(index: index) }
}

// MARK: - Reading

extension HTMLTree {
    package func isElement(_ node: Node) -> Bool { records[node.index].name != nil }
    package func isText(_ node: Node) -> Bool { records[node.index].name == nil }

    /// What kind of element it is; nil for text.
    package func name(_ node: Node) -> HTMLName? { records[node.index].name }

    /// The element's name as it is written, in lower case; empty for text and the document.
    package func tag(_ node: Node) -> String {
        guard isElement(node) else { return "" }
        return String(decoding: source[records[node.index].range].map(\.lowercased), as: UTF8.self)
    }

    /// An attribute's value; empty where the attribute has none.
    ///
    /// - Parameter name: in lower case.
    package func attribute(_ node: Node, _ name: String) -> String? {
        for attribute in attributeRecords[records[node.index].attributes]
        where isNamed(attribute, name) {
            return HTMLReference.string(source, attribute.value, isAttribute: true)
        }
        return nil
    }

    package func attributes(_ node: Node) -> [(name: String, value: String)] {
        attributeRecords[records[node.index].attributes].map { attribute in
            (
                String(decoding: source[attribute.name].map(\.lowercased), as: UTF8.self),
                HTMLReference.string(source, attribute.value, isAttribute: true)
            )
        }
    }

    /// All text inside as it stands in the source, references resolved, scripts included.
    package func text(_ node: Node) -> String {
        var out: [UInt8] = []
        for index in node.index..<records[node.index].end where records[index].name == nil {
            let record = records[index]
            out +=
                record.hasReferences
                ? HTMLReference.resolved(source, record.range) : source[record.range]
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// The text inside as a person reads it, one block a line.
    ///
    /// - Parameter isLeftOut: elements to pass over, with all that is inside.
    package func plainText(
        _ node: Node, leavingOut isLeftOut: (Node) -> Bool = { _ in false }
    ) -> String {
        var writer = LineWriter()
        /// The open elements whose ends mean something, and where those are.
        var open: [(end: Int, name: HTMLName)] = []
        var index = node.index
        let end = records[node.index].end
        while index < end {
            while let last = open.last, last.end <= index {
                writer.pass(last.name)
                open.removeLast()
            }
            let record = records[index]
            guard let name = record.name else {
                writer.write(source, record.range, hasReferences: record.hasReferences)
                index += 1
                continue
            }
            if index != node.index, name.isHidden || isLeftOut(Node(index: index)) {
                index = record.end
                continue
            }
            writer.pass(name)
            if record.end > index + 1 { open.append((record.end, name)) }
            index += 1
        }
        return writer.text
    }

    private func isNamed(_ attribute: HTMLTokenizer.Attribute, _ name: String) -> Bool {
        guard attribute.name.count == name.utf8.count else { return false }
        var index = attribute.name.lowerBound
        for byte in name.utf8 {
            if source[index].lowercased != byte { return false }
            index += 1
        }
        return true
    }
}
