/// Selects elements of a page as CSS does.
///
/// It knows `aside`, `.promo`, `#comments`, `[data-ad]`, `div.box[role=note]`, `article .related`,
/// `ul > li.ad`, and lists of those separated by commas.
///
/// The rest of CSS is not supported: the name that a page's owner gives an element is enough to
/// skip it.
package struct HTMLSelector: Hashable, Sendable {
    /// What a single element must have.
    private struct Compound: Hashable, Sendable {
        var tag: String?
        var id: String?
        var classes: [String] = []
        /// Each attribute's name and, if it matters, its value.
        var attributes: [Attribute] = []
        /// Whether the compound before this one must be the parent, not just any ancestor.
        var isChild = false

        struct Attribute: Hashable, Sendable {
            let name: String
            let value: String?
        }
    }

    /// The compounds of each alternative, outermost first.
    private let alternatives: [[Compound]]

    /// - Returns: nil if the text is not such a selector.
    package init?(_ text: String) {
        var alternatives: [[Compound]] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            var compounds: [Compound] = []
            var isChild = false
            for word in part.replacing(">", with: " > ").split(separator: " ") {
                if word == ">" {
                    guard !isChild, !compounds.isEmpty else { return nil }
                    isChild = true
                    continue
                }
                guard var compound = Self.compound(word) else { return nil }
                compound.isChild = isChild
                isChild = false
                compounds.append(compound)
            }
            guard !compounds.isEmpty, !isChild else { return nil }
            alternatives.append(compounds)
        }
        self.alternatives = alternatives
    }

    func matches(_ node: HTMLTree.Node, in tree: HTMLTree) -> Bool {
        alternatives.contains { Self.matches($0[...], node, tree) }
    }
}

// MARK: - Matching

extension HTMLSelector {
    /// Whether the node matches the compounds.
    ///
    /// It takes the nearest ancestor that fits, without backtracking: this is exact for
    /// descendants, and good enough for children.
    private static func matches(
        _ compounds: ArraySlice<Compound>, _ node: HTMLTree.Node, _ tree: HTMLTree
    ) -> Bool {
        guard let last = compounds.last, holds(last, node, tree) else { return false }
        var rest = compounds.dropLast()
        var isChild = last.isChild
        for ancestor in tree.ancestors(node) {
            guard let next = rest.last else { return true }
            if holds(next, ancestor, tree) {
                rest.removeLast()
                isChild = next.isChild
            } else if isChild {
                return false
            }
        }
        return rest.isEmpty
    }

    private static func holds(
        _ compound: Compound, _ node: HTMLTree.Node, _ tree: HTMLTree
    ) -> Bool {
        guard tree.isElement(node) else { return false }
        if let tag = compound.tag, tree.tag(node) != tag { return false }
        if let id = compound.id, tree.attribute(node, "id") != id { return false }
        if !compound.classes.isEmpty {
            let own = (tree.attribute(node, "class") ?? "").split(whereSeparator: \.isWhitespace)
            guard compound.classes.allSatisfy({ name in own.contains { $0 == name } }) else {
                return false
            }
        }
        return compound.attributes.allSatisfy { wanted in
            guard let value = tree.attribute(node, wanted.name) else { return false }
            return wanted.value.map { $0 == value } ?? true
        }
    }
}

// MARK: - Reading

extension HTMLSelector {
    private static func compound(_ word: Substring) -> Compound? {
        var compound = Compound()
        var rest = word
        if let first = rest.first, first == "*" {
            rest.removeFirst()
        } else if let tag = name(&rest) {
            compound.tag = tag.caseFolded
        }
        while let mark = rest.popFirst() {
            switch mark {
            case ".":
                guard let name = name(&rest) else { return nil }
                compound.classes.append(name)
            case "#":
                guard compound.id == nil, let name = name(&rest) else { return nil }
                compound.id = name
            case "[":
                guard let attribute = attribute(&rest) else { return nil }
                compound.attributes.append(attribute)
            default: return nil
            }
        }
        return word.isEmpty ? nil : compound
    }

    private static func name(_ rest: inout Substring) -> String? {
        let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
        guard !name.isEmpty else { return nil }
        rest = rest[name.endIndex...]
        return String(name)
    }

    private static func attribute(_ rest: inout Substring) -> Compound.Attribute? {
        guard let name = name(&rest)?.caseFolded, let close = rest.firstIndex(of: "]") else {
            return nil
        }
        let tail = rest[..<close]
        rest = rest[rest.index(after: close)...]
        guard !tail.isEmpty else { return .init(name: name, value: nil) }
        guard tail.first == "=" else { return nil }
        let value = tail.dropFirst().trimmingPrefix { $0 == "\"" || $0 == "'" }
        return .init(name: name, value: String(value.prefix { $0 != "\"" && $0 != "'" }))
    }
}
