extension XMLScanner {
    // These texts are made only once, because a document may need them a million times.
    private static let tooDeep = "elements nested deeper than \(maximumDepth) lost their tags"
    private static let tooMany = "elements past the first \(maximumNodes) were left out"

    /// Whether there is room for another element.
    mutating func admit() -> Bool {
        if open.count >= Self.maximumDepth {
            report.note(Self.tooDeep)
            return false
        }
        if tree.nodes.count >= Self.maximumNodes {
            report.note(Self.tooMany)
            return false
        }
        if open.isEmpty {
            if hasRoot { report.note("there is more than one root element") }
            hasRoot = true
        }
        return true
    }

    /// Works out what an element's attributes say about namespaces, base and language.
    mutating func begin(_ node: inout XMLTree.Node) {
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

    /// Takes the namespace declarations out of the attributes.
    mutating func bindNamespaces(from first: Int) {
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

    mutating func inherit(
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
        // A base that is not a web address is ignored.
        if resolved.isWeb { tree.contexts[node.context].base = resolved }
    }

    mutating func namespace(of name: Int) -> XMLNamespace {
        var isUnbound = false
        let namespace = tree.names.namespace(of: name, isUnbound: &isUnbound)
        if isUnbound {
            report.note("a prefix that is bound to nothing was taken by its usual meaning")
        }
        return namespace
    }

    /// Closes the innermost open element with that name, and everything that is open inside it.
    ///
    /// An end tag that closes nothing is skipped.
    mutating func close(_ name: Range<Int>) {
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

    func isFolded(_ name: Range<Int>, _ wanted: Bytes) -> Bool {
        guard name.count == wanted.range.count else { return false }
        return zip(name, wanted.range).allSatisfy {
            source[$0].lowercased == source[$1].lowercased
        }
    }

    mutating func pop() {
        let id = open.removeLast()
        tree.nodes[id].end = tree.nodes.count
        tree.names.unbind(depth: open.count)
        if collector.close(id, around: open, in: tree) == .drop { tree.drop(id) }
    }

    /// Closes what the document left open.
    mutating func finish() {
        report.isComplete = hasRoot && open.isEmpty && surplus == 0
        if !open.isEmpty { report.note("the document is cut off") }
        collector.isCutOff = !open.isEmpty
        surplus = 0
        while !open.isEmpty { pop() }
        collector.finish()
    }

    /// Forgets everything read so far, because it was not the document.
    mutating func restart() {
        report.note("markup before the document was passed over")
        tree = XMLTree(source, base: tree.contexts[0].base)
        collector = FeedCollector()
        open = []
        surplus = 0
        hasRoot = false
    }
}
