/// An HTML page as a tree, whatever state the page is in.
///
/// The nodes are in one array in document order, so a subtree is a range of it, and neither walking
/// nor freeing the tree needs recursion. Names are in lower case. Text and attributes are kept as
/// ranges of the source, and become strings only when asked for.
package struct HTMLTree: Sendable {
    /// A node of one tree; it means nothing in another tree.
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
        /// The index after the last node inside.
        var end = 0
        /// The range of the text; for an element, of its name.
        var range: Range<Int>
        var attributes = 0..<0
        var hasReferences = false
    }

    let source: [UInt8]
    var records: [Record]
    var attributeRecords: [HTMLTokenizer.Attribute] = []

    /// Parses a page or a fragment that is already UTF-8.
    ///
    /// Elements nested deeper than 512 become siblings, but lose no text.
    package init(parsing source: [UInt8]) {
        self = HTMLTreeBuilder.tree(source)
    }

    init(empty source: [UInt8]) {
        self.source = source
        records = [Record(name: .other, parent: -1, range: 0..<0)]
    }

    /// The document; its children are the outermost nodes.
    package var root: Node { Node(index: 0) }

    /// The element `body`, or the document if there is none.
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

    /// The ancestors from the parent outwards; the document comes last.
    package func ancestors(_ node: Node) -> some Sequence<Node> {
        sequence(state: records[node.index].parent) { index -> Node? in
            guard index >= 0 else { return nil }
            let ancestor = Node(index: index)
            index = records[index].parent
            return ancestor
        }
    }

    /// Everything inside, in document order.
    package func descendants(_ node: Node) -> some RandomAccessCollection<Node> {
        ((node.index + 1)..<records[node.index].end).lazy.map { Node(index: $0) }
    }

    package func contains(_ outer: Node, _ inner: Node) -> Bool {
        inner.index > outer.index && inner.index < records[outer.index].end
    }

    /// The first element inside with that name.
    package func first(_ name: HTMLName, in node: Node? = nil) -> Node? {
        descendants(node ?? root).first { records[$0.index].name == name }
    }

    /// All elements inside with that name.
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

    /// The element's name as written, but in lower case; empty for text and the document.
    package func tag(_ node: Node) -> String {
        guard isElement(node) else { return "" }
        return String(decoding: source[records[node.index].range].map(\.lowercased), as: UTF8.self)
    }

    /// An attribute's value; empty if the attribute has none.
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

    /// All text inside as it is in the source, with references resolved; scripts are included.
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
    /// - Parameter isLeftOut: elements to skip, with everything inside.
    package func plainText(
        _ node: Node, leavingOut isLeftOut: (Node) -> Bool = { _ in false }
    ) -> String {
        var writer = LineWriter()
        /// The open elements whose ends matter, and where those ends are.
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
