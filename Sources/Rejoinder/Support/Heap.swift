/// A binary heap in an array; the least element comes first.
struct Heap<Element: Comparable & Sendable>: Sendable {
    private var elements: [Element] = []

    var first: Element? { elements.first }
    var count: Int { elements.count }

    init() {}

    init(_ elements: some Sequence<Element>) {
        // A sorted array is a heap.
        self.elements = elements.sorted()
    }

    var all: [Element] { elements }

    mutating func push(_ element: Element) {
        elements.append(element)
        var child = elements.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard elements[child] < elements[parent] else { return }
            elements.swapAt(child, parent)
            child = parent
        }
    }

    @discardableResult
    mutating func pop() -> Element? {
        guard elements.count > 1 else { return elements.popLast() }
        elements.swapAt(0, elements.count - 1)
        let least = elements.removeLast()
        sink()
        return least
    }

    private mutating func sink() {
        var parent = 0
        while true {
            let left = 2 * parent + 1
            guard left < elements.count else { return }
            let right = left + 1
            let isRight = right < elements.count && elements[right] < elements[left]
            let least = isRight ? right : left
            guard elements[least] < elements[parent] else { return }
            elements.swapAt(least, parent)
            parent = least
        }
    }
}

/// A queue that now and then frees the space of the elements that were taken from it.
struct Queue<Element: Sendable>: Sendable {
    private var elements: [Element?] = []
    private var head = 0

    var isEmpty: Bool { head == elements.count }
    var count: Int { elements.count - head }

    mutating func append(_ element: Element) { elements.append(element) }

    mutating func popFirst() -> Element? {
        guard head < elements.count else { return nil }
        defer { compact() }
        return elements[head].take()
    }

    private mutating func compact() {
        head += 1
        guard head == elements.count || (head > 64 && head * 2 > elements.count) else { return }
        elements.removeFirst(head)
        head = 0
    }
}
