/// What has something to show outside of a list of its kind.
protocol SafeElement {
    /// Stands before the first and after the last: it belongs to nothing.
    static var outside: Self { get }
}

/// An array that is read by places found in a text.
///
/// "The word before the verb" is asked for wherever the verb stands, at the very beginning too:
/// outside there is `outside`, and a range holds what of it is there.
struct SafeArray<Element: SafeElement> {
    private(set) var elements: [Element]

    init(_ elements: [Element]) { self.elements = elements }
}

extension SafeArray: RandomAccessCollection, RangeReplaceableCollection {
    init() { elements = [] }

    var startIndex: Int { 0 }
    var endIndex: Int { elements.count }

    /// Outside nothing is changed.
    subscript(index: Int) -> Element {
        get { elements.indices.contains(index) ? elements[index] : .outside }
        _modify {
            guard elements.indices.contains(index) else {
                var nowhere = Element.outside
                yield &nowhere
                return
            }
            yield &elements[index]
        }
    }

    subscript(range: Range<Int>) -> ArraySlice<Element> {
        elements[range.clamped(to: elements.indices)]
    }

    mutating func replaceSubrange(_ range: Range<Int>, with new: some Collection<Element>) {
        elements.replaceSubrange(range.clamped(to: elements.indices), with: new)
    }

    mutating func append(_ element: Element) { elements.append(element) }

    mutating func append(contentsOf new: some Sequence<Element>) {
        elements.append(contentsOf: new)
    }

    mutating func removeAll(keepingCapacity: Bool = false) {
        elements.removeAll(keepingCapacity: keepingCapacity)
    }

    mutating func reserveCapacity(_ count: Int) { elements.reserveCapacity(count) }
}

extension SafeArray: Sendable where Element: Sendable {}
extension SafeArray: Equatable where Element: Equatable {}
extension SafeArray: Hashable where Element: Hashable {}

extension SafeArray: ExpressibleByArrayLiteral {
    init(arrayLiteral elements: Element...) { self.elements = elements }
}

extension UInt8: SafeElement {
    /// A character that no text needs.
    static var outside: UInt8 { 0 }
}
