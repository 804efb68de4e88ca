/// Gives words names: equal words of both texts have the same one, and every name its lower-case one.
struct WordTable: Sendable {
    /// What a word looks like.
    enum Shape: UInt8, Sendable {
        /// Letters, none of them upper-case at the front.
        case lower
        /// Letters behind an upper-case one.
        case capitalised
        /// Begins with a digit.
        case number
        case punctuation
        /// An address of a page, a mailbox or an account.
        case address
    }

    private var bytes: [UInt8] = []
    private var ends: [Int32] = []
    private var hashes: [UInt32] = []
    private var slots: [Int32]
    private(set) var shapes: [Shape] = []
    /// The scalar of each mark; 0 for words.
    private(set) var marks: [UInt32] = []
    /// The name of each word's lower-case form.
    private(set) var folded: [Int32] = []

    /// - Parameter expected: words that are likely; the table grows past them.
    init(expected: Int = 1 << 10) {
        var size = 1 << 10
        while size < min(expected, 1 << 22) { size <<= 1 }
        slots = Array(repeating: -1, count: size)
    }

    var count: Int { ends.count }

    /// The name of the word at `range` of `source`.
    mutating func name(_ source: [UInt8], _ range: Range<Int>, shape: Shape) -> Int32 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in range { hash = (hash ^ UInt64(source[index])) &* 0x100_0000_01B3 }
        let short = UInt32(truncatingIfNeeded: hash ^ (hash >> 32))
        var slot = Int(short) & (slots.count - 1)
        while slots[slot] >= 0 {
            let candidate = slots[slot]
            if hashes[Int(candidate)] == short, isWord(candidate, source, range) {
                return candidate
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        return insert(source, range, hash: short, slot: slot, shape: shape)
    }

    /// The word in UTF-8.
    func bytes(of name: Int32) -> ArraySlice<UInt8> { bytes[place(name)] }

    func text(of name: Int32) -> String { String(decoding: bytes(of: name), as: UTF8.self) }

    private func place(_ name: Int32) -> Range<Int> {
        let start = name == 0 ? 0 : Int(ends[Int(name) - 1])
        return start..<Int(ends[Int(name)])
    }

    private func isWord(_ name: Int32, _ source: [UInt8], _ range: Range<Int>) -> Bool {
        let place = place(name)
        guard place.count == range.count else { return false }
        var (a, b) = (place.lowerBound, range.lowerBound)
        while a < place.upperBound {
            if bytes[a] != source[b] { return false }
            (a, b) = (a &+ 1, b &+ 1)
        }
        return true
    }

    private mutating func insert(
        _ source: [UInt8], _ range: Range<Int>, hash: UInt32, slot: Int, shape: Shape
    ) -> Int32 {
        let name = Int32(truncatingIfNeeded: ends.count)
        bytes += source[range]
        ends.append(Int32(truncatingIfNeeded: bytes.count))
        hashes.append(hash)
        shapes.append(shape)
        let mark =
            shape == .punctuation ? ProseScalar.read(source, at: range.lowerBound)?.value : nil
        marks.append(mark ?? 0)
        folded.append(name)
        slots[slot] = name
        if ends.count * 2 > slots.count { grow() }
        if let lower = LetterCase.lowered(source[range]) {
            let isLetters = shape == .capitalised || shape == .lower
            folded[Int(name)] = self.name(
                lower, 0..<lower.count, shape: isLetters ? .lower : shape)
        }
        return name
    }

    private mutating func grow() {
        slots = Array(repeating: -1, count: slots.count * 2)
        for (name, hash) in hashes.enumerated() {
            var slot = Int(hash) & (slots.count - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(truncatingIfNeeded: name)
        }
    }
}
