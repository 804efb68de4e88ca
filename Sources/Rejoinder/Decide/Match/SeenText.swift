import Signing

/// The text that a page showed last, as far as pages are compared by it.
enum SeenText {
    /// Equal for texts with the same words; nil for a text without any.
    ///
    /// Words with a digit in them are left out: a notice counts, and tells the time.
    static func key(of text: String) -> [UInt8]? {
        var words: [UInt8] = []
        var start = 0
        for byte in CaseFolding.folded(Array(text.utf8)) {
            if byte.isLetter || byte.isDigit || byte >= 0x80 {
                words.append(byte)
            } else if words.count > start {
                end(&words, start)
                start = words.count
            }
        }
        end(&words, start)
        return words.isEmpty ? nil : SHA256.digest(words)
    }

    /// Ends the word that begins there, or takes it back if it has a digit.
    private static func end(_ words: inout [UInt8], _ start: Int) {
        let word = words.dropFirst(start)
        if word.contains(where: \.isDigit) {
            words.removeLast(word.count)
        } else if !word.isEmpty {
            words.append(0x20)
        }
    }
}

/// Another entry's page that showed the same text last.
struct SharingPage: Hashable, Sendable {
    let entry: Int64
    let url: String
    /// What its feed calls it.
    let title: String
    /// Whether the text was taken for its article.
    let isBelieved: Bool
}
