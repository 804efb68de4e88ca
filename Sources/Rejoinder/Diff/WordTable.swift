/// Gives words names: equal words of both texts have one name, and each name a lower-case one.
struct WordTable: Sendable {
    /// What a word looks like.
    enum Shape: UInt8, Sendable {
        /// Letters, of which the first is not a capital.
        case lower
        /// Letters, of which the first is a capital.
        case capitalised
        /// A word that begins with a digit.
        case number
        case punctuation
        /// The address of a page, a mailbox or an account.
        case address
    }

    /// What is known of a word.
    struct Word: Sendable {
        fileprivate let key: WordKey
        /// Where the word starts in the table's bytes.
        fileprivate let start: Int32
        fileprivate let end: Int32
        let shape: Shape
        /// The scalar of a mark; 0 for a word.
        let mark: UInt32
        /// The name of the lower-case form.
        fileprivate(set) var folded: Int32
    }

    private var bytes: SafeArray<UInt8> = []
    private var words: SafeArray<Word> = []
    /// The upper half of a hash, above a name plus one; 0 if the slot is free.
    ///
    /// The number of slots is a power of two, and at most half of them are taken.
    private var slots: [UInt64]
    private let seed = WordKey.Seed.ofProcess
    /// The names of ASCII marks, plus one, by their bytes; 0 if a mark has none yet.
    private var marks = [Int32](repeating: 0, count: 128)

    /// - Parameter expected: the likely number of words; the table grows past it.
    init(expected: Int = 1 << 9) {
        var size = 1 << 9
        while size < min(expected, 1 << 22) { size <<= 1 }
        slots = Array(repeating: 0, count: size)
        words.reserveCapacity(size / 2)
        bytes.reserveCapacity(size * 4)
    }

    var count: Int { words.count }

    subscript(_ name: Int32) -> Word { words[Int(name)] }

    /// The name of the word at `range` of `source`.
    mutating func name(_ source: SafeArray<UInt8>, _ range: Range<Int>, shape: Shape) -> Int32 {
        name(source, range, key: WordKey(source, range), shape: shape)
    }

    /// The name of the word at `range` of `source` if its key is already known.
    mutating func name(
        _ source: SafeArray<UInt8>, _ range: Range<Int>, key: WordKey, shape: Shape
    ) -> Int32 {
        let hash = key.hash(seed)
        let mask = slots.count &- 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] != 0 {
            let taken = slots[slot]
            if taken ^ hash < 1 << 32 {
                let name = Int32(truncatingIfNeeded: taken) &- 1
                if words[Int(name)].key == key, !key.isLong || isWord(name, source, range) {
                    return name
                }
            }
            slot = (slot &+ 1) & mask
        }
        return insert(source, range, key, slot: slot, shape: shape)
    }

    /// The name of an ASCII mark, in the form that stands for its kind.
    mutating func name(mark: UInt8) -> Int32 {
        let mark = UInt8(truncatingIfNeeded: CharacterClass.plainMark(UInt32(mark & 0x7F)))
        let known = marks[Int(mark)]
        guard known == 0 else { return known - 1 }
        let name = name([mark], 0..<1, key: WordKey(mark), shape: .punctuation)
        marks[Int(mark)] = name + 1
        return name
    }

    /// The word in UTF-8.
    func bytes(of name: Int32) -> ArraySlice<UInt8> { bytes[place(name)] }

    func text(of name: Int32) -> String { String(decoding: bytes(of: name), as: UTF8.self) }

    private func place(_ name: Int32) -> Range<Int> {
        let word = words[Int(name)]
        return Int(word.start)..<Int(word.end)
    }

    private func isWord(_ name: Int32, _ source: SafeArray<UInt8>, _ range: Range<Int>) -> Bool {
        bytes[place(name)].elementsEqual(source[range])
    }

    private mutating func insert(
        _ source: SafeArray<UInt8>, _ range: Range<Int>, _ key: WordKey, slot: Int, shape: Shape
    ) -> Int32 {
        let name = Int32(truncatingIfNeeded: words.count)
        let mark =
            shape == .punctuation ? UTF8Scalar.read(source, at: range.lowerBound)?.value : nil
        let start = Int32(truncatingIfNeeded: bytes.count)
        for index in range { bytes.append(source[index]) }
        words.append(
            Word(
                key: key, start: start, end: Int32(truncatingIfNeeded: bytes.count), shape: shape,
                mark: mark ?? 0, folded: name))
        slots[slot] = taken(by: name)
        if words.count * 2 > slots.count { grow() }
        if !key.isLowerASCII {
            let lower = SafeArray(CaseFolding.folded(Array(source[range])))
            if !lower.elementsEqual(source[range]) {
                let isLetters = shape == .capitalised || shape == .lower
                words[Int(name)].folded = self.name(
                    lower, 0..<lower.count, shape: isLetters ? .lower : shape)
            }
        }
        return name
    }

    private func taken(by name: Int32) -> UInt64 {
        words[Int(name)].key.hash(seed) & ~0xFFFF_FFFF | UInt64(name &+ 1)
    }

    private mutating func grow() {
        slots = Array(repeating: 0, count: slots.count * 2)
        for (name, word) in words.enumerated() {
            var slot = Int(truncatingIfNeeded: word.key.hash(seed)) & (slots.count - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = taken(by: Int32(truncatingIfNeeded: name))
        }
    }
}

extension WordTable.Word: SafeElement {
    /// Stands for no word and no mark.
    static let outside = WordTable.Word(
        key: WordKey(), start: 0, end: 0, shape: .punctuation, mark: 0, folded: -1)
}

/// A word as two numbers: its bytes if they fit, or else their hash and count.
struct WordKey: Equatable, Sendable {
    /// The number of bytes that fit.
    static let size = 16

    private var low: UInt64 = 0
    private var high: UInt64 = 0

    init() {}

    init(_ byte: UInt8) { append(byte) }

    init(_ source: SafeArray<UInt8>, _ range: Range<Int>) {
        for index in range { append(source[index]) }
        if range.count > Self.size { self = Self(long: source, range) }
    }

    /// - Parameter range: must be longer than `size`.
    init(long source: SafeArray<UInt8>, _ range: Range<Int>) {
        var hash = Seed.ofProcess.first
        for index in range {
            let mixed = (hash ^ UInt64(source[index]))
                .multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
            hash = mixed.low ^ mixed.high
        }
        // UTF-8 never has the byte 0xFF, which therefore marks a hash.
        (low, high) = (hash, ~UInt64(range.count))
    }

    /// Adds a byte, which must not be 0; only the last `size` bytes are kept.
    @inline(__always)
    mutating func append(_ byte: UInt8) {
        high = high << 8 | low >> 56
        low = low << 8 | UInt64(byte)
    }

    var isLong: Bool { high >> 56 == 0xFF }

    /// Whether the bytes fit and are ASCII without capitals; also false for some marks.
    var isLowerASCII: Bool {
        let all = low | high
        let capitals = (low & ~(low << 1)) | (high & ~(high << 1))
        return all & 0x8080_8080_8080_8080 == 0 && capitals & 0x4040_4040_4040_4040 == 0
    }

    @inline(__always)
    func hash(_ seed: Seed) -> UInt64 {
        let mixed = (low ^ seed.first).multipliedFullWidth(by: high ^ seed.second)
        return mixed.low ^ mixed.high
    }

    /// Differs in each process, so that nobody can write words that all land in the same slot.
    struct Seed: Sendable {
        static let ofProcess = Seed()

        let first = UInt64.random(in: .min ... .max)
        let second = UInt64.random(in: .min ... .max)
    }
}
