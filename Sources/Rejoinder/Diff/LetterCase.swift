/// Upper and lower case of words in UTF-8.
enum LetterCase {
    /// The word in lower case; nil if it is in lower case already.
    static func lowered(_ word: ArraySlice<UInt8>) -> [UInt8]? {
        var isASCII = true
        var hasUpper = false
        for byte in word {
            if byte >= 0x80 { isASCII = false }
            if byte >= 0x41, byte <= 0x5A { hasUpper = true }
        }
        if isASCII {
            guard hasUpper else { return nil }
            return word.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
        }
        let lower = Array(String(decoding: word, as: UTF8.self).lowercased().utf8)
        return lower.elementsEqual(word) ? nil : lower
    }

    /// Whether the word has capitals and no lower-case letter.
    static func isUpper(_ word: ArraySlice<UInt8>) -> Bool {
        var letters = 0
        for scalar in String(decoding: word, as: UTF8.self).unicodeScalars {
            if scalar.properties.isLowercase { return false }
            if scalar.properties.isUppercase { letters += 1 }
        }
        return letters > 0
    }
}
