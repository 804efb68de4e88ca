/// The names of one document, each read only once.
///
/// A tag then costs a hash-table lookup and no string.
struct XMLNames {
    struct Name {
        /// The range of its first occurrence in the source.
        let range: Range<Int>
        let hash: UInt64
        /// A number for the prefix; 0 if there is none.
        let prefix: Int
        let tag: XMLTag
        let local: String
        /// The name as written, with its prefix.
        let qualified: String
        /// The namespace bound to the prefix, as long as the bindings are those of `version`.
        var namespace = XMLNamespace.none
        var version = -1
    }

    /// All known names; the first one stands for every name past the limit.
    private(set) var all = [
        Name(range: 0..<0, hash: 0, prefix: noPrefix, tag: .other, local: "x", qualified: "x")
    ]
    private var slots = [Int32](repeating: -1, count: 256)
    private var prefixes: [String] = ["", "xml", "xmlns"]
    private var bindings: [(depth: Int, prefix: Int, namespace: XMLNamespace)] = []
    private var version = 0
    private var others: [String: XMLNamespace] = [:]

    static let noPrefix = 0
    static let xml = 1
    static let xmlns = 2
    /// Endless made-up names must not fill the memory: past this limit, names are not told apart.
    private static let maximumNames = 4096
    private static let maximumLength = 256

    subscript(id: Int) -> Name { all[id] }

    /// The number of the name in the given range.
    mutating func id(_ source: [UInt8], _ range: Range<Int>, hash: UInt64) -> Int {
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] >= 0 {
            let id = Int(slots[slot])
            if all[id].hash == hash, Self.isEqual(source, all[id].range, range) { return id }
            slot = (slot + 1) & (slots.count - 1)
        }
        guard all.count < Self.maximumNames, range.count <= Self.maximumLength else {
            return 0
        }
        slots[slot] = Int32(all.count)
        all.append(name(source, range, hash: hash))
        if all.count * 2 > slots.count { grow() }
        return all.count - 1
    }

    static func isEqual(_ source: [UInt8], _ a: Range<Int>, _ b: Range<Int>) -> Bool {
        guard a.count == b.count else { return false }
        var other = b.lowerBound
        for index in a {
            if source[index] != source[other] { return false }
            other += 1
        }
        return true
    }

    private mutating func name(_ source: [UInt8], _ range: Range<Int>, hash: UInt64) -> Name {
        let qualified = String(decoding: source[range], as: UTF8.self)
        var prefix = ""
        var local = qualified
        if let colon = qualified.utf8.firstIndex(of: 0x3A), colon > qualified.utf8.startIndex {
            prefix = String(qualified[..<colon])
            local = String(qualified[qualified.utf8.index(after: colon)...])
        }
        return Name(
            range: range, hash: hash, prefix: number(prefix),
            tag: XMLTag.byName[local.caseFolded] ?? .other, local: local, qualified: qualified)
    }

    private mutating func number(_ prefix: String) -> Int {
        if let number = prefixes.firstIndex(of: prefix) { return number }
        // No feed has that many prefixes; from here on, one unbound prefix stands for all the rest.
        guard prefixes.count < 256 else { return 255 }
        prefixes.append(prefix)
        return prefixes.count - 1
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: slots.count * 2)
        for (id, name) in all.enumerated().dropFirst() {
            var slot = Int(truncatingIfNeeded: name.hash) & (slots.count - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(id)
        }
    }
}

// MARK: - Namespaces

extension XMLNames {
    /// Binds a prefix for the element at that depth and everything inside it.
    ///
    /// - Parameter local: the name after `xmlns:`; empty for the default namespace.
    mutating func bind(_ local: String, to uri: String, depth: Int) {
        guard bindings.count < 1000 else { return }
        bindings.append((depth, number(local), namespace(uri)))
        version += 1
    }

    /// Forgets the prefixes that the element at that depth has bound.
    mutating func unbind(depth: Int) {
        while let last = bindings.last, last.depth >= depth {
            bindings.removeLast()
            version += 1
        }
    }

    /// The namespaces that are now bound, to whatever prefixes.
    var bound: [XMLNamespace] { bindings.map(\.namespace) }

    /// The current default namespace.
    var defaultNamespace: XMLNamespace {
        bindings.last { $0.prefix == Self.noPrefix }?.namespace ?? .none
    }

    /// The namespace of an element, or of an attribute that has a prefix.
    ///
    /// - Parameter isUnbound: set if the prefix is not bound to anything.
    mutating func namespace(of id: Int, isUnbound: inout Bool) -> XMLNamespace {
        if all[id].version == version { return all[id].namespace }
        let prefix = all[id].prefix
        var namespace = XMLNamespace.none
        if let bound = bindings.last(where: { $0.prefix == prefix }) {
            namespace = bound.namespace
        } else if prefix != Self.noPrefix {
            let text = prefixes[prefix].caseFolded
            if prefix != Self.xml { isUnbound = true }
            namespace = XMLNamespace.usual[text] ?? other(text)
        }
        all[id].namespace = namespace
        all[id].version = version
        return namespace
    }

    private mutating func namespace(_ uri: String) -> XMLNamespace {
        let name = XMLNamespace.folded(uri)
        return XMLNamespace.known[name] ?? other(name)
    }

    private mutating func other(_ name: String) -> XMLNamespace {
        if let namespace = others[name] { return namespace }
        // Past the limit, namespaces are not told apart.
        let code = XMLNamespace.firstOther + UInt16(min(others.count, 1000))
        let namespace = XMLNamespace(code: code)
        if others.count < 1000 { others[name] = namespace }
        return namespace
    }
}
