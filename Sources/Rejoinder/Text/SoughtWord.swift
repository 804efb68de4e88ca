/// A word of a text, as somebody means it who looks for it.
struct SoughtWord {
    let bytes: Range<Int>
    /// The number of its sentence.
    let sentence: Int
    /// Whether it is the first word of its sentence.
    let startsSentence: Bool
}

extension TokenizedText {
    /// The words that can be looked for, in order.
    ///
    /// Those that hyphens join are words of their own: whoever looks for "defence" means
    /// "air-defence", too.
    var soughtWords: [SoughtWord] {
        var found: [SoughtWord] = []
        var sentence = -1
        var isStart = true
        for word in words {
            if word.has(.startsSentence) || sentence < 0 {
                sentence += 1
                isStart = true
            }
            guard word.isWord else { continue }
            let start = Int(word.start)
            for part in parts(start..<max(start, word.bareEnd(in: bytes))) {
                found.append(SoughtWord(bytes: part, sentence: sentence, startsSentence: isStart))
                isStart = false
            }
        }
        return found
    }

    /// The parts of a word that hyphens join.
    private func parts(_ word: Range<Int>) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var start = word.lowerBound
        var index = start
        func end(at place: Int) { if place > start { parts.append(start..<place) } }
        while index < word.upperBound {
            // A hyphen, or one of U+2010 and U+2011.
            let isLong =
                bytes[index] == 0xE2 && bytes[index + 1] == 0x80
                && (0x90...0x91).contains(bytes[index + 2])
            guard bytes[index] == 0x2D || isLong else {
                index += 1
                continue
            }
            end(at: index)
            index += isLong ? 3 : 1
            start = index
        }
        end(at: word.upperBound)
        return parts
    }
}
