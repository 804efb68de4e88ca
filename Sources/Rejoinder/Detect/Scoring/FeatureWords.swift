/// The words of a passage as numbers, for features: each word's hash, shape and classes.
///
/// A word counts as its folded letters, with every digit as 0 and every apostrophe as one kind, and
/// belongs to its language: the same letters are another word elsewhere. Classes are those of all
/// languages, by name, so what is learnt of a class in one language holds in the others.
struct FeatureWords {
    let passage: Passage
    let language: Language
    private(set) var words: [UInt32] = []
    private(set) var shapes: [UInt8] = []
    /// The classes of all words, one word's after the other's.
    private(set) var classes: [UInt32] = []
    private var firstClass: [Int] = [0]

    /// - Parameter sentences: those whose words are asked for; the words of the others stay 0.
    init(_ passage: Passage, _ language: Language, sentences: [Int]) {
        self.passage = passage
        self.language = language
        words.reserveCapacity(passage.tokens.count)
        shapes.reserveCapacity(passage.tokens.count)
        for sentence in sentences {
            skip(to: passage.sentences[sentence].lowerBound)
            for index in passage.sentences[sentence] { add(passage.tokens[index]) }
        }
        skip(to: passage.tokens.count)
    }

    private mutating func skip(to index: Int) {
        while words.count < index {
            words.append(0)
            shapes.append(0)
            firstClass.append(classes.count)
        }
    }

    private mutating func add(_ token: TaggedToken) {
        var hash = Hash(language.salt)
        for place in token.start..<token.end { hash.add(letterAt: place, in: passage.folded) }
        words.append(hash.value)
        shapes.append(Self.shape(token, passage.bytes))
        token.classes.forEachPlace { place in
            let name = language.classHashes[place]
            if name != 0 { classes.append(name) }
        }
        firstClass.append(classes.count)
    }

    func classes(_ index: Int) -> ArraySlice<UInt32> { classes[places(index)] }

    /// Where a word's classes stand in `classes`.
    func places(_ index: Int) -> Range<Int> {
        guard words.indices.contains(index) else { return 0..<0 }
        return firstClass[index]..<firstClass[index + 1]
    }

    /// The word's hash, or 0 outside the passage.
    func word(_ index: Int) -> UInt32 { words.indices.contains(index) ? words[index] : 0 }

    /// The word's shape, or 0 outside the passage.
    func shape(_ index: Int) -> UInt32 {
        shapes.indices.contains(index) ? UInt32(shapes[index]) : 0
    }

    /// Calls `body` with the hash of each beginning and each end of the word that has from 3 to 5
    /// letters, where the word is longer.
    func forEachEdge(of index: Int, _ body: (FeatureFamily, UInt32) -> Void) {
        let token = passage.tokens[index]
        guard token.kind == .word else { return }
        let (bytes, range) = (passage.folded, token.start..<token.end)
        let length = range.count { Self.startsLetter(bytes[$0]) }
        guard length > 3 else { return }
        var hash = Hash(language.salt)
        var letters = 0
        for place in range {
            if Self.startsLetter(bytes[place]) {
                if letters >= 3, letters <= 5 { body(.prefix, hash.value) }
                letters += 1
                if letters > 6 { break }
            }
            hash.add(letterAt: place, in: bytes)
        }
        var start = range.upperBound
        for count in 1...min(5, length - 1) {
            repeat { start -= 1 } while start > range.lowerBound && !Self.startsLetter(bytes[start])
            guard count >= 3 else { continue }
            var hash = Hash(language.salt)
            for place in start..<range.upperBound { hash.add(letterAt: place, in: bytes) }
            body(.suffix, hash.value)
        }
    }

    private static func startsLetter(_ byte: UInt8) -> Bool { byte & 0xC0 != 0x80 }

    private static func shape(_ token: TaggedToken, _ bytes: SafeArray<UInt8>) -> UInt8 {
        switch token.kind {
        case .word:
            guard token.isCapital else { return 1 }
            return isAcronym(bytes[token.start..<token.bareEnd]) ? 3 : 2
        case .number: return 4
        default: return 8 + token.kind.rawValue
        }
    }

    /// Whether no letter of a word of several letters is a small one of ASCII.
    private static func isAcronym(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.count > 1 && bytes.allSatisfy { (0x41...0x5A).contains($0) }
            || bytes.count > 3
                && bytes.allSatisfy { $0 >= 0x80 && !isSmallCyrillic($0) && $0 != 0xD1 }
    }

    /// Whether the second byte is one of a small Cyrillic letter after 0xD0.
    private static func isSmallCyrillic(_ byte: UInt8) -> Bool { (0xB0...0xBF).contains(byte) }
}

extension FeatureWords {
    /// FNV-1a over normalised letters.
    struct Hash {
        private(set) var value: UInt32

        init(_ salt: UInt32) { value = 0x811C_9DC5 ^ salt }

        mutating func add(_ byte: UInt8) { value = (value ^ UInt32(byte)) &* 0x0100_0193 }

        /// Adds a byte of folded text; digits are alike, and so are ' and ’.
        mutating func add(letterAt place: Int, in bytes: SafeArray<UInt8>) {
            let byte = bytes[place]
            if byte.isDigit { return add(0x30) }
            if byte == 0xE2, bytes[place + 1] == 0x80, bytes[place + 2] == 0x99 { return add(0x27) }
            if byte == 0x80, bytes[place - 1] == 0xE2, bytes[place + 1] == 0x99 { return }
            if byte == 0x99, bytes[place - 2] == 0xE2, bytes[place - 1] == 0x80 { return }
            add(byte)
        }

        mutating func add(word: UInt32) {
            for shift: UInt32 in [0, 8, 16, 24] { add(UInt8(truncatingIfNeeded: word >> shift)) }
        }

        static func of(_ text: String) -> Hash {
            var hash = Hash(0)
            for byte in text.utf8 { hash.add(byte) }
            return hash
        }
    }
}
