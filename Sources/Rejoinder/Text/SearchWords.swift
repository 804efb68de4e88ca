/// A word in the form in which it is searched for, and where it stands in its text.
struct SearchWord: Hashable, Sendable {
    /// Plain letters and digits only: see `AccentFolding`.
    let term: String
    /// The bytes of the text that it was made of.
    let range: Range<Int>
}

/// Cuts a text into the words by which it is found.
///
/// What is indexed, what is asked for and what is highlighted are cut and folded here, so they
/// always agree. Everything that is no letter or digit separates words: "don't" are two words, and
/// so are "l'ambassade" and "Franco-German", so that each part is found as well. Only the full stops
/// of "U.S." are left out, because people search for "US".
struct SearchWords {
    private let bytes: SafeArray<UInt8>
    private var words: [SearchWord] = []
    private var term: [UInt8] = []
    private var start = 0
    private var end = 0

    /// A longer run of letters is no word; its beginning stands for it.
    private static let longest = 96

    static func words(of text: String) -> [SearchWord] { words(of: SafeArray(text.utf8)) }

    static func words(of bytes: SafeArray<UInt8>) -> [SearchWord] {
        let tokens = Tokenizer.tokens(of: bytes)
        var reader = SearchWords(bytes: bytes)
        reader.words.reserveCapacity(tokens.count)
        for token in tokens where token.isWord { reader.read(token) }
        return reader.words
    }

    private init(bytes: SafeArray<UInt8>) { self.bytes = bytes }

    private mutating func read(_ token: Token) {
        let isDotted = token.kind == .word && !token.has(.address)
        var index = Int(token.start)
        while index < Int(token.end) {
            let byte = bytes[index]
            if byte < 0x80 {
                if ASCII.isWord(byte) {
                    if term.isEmpty { start = index }
                    term.append(byte.lowercased)
                    end = index + 1
                } else if !isDotted || byte != 0x2E {
                    endWord()
                }
                index += 1
            } else if let scalar = UTF8Scalar.read(bytes, at: index) {
                read(scalar.value, index..<(index + scalar.length))
                index += scalar.length
            } else {
                endWord()
                index += 1
            }
        }
        endWord()
    }

    private mutating func read(_ value: UInt32, _ place: Range<Int>) {
        switch CharacterClass.of(value) {
        case .unseen: return
        case .mark:
            guard !term.isEmpty else { return }
            compose(with: value)
            end = place.upperBound
        case .letter:
            if term.isEmpty { start = place.lowerBound }
            AccentFolding.append(value, to: &term)
            end = place.upperBound
        case .ideograph:
            endWord()
            start = place.lowerBound
            end = place.upperBound
            AccentFolding.append(value, to: &term)
            endWord()
        case .blank, .punctuation: endWord()
        }
    }

    /// Makes й, ї or ў of a letter that is written with its mark apart.
    private mutating func compose(with mark: UInt32) {
        let letter: [UInt8]? =
            switch (mark, term.suffix(2)) {
            case (0x306, [0xD0, 0xB8]): [0xD0, 0xB9]
            case (0x308, [0xD1, 0x96]): [0xD1, 0x97]
            case (0x306, [0xD1, 0x83]): [0xD1, 0x9E]
            default: nil
            }
        if let letter { term.replaceSubrange((term.count - 2)..., with: letter) }
    }

    private mutating func endWord() {
        guard !term.isEmpty else { return }
        if term.count > Self.longest {
            var length = Self.longest
            while length > 0, term[length] & 0xC0 == 0x80 { length -= 1 }
            term.removeLast(term.count - length)
        }
        words.append(SearchWord(term: String(decoding: term, as: UTF8.self), range: start..<end))
        term.removeAll(keepingCapacity: true)
    }
}
