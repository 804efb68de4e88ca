/// The `meta` and `link` elements of a page.
struct MetaElements {
    /// Values by lower-case name, with a full stop for each colon, in page order.
    private(set) var values: [String: [String]] = [:]
    /// The addresses in `link` elements, by relation.
    private(set) var links: [String: [String]] = [:]
    private(set) var base: String?

    init(_ tree: HTMLTree) {
        for index in tree.records.indices {
            switch tree.records[index].name {
            case .meta: readMeta(tree, index)
            case .link: readLink(tree, index)
            case .base: base = base ?? tree.attribute(HTMLTree.Node(index: index), "href")
            default: break
            }
        }
    }

    /// The first value of the first name that has one.
    subscript(names: String...) -> String? { first(names) }

    func first(_ names: [String]) -> String? {
        for name in names {
            if let value = values[name]?.first { return value }
        }
        return nil
    }

    func all(_ name: String) -> [String] { values[name] ?? [] }

    /// All values of a name, if it has more than one.
    func several(_ name: String) -> [String] {
        let found = all(name)
        return found.count > 1 ? found : []
    }

    private mutating func readMeta(_ tree: HTMLTree, _ index: Int) {
        let node = HTMLTree.Node(index: index)
        guard let content = tree.attribute(node, "content")?.nonBlank else { return }
        var names: [String] = []
        for attribute in ["property", "name", "itemprop", "http-equiv"] {
            guard let value = tree.attribute(node, attribute) else { continue }
            // Several names may share one element.
            names += value.caseFolded.replacing(":", with: ".").split(separator: " ").map(
                String.init)
        }
        for name in names where values[name, default: []].count < 20 {
            values[name, default: []].append(content)
        }
    }

    private mutating func readLink(_ tree: HTMLTree, _ index: Int) {
        let node = HTMLTree.Node(index: index)
        guard let relation = tree.attribute(node, "rel"),
            let address = tree.attribute(node, "href")?.nonBlank
        else { return }
        for name in relation.caseFolded.split(separator: " ")
        where links[String(name), default: []].count < 20 {
            links[String(name), default: []].append(address)
        }
    }
}
