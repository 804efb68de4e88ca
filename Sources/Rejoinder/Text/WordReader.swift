/// Makes words, as grammar counts them, of a text's tokens.
///
/// It joins what hyphens join, adds an abbreviation's full stop to it, and splits off the short
/// words of French that an apostrophe joins to the next.
struct WordReader {
    private let tokens: SafeArray<Token>
    private let bytes: SafeArray<UInt8>
    private var words: SafeArray<Token> = []
    private var index = 0

    static func words(
        of tokens: SafeArray<Token>, in bytes: SafeArray<UInt8>
    ) -> SafeArray<Token> {
        var reader = WordReader(tokens: tokens, bytes: bytes)
        reader.words.reserveCapacity(tokens.count)
        while reader.index < tokens.count { reader.step() }
        return reader.words
    }

    private init(tokens: SafeArray<Token>, bytes: SafeArray<UInt8>) {
        self.tokens = tokens
        self.bytes = bytes
    }

    private mutating func step() {
        var word = tokens[index]
        index += 1
        guard word.isWord else { return words.append(word) }
        // The name is what follows the sign: "@ministry", "#budget".
        if word.has(.address), [0x23, 0x40].contains(bytes[Int(word.start)]) {
            word.start += 1
        }
        var hasJoint = false
        while index < tokens.count {
            if tokens[index].kind == .hyphen || isInnerStop(index) {
                word.end = tokens[index + 1].end
                hasJoint = true
                index += 2
            } else if tokens[index].kind == .stop, tokens[index].has(.abbreviation), !hasJoint {
                word.end = tokens[index].end
                word.flags.insert(.abbreviation)
                index += 1
                break
            } else {
                break
            }
        }
        append(word)
    }

    /// Whether the full stop is inside of a name, as that of a site.
    private func isInnerStop(_ index: Int) -> Bool {
        let (stop, next) = (tokens[index], tokens[index + 1])
        return stop.kind == .stop && !stop.has(.afterBlank) && next.kind == .word
            && !next.has(.afterBlank) && !next.isCapital && next.has(.isASCII)
            && bytes[Int(stop.start)] == 0x2E && stop.end - stop.start == 1
    }

    /// Adds the word, or the words of "l'ambassade".
    private mutating func append(_ word: Token) {
        guard word.kind == .word, let cut = elision(word) else { return words.append(word) }
        var first = word
        var rest = word
        first.end = Int32(truncatingIfNeeded: cut)
        first.flags.insert(.elided)
        first.flags.remove(.abbreviation)
        rest.start = first.end
        rest.flags.remove([.afterBlank, .startsParagraph, .startsSentence, .capital])
        if CaseFolding.isCapital(bytes, at: cut) { rest.flags.insert(.capital) }
        words.append(first)
        append(rest)
    }

    /// The place after the apostrophe of a short word at the beginning; nil if there is none.
    private func elision(_ word: Token) -> Int? {
        let start = Int(word.start)
        // "quelqu'" is the longest.
        let limit = min(start + 7, Int(word.end))
        var place = start + 1
        while place < limit, bytes[place].isLetter { place += 1 }
        guard place < limit, let mark = UTF8Scalar.read(bytes, at: place),
            CharacterClass.isApostrophe(mark.value),
            Self.elided.contains(CaseFolding.hash(bytes, start..<place))
        else { return nil }
        return place + mark.length
    }

    private static let elided = Set(
        Languages.embedded.words(.elisions).map { CaseFolding.hash($0) })
}
