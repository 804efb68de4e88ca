/// Builds elements from what the scanner meets, and hands over each child of the root, or item
/// below it, as soon as it is whole: a large feed is never held as a tree.
struct XMLBuilder {
    /// What becomes of an element that has just been closed.
    enum Fate { case keep, drop, stop }

    private(set) var stack: [XMLElement] = []
    /// The prefixes bound by each open element, innermost last.
    private var bindings: [(depth: Int, prefix: String, namespace: XMLNamespace)] = []
    private var rawNames: [[UInt8]] = []
    /// Names as they were met, read once.
    private var names: [[UInt8]: (prefix: String, local: String)] = [:]
    /// Open elements past the cap on depth, whose tags are left out.
    private var surplus = 0
    private(set) var isStopped = false
    private var hasRoot = false
    private var hasText = false

    let documentBase: URLReference?
    /// Called with each element that is closed, and the open ones around it.
    private let onClose: (_ element: XMLElement, _ around: [XMLElement]) -> Fate

    init(
        documentBase: URLReference?,
        onClose: @escaping (_ element: XMLElement, _ around: [XMLElement]) -> Fate
    ) {
        self.documentBase = documentBase
        self.onClose = onClose
    }

    mutating func text(_ text: String, report: inout XMLScanner.Report) {
        guard !stack.isEmpty else {
            if !text.utf8.allSatisfy(\.isBlank) { report.note("text outside the root element") }
            return
        }
        stack[stack.count - 1].append(text)
    }

    mutating func open(
        _ name: ArraySlice<UInt8>, attributes: [(name: ArraySlice<UInt8>, value: String)],
        report: inout XMLScanner.Report
    ) {
        guard stack.count < XMLScanner.maximumDepth else {
            surplus += 1
            report.note("elements nested deeper than \(XMLScanner.maximumDepth)")
            return
        }
        if stack.isEmpty {
            if hasRoot { report.note("a second root element") }
            hasRoot = true
        }
        let depth = stack.count
        let qualified = attributes.map { (name: read($0.name), value: $0.value) }
        for (name, value) in qualified {
            if name.prefix == "xmlns" {
                bindings.append((depth, name.local, XMLNamespace(uri: value)))
            } else if name.prefix.isEmpty, name.local == "xmlns" {
                bindings.append((depth, "", XMLNamespace(uri: value)))
            }
        }
        let (prefix, local) = read(name)
        var element = XMLElement(
            prefix: prefix, local: local, namespace: namespace(prefix, report: &report))
        element.bindings = bindings.reversed().prefix { $0.depth == depth }.map {
            ($0.prefix, $0.namespace)
        }
        element.base = stack.last?.base ?? documentBase
        element.language = stack.last?.language
        for (name, value) in qualified where name.prefix != "xmlns" && name.local != "xmlns" {
            let space =
                name.prefix.isEmpty
                ? XMLNamespace.none : namespace(name.prefix, report: &report)
            element.attributes.append(
                .init(prefix: name.prefix, local: name.local, namespace: space, value: value))
            guard space == .xml else { continue }
            if name.local == "lang" { element.language = value.trimmed }
            if name.local == "base" { element.base = Self.base(value, within: element.base) }
        }
        stack.append(element)
        rawNames.append(Array(name))
    }

    /// Closes the innermost open element of that name, and with it what is open inside; an end
    /// tag that closes nothing is passed over.
    mutating func close(_ name: ArraySlice<UInt8>, report: inout XMLScanner.Report) {
        if surplus > 0 {
            surplus -= 1
            return
        }
        guard let top = rawNames.last else {
            report.note("an end tag without a start tag")
            return
        }
        if top.elementsEqual(name) { return pop() }
        report.note("tags that do not match")
        let isFolded = { (raw: [UInt8]) in
            raw.count == name.count && zip(raw, name).allSatisfy { $0.lowercased == $1.lowercased }
        }
        guard let depth = rawNames.lastIndex(where: isFolded) else { return }
        while stack.count > depth, !isStopped { pop() }
    }

    /// Closes what the document left open.
    mutating func finish(_ report: inout XMLScanner.Report) {
        report.isComplete = hasRoot && stack.isEmpty || isStopped
        if !stack.isEmpty, !isStopped { report.note("the document is cut off") }
        while !stack.isEmpty, !isStopped { pop() }
    }

    private mutating func pop() {
        let element = stack.removeLast()
        rawNames.removeLast()
        while let last = bindings.last, last.depth == stack.count { bindings.removeLast() }
        switch onClose(element, stack) {
        case .keep:
            if !stack.isEmpty { stack[stack.count - 1].content.append(.element(element)) }
        case .drop: break
        case .stop: isStopped = true
        }
    }

    private mutating func read(_ raw: ArraySlice<UInt8>) -> (prefix: String, local: String) {
        let key = Array(raw)
        if let name = names[key] { return name }
        let name: (String, String)
        if let colon = raw.firstIndex(of: 0x3A), colon > raw.startIndex {
            name = (
                String(decoding: raw[..<colon], as: UTF8.self),
                String(decoding: raw[(colon + 1)...], as: UTF8.self)
            )
        } else {
            name = ("", String(decoding: raw, as: UTF8.self))
        }
        // Made-up names without end must not fill the memory.
        if names.count < 1000 { names[key] = name }
        return name
    }

    private func namespace(_ prefix: String, report: inout XMLScanner.Report) -> XMLNamespace {
        if let bound = bindings.last(where: { $0.prefix == prefix }) { return bound.namespace }
        guard !prefix.isEmpty else { return .none }
        if prefix != "xml" { report.note("a prefix that is bound to nothing") }
        return XMLNamespace(unboundPrefix: prefix)
    }

    private static func base(_ value: String, within outer: URLReference?) -> URLReference? {
        let reference = URLReference(value.trimmed)
        let resolved = outer.map { reference.resolved(against: $0) } ?? reference
        // A base that is no web address is ignored.
        return resolved.isWeb ? resolved : outer
    }
}
