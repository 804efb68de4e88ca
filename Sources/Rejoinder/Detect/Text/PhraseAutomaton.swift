/// An Aho-Corasick automaton: finds all of many phrases in one pass over the bytes.
///
/// All bytes that are in no phrase share one column, which keeps the table small.
struct PhraseAutomaton: Sendable {
    private let column: [UInt8]
    /// The number of columns of a state, a power of two, as its logarithm.
    private let widthBits: Int
    private var width: Int { 1 << widthBits }
    /// The next state's row, times two, by state and column; odd if a phrase ends there.
    ///
    /// So a byte at which no phrase ends, as for most bytes, costs two reads.
    private var steps: [UInt32]
    /// The next state for a state and a column; empty after `steps` is made from it.
    private var next: [Int32]
    /// The phrase that ends at a state; -1 for none.
    private var ending: [Int32]
    /// The nearest shorter state at which a phrase also ends; 0 for none.
    private var shorter: [Int32]

    init(_ phrases: [[UInt8]]) {
        (column, widthBits) = Self.columns(of: phrases)
        steps = []
        next = Array(repeating: 0, count: 1 << widthBits)
        ending = [-1]
        shorter = [0]
        for (index, phrase) in phrases.enumerated() where !phrase.isEmpty {
            insert(phrase, as: Int32(truncatingIfNeeded: index))
        }
        link()
        steps = next.map { state in
            let isEnd = ending[Int(state)] >= 0 || shorter[Int(state)] != 0
            return UInt32(state) << UInt32(widthBits + 1) | (isEnd ? 1 : 0)
        }
        next = []
    }

    /// Calls `report` with a phrase's index and the place after its last byte, in order of place.
    func scan(_ bytes: SafeArray<UInt8>, _ report: (Int, Int) -> Void) {
        scan(bytes, bytes.indices, report)
    }

    /// Searches only a part of the bytes.
    func scan(_ bytes: SafeArray<UInt8>, _ range: Range<Int>, _ report: (Int, Int) -> Void) {
        var row = 0
        for index in range {
            let step = steps[row + Int(column[Int(bytes[index])])]
            row = Int(step >> 1)
            guard step & 1 != 0 else { continue }
            let state = row >> widthBits
            var found = ending[state] >= 0 ? state : Int(shorter[state])
            while found != 0 {
                report(Int(ending[found]), index + 1)
                found = Int(shorter[found])
            }
        }
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
        return (column, (count - 1).bitWidth - (count - 1).leadingZeroBitCount)
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

    /// Goes breadth first, so that a state's fallback is complete before the state is.
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
