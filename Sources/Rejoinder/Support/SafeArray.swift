/// An element that has a stand-in for reads outside its array.
protocol SafeElement {
    /// Stands before the first element and after the last, and belongs to nothing.
    static var outside: Self { get }
}

/// An array that is read by places found in a text.
///
/// A rule asks for "the word before the verb" wherever the verb stands, even at the very beginning.
/// A read outside the array gives `outside`, and a range gives the part of it that exists.
struct SafeArray<Element: SafeElement> {
    private(set) var elements: [Element]

    init(_ elements: [Element]) { self.elements = elements }
}

extension SafeArray: RandomAccessCollection, RangeReplaceableCollection {
    init() { elements = [] }

    var startIndex: Int { 0 }
    var endIndex: Int { elements.count }

    /// Reads give `outside` for an index outside the array; writes there change nothing.
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
    /// NUL, a character that no text needs.
    static var outside: UInt8 { 0 }
}

extension UInt16: SafeElement {
    static var outside: UInt16 { 0 }
}
