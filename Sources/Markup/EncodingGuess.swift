/// Guesses the encoding of bytes that are not UTF-8 and carry no label.
///
/// Each candidate is decoded and scored by what real text looks like in it. Runs of lower-case
/// letters of one script, kana, Hangul and common ideographs count for a candidate; characters that
/// its alphabet hardly ever has count against it. A tie goes to windows-1252.
enum EncodingGuess {
    static func name(_ bytes: [UInt8]) -> String {
        let sample = sample(bytes)
        let high = highBytes(sample)
        guard high >= 8 else { return "windows-1252" }
        var best = (name: "windows-1252", score: latinWeight * Double(high))
        for candidate in candidates {
            let score = weight(sample, as: candidate)
            if score > best.score { best = (candidate, score) }
        }
        return best.name
    }

    /// Whether the bytes read clearly more like text in one encoding than in the other.
    static func isBetter(_ name: String, than other: String, for bytes: [UInt8]) -> Bool {
        guard name != other else { return false }
        let sample = sample(bytes)
        let margin = 0.1 * Double(highBytes(sample))
        return score(sample, as: name) > score(sample, as: other) + margin
    }

    /// The encoding whose text the bytes certainly are, although they are labelled as Latin-1.
    ///
    /// Servers label with it what they know nothing about. In Latin letters, those above ASCII are
    /// few and single; in another alphabet, nearly all letters are above it.
    static func contradictingLatin(_ bytes: [UInt8]) -> String? {
        let sample = sample(bytes)
        let high = Double(highBytes(sample))
        guard high >= 40 else { return nil }
        let name = name(bytes)
        guard name != "windows-1252", !EncodingLabels.isMultiByte(name) else { return nil }
        return weight(sample, as: name) > 0.7 * high ? name : nil
    }

    private static func score(_ sample: [UInt8], as name: String) -> Double {
        hasAlphabet(name) ? weight(sample, as: name) : latinWeight * Double(highBytes(sample))
    }

    /// Whether the encoding's letters above ASCII are not Latin.
    private static func hasAlphabet(_ name: String) -> Bool {
        candidates.contains(name) || EncodingLabels.isMultiByte(name)
            || ["koi8-r", "ibm866", "iso-8859-5", "iso-8859-7", "iso-8859-8", "x-mac-cyrillic"]
                .contains(name)
    }

    private static func sample(_ bytes: [UInt8]) -> [UInt8] {
        Array(bytes.lazy.filter { $0 >= 0x09 }.prefix(16 << 10))
    }

    private static func highBytes(_ sample: [UInt8]) -> Int {
        sample.reduce(0) { $0 + ($1 >= 0x80 ? 1 : 0) }
    }

    /// What a byte above ASCII counts for a Latin alphabet, whose letters prove little.
    private static let latinWeight = 0.35

    /// koi8-u differs from koi8-r in letters that koi8-r has frames of boxes for.
    private static let candidates = [
        "shift_jis", "euc-jp", "euc-kr", "gb18030", "big5", "koi8-u", "windows-1251",
        "windows-1253", "windows-1255", "windows-874",
    ]

    /// The score for each byte above ASCII, 1 at best.
    private static func weight(_ sample: [UInt8], as name: String) -> Double {
        let (decoded, hadErrors) = Iconv.convert(sample, from: EncodingLabels.iconvName(name))
        // The sample may end in the middle of a character.
        let text = String(decoding: decoded.dropLast(hadErrors ? 6 : 0), as: UTF8.self)
        let isAlphabet = !EncodingLabels.isMultiByte(name)
        var score = 0.0
        var last: UInt32 = 0
        for scalar in text.unicodeScalars {
            if scalar.value >= 0x80 {
                score += points(scalar.value, after: isLower(last), in: name)
            }
            // "été" and "für" are Latin: hardly a word mixes two alphabets.
            if isAlphabet, isLetter(scalar.value), isLetter(last),
                (scalar.value < 0x80) != (last < 0x80)
            {
                score -= 1
            }
            // These letters only end words; Cyrillic taken for Hebrew has them anywhere.
            if isFinalHebrew(last), (0x05D0...0x05EA).contains(scalar.value) { score -= 2 }
            last = scalar.value
        }
        return score
    }

    private static func points(_ code: UInt32, after wasLower: Bool, in name: String) -> Double {
        let isJapanese = name == "shift_jis" || name == "euc-jp"
        switch code {
        case 0xFFFD: return -20
        case 0x3040...0x30FF: return isJapanese ? 2 : -1
        // Shift_JIS turns almost anything into halfwidth kana.
        case 0xFF61...0xFF9F: return -1
        case 0xAC00...0xD7A3: return name == "euc-kr" ? 2 : -1
        case 0x4E00...0x9FFF: return 1.2
        case 0x3000...0x303F, 0xFF01...0xFF5E: return 1
        // Two in five Cyrillic letters are vowels; in Hebrew taken for Cyrillic, only one in ten.
        case 0x0430, 0x0435, 0x0438, 0x043E, 0x0443, 0x044B, 0x044D...0x044F: return 1.6
        case 0x0430...0x044F: return 0.6
        // Ukrainian and Belarusian letters, vowels all but one.
        case 0x0451, 0x0454, 0x0456, 0x0457, 0x045E, 0x0491: return 1.2
        // A capital after a small letter is Cyrillic in the other encoding.
        case 0x0410...0x042F: return wasLower ? -1.5 : 0.5
        case 0x05D0...0x05EA: return 1
        case 0x0E01...0x0E5B: return 1
        // The same holds for Greek, where these two hardly occur.
        case 0x03B0, 0x03CA: return -1
        case 0x03AC...0x03AF, 0x03B1, 0x03B5, 0x03B7, 0x03B9, 0x03BF, 0x03C5, 0x03C9,
            0x03CC...0x03CE:
            return 1.4
        case 0x03B2...0x03CB: return 0.6
        default: return -0.5
        }
    }

    /// Whether it is an ASCII letter, or one of another alphabet.
    private static func isLetter(_ code: UInt32) -> Bool {
        switch code {
        case 0x41...0x5A, 0x61...0x7A, 0x0370...0x05EA, 0x0E01...0x0E5B: true
        default: false
        }
    }

    private static func isFinalHebrew(_ code: UInt32) -> Bool {
        switch code {
        case 0x05DA, 0x05DD, 0x05DF, 0x05E3, 0x05E5: true
        default: false
        }
    }

    private static func isLower(_ code: UInt32) -> Bool {
        (0x0430...0x044F).contains(code) || (0x03AC...0x03CE).contains(code)
    }
}
