/// Reduces a word to what its inflected forms share, in the same way for all languages.
///
/// It folds case, drops accents from Latin letters, and cuts the endings of cases and numbers. The
/// result is no dictionary form: it only has to be the same for all forms of a word.
enum WordStem {
    static func of(_ word: String) -> String { of(Array(word.utf8)) }

    static func of(_ word: Token, in text: TokenizedText) -> String {
        of(Array(text.bytes[Int(word.start)..<word.bareEnd(in: text.bytes)]))
    }

    static func of(_ bytes: [UInt8]) -> String {
        if isShortAcronym(bytes) { return String(decoding: bytes, as: UTF8.self) }
        var word = unaccented(CaseFolding.folded(bytes))
        if ends(word, with: [0x27, 0x73]) { word.removeLast(2) }
        if word.contains(where: { $0 >= 0xD0 }) {
            cut(&word, cyrillic, keeping: 6)
        } else {
            if ends(word, with: [0x69, 0x65, 0x73]) { word.removeLast(2) }
            if word.count > 4, word.last == 0x79 { word[word.count - 1] = 0x69 }
            // It cuts twice because of the French feminine plural: "françaises".
            cut(&word, latin, keeping: 4)
            cut(&word, latin, keeping: 4)
        }
        return String(decoding: word, as: UTF8.self)
    }

    /// Whether a word is an acronym of two or three capitals.
    ///
    /// WHO, UN and US are not the small words with the same letters.
    static func isShortAcronym(_ bytes: [UInt8]) -> Bool {
        switch bytes.count {
        case 2, 3:
            if bytes.allSatisfy({ (0x41...0x5A).contains($0) }) { return true }
            return false
        case 4, 6: break
        default: return false
        }
        return stride(from: 0, to: bytes.count - 1, by: 2).allSatisfy {
            bytes[$0] == 0xD0 && (0x80...0xAF).contains(bytes[$0 + 1])
        }
    }

    private static func cut(_ word: inout [UInt8], _ endings: [[[UInt8]]], keeping least: Int) {
        guard word.count > least, let last = word.last else { return }
        for ending in endings[Int(last)]
        where word.count - ending.count >= least && ends(word, with: ending) {
            return word.removeLast(ending.count)
        }
    }

    private static func ends(_ word: [UInt8], with ending: [UInt8]) -> Bool {
        guard word.count >= ending.count else { return false }
        let start = word.count - ending.count
        for place in ending.indices where word[start + place] != ending[place] { return false }
        return true
    }

    private static let latin = endings { $0.first.map { $0 < 0xD0 } ?? false }
    private static let cyrillic = endings { $0.first.map { $0 >= 0xD0 } ?? false }

    /// The endings of cases and numbers in all languages by their last bytes, the longest first.
    private static func endings(_ isIncluded: ([UInt8]) -> Bool) -> [[[UInt8]]] {
        var byLast = [[[UInt8]]](repeating: [], count: 256)
        let endings = Languages.embedded.set(.caseEndings).map { Array($0.utf8) }.filter(isIncluded)
        for ending in endings.sorted(by: { $0.count > $1.count }) {
            if let last = ending.last { byLast[Int(last)].append(ending) }
        }
        return byLast
    }

    /// Latin letters without accents, with all apostrophes made one kind.
    private static func unaccented(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.contains(where: { $0 >= 0x80 && $0 < 0xD0 || $0 == 0xE2 }) else { return bytes }
        var out: [UInt8] = []
        var index = 0
        while index < bytes.count {
            let lead = bytes[index]
            let tail = index + 1 < bytes.count ? bytes[index + 1] : 0
            switch lead {
            case 0xC3...0xC5:
                AccentFolding.append(UInt32(lead & 0x1F) << 6 | UInt32(tail & 0x3F), to: &out)
                index += 2
            // Most apostrophes begin with these bytes, and so do letters.
            case 0xCA, 0xE2:
                let scalar = UTF8Scalar.read(bytes, at: index)
                let end = index + (scalar?.length ?? 1)
                if let scalar, CharacterClass.plainMark(scalar.value) == 0x27 {
                    out.append(0x27)
                } else {
                    out += bytes[index..<end]
                }
                index = end
            default:
                out.append(lead)
                index += 1
            }
        }
        return out
    }
}
