/// An Aho-Corasick automaton: finds all of many phrases in one pass over the bytes.
///
/// The bytes that no phrase holds share one column, which keeps the table small.
struct PhraseAutomaton: Sendable {
    private let column: [UInt8]
    private let width: Int
    /// The next state for a state and a column.
    private var next: [Int32]
    /// The phrase that ends at a state, or -1.
    private var ending: [Int32]
    /// The nearest shorter state at which a phrase ends too, or 0.
    private var shorter: [Int32]

    init(_ phrases: [[UInt8]]) {
        (column, width) = Self.columns(of: phrases)
        next = Array(repeating: 0, count: width)
        ending = [-1]
        shorter = [0]
        for (index, phrase) in phrases.enumerated() where !phrase.isEmpty {
            insert(phrase, as: Int32(truncatingIfNeeded: index))
        }
        link()
    }

    /// Calls `report` with a phrase's index and the place after its last byte, in order of place.
    func scan(_ bytes: [UInt8], _ report: (Int, Int) -> Void) {
        var state = 0
        for index in bytes.indices {
            state = Int(next[state * width + Int(column[Int(bytes[index])])])
            var found = ending[state] >= 0 ? state : Int(shorter[state])
            while found != 0 {
                report(Int(ending[found]), index + 1)
                found = Int(shorter[found])
            }
        }
    }

    /// Whether any of the phrases is in the bytes.
    func isAny(in bytes: [UInt8]) -> Bool {
        var state = 0
        for byte in bytes {
            state = Int(next[state * width + Int(column[Int(byte)])])
            if ending[state] >= 0 || shorter[state] != 0 { return true }
        }
        return false
    }
}

extension PhraseAutomaton {
    private static func columns(of phrases: [[UInt8]]) -> ([UInt8], Int) {
        var column = [UInt8](repeating: 0, count: 256)
        var count = 1
        for byte in Set(phrases.joined()).sorted() where count < 256 {
            column[Int(byte)] = UInt8(count)
            count += 1
        }
        return (column, count)
    }

    private mutating func insert(_ phrase: [UInt8], as index: Int32) {
        var state = 0
        for byte in phrase {
            let place = state * width + Int(column[Int(byte)])
            if next[place] == 0 {
                next[place] = Int32(truncatingIfNeeded: ending.count)
                next += Array(repeating: 0, count: width)
                ending.append(-1)
                shorter.append(0)
            }
            state = Int(next[place])
        }
        ending[state] = index
    }

    /// Breadth first, so that a state's fallback is complete before the state is.
    private mutating func link() {
        var fallback = [Int](repeating: 0, count: ending.count)
        var queue = (0..<width).map { Int(next[$0]) }.filter { $0 != 0 }
        var head = 0
        while head < queue.count {
            let state = queue[head]
            head += 1
            let back = fallback[state]
            shorter[state] = Int32(
                truncatingIfNeeded: ending[back] >= 0 ? back : Int(shorter[back]))
            for byte in 0..<width {
                let place = state * width + byte
                let onBack = next[back * width + byte]
                if next[place] == 0 {
                    next[place] = onBack
                } else {
                    fallback[Int(next[place])] = Int(onBack)
                    queue.append(Int(next[place]))
                }
            }
        }
    }
}
