#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif

/// Bytes converted to UTF-8, with their encoding and how it was found.
package struct DecodedText: Sendable {
    /// The rule that determined the encoding, in the order of trial (RFC 7303 section 3).
    package enum Rule: String, Sendable {
        case byteOrderMark = "byte order mark"
        case http = "HTTP header"
        case declaration = "declaration"
        case pattern = "pattern of the first bytes"
        case validUTF8 = "valid UTF-8"
        case fallback = "fallback"
    }

    /// Valid UTF-8 without a byte order mark.
    ///
    /// It has no control characters except tabs and line ends.
    package let bytes: [UInt8]
    /// The encoding's WHATWG name, in lower case.
    package let encoding: String
    package let rule: Rule
    /// Whether bytes that the encoding does not know were replaced.
    package let hadErrors: Bool
    /// Whether control characters were left out.
    package let hadControls: Bool
}

package enum TextEncoding {
    /// Decodes a document.
    ///
    /// - Parameters:
    ///   - charset: the charset of the HTTP content type, if it named one.
    ///   - declared: the encoding that the document declares, if the caller found one.
    package static func decode(
        _ bytes: [UInt8], charset: String?, declared: String?
    ) -> DecodedText {
        if let (name, length) = mark(bytes) {
            return convert(Array(bytes[length...]), from: name, rule: .byteOrderMark)
        }
        let pattern = pattern(bytes)
        let labels = [(charset, DecodedText.Rule.http), (declared, .declaration)]
            .compactMap { label, rule in
                label.flatMap { Label($0, rule) }.flatMap {
                    isPlausible($0.name, pattern: pattern) ? $0 : nil
                }
            }
        if let pattern {
            // "utf-16" does not say the order of the bytes; the bytes themselves show it.
            return convert(bytes, from: pattern, rule: labels.first?.rule ?? .pattern)
        }
        guard let first = labels.first else {
            return convert(bytes, from: "utf-8", rule: .validUTF8)
        }
        guard first.name != "utf-8" || labels.contains(where: { $0.name != "utf-8" }) else {
            return convert(bytes, from: first.name, rule: first.rule)
        }
        return decode(bytes, disputed: labels)
    }

    /// A label that somebody put on the document, which may be wrong.
    private struct Label {
        let name: String
        let rule: DecodedText.Rule
        /// Whether it says that no byte is above ASCII.
        let isASCII: Bool

        init?(_ text: String, _ rule: DecodedText.Rule) {
            guard let name = EncodingLabels.canonicalName(text) else { return nil }
            self.name = name
            self.rule = rule
            isASCII = EncodingLabels.isASCII(text)
        }
    }

    /// Decodes a document for which at least one label names another encoding than UTF-8.
    ///
    /// Servers put a default on everything they send, and programs a declaration on everything they
    /// write. Text in another encoding is hardly ever valid UTF-8, so bytes that are contradict the
    /// label; and where two labels contradict each other, the bytes show which is right.
    private static func decode(_ bytes: [UInt8], disputed labels: [Label]) -> DecodedText {
        let survey = UTF8Survey(bytes)
        let isPlain = survey.good == 0 && survey.bad == 0
        if let utf8 = labels.first(where: { $0.name == "utf-8" }), survey.good > 0,
            survey.isMostlyValid
        {
            return convert(bytes, from: "utf-8", rule: utf8.rule)
        }
        let others = labels.filter { $0.name != "utf-8" && (isPlain || !$0.isASCII) }
        guard let first = others.first, !survey.isUTF8(despite: first.name) else {
            return convert(bytes, from: "utf-8", rule: .validUTF8)
        }
        let best = others.dropFirst().reduce(first) { best, other in
            EncodingGuess.isBetter(other.name, than: best.name, for: bytes) ? other : best
        }
        if best.name == "windows-1252", let name = EncodingGuess.contradictingLatin(bytes) {
            return convert(bytes, from: name, rule: .fallback)
        }
        return convert(bytes, from: best.name, rule: best.rule)
    }

    private static func mark(_ bytes: [UInt8]) -> (name: String, length: Int)? {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return ("utf-8", 3) }
        if bytes.starts(with: [0, 0, 0xFE, 0xFF]) { return ("utf-32be", 4) }
        if bytes.starts(with: [0xFF, 0xFE, 0, 0]) { return ("utf-32le", 4) }
        if bytes.starts(with: [0xFE, 0xFF]) { return ("utf-16be", 2) }
        if bytes.starts(with: [0xFF, 0xFE]) { return ("utf-16le", 2) }
        return nil
    }

    /// Recognises wide encodings without a byte order mark (XML 1.0 appendix F).
    ///
    /// What tells is where the zeros of the first `<` or `{` are.
    private static func pattern(_ bytes: [UInt8]) -> String? {
        guard bytes.count >= 4 else { return nil }
        switch bytes[0..<4].map({ $0 == 0 }) {
        case [true, true, true, false]: return "utf-32be"
        case [false, true, true, true]: return "utf-32le"
        case [true, false, true, false]: return "utf-16be"
        case [false, true, false, true]: return "utf-16le"
        default: return nil
        }
    }

    /// Whether the label fits: a wide one cannot stand over bytes that read as ASCII.
    ///
    /// The reverse cannot be true either.
    private static func isPlausible(_ name: String, pattern: String?) -> Bool {
        name.hasPrefix("utf-16") || name.hasPrefix("utf-32")
            ? pattern.map { $0.prefix(6) == name.prefix(6) } ?? false : pattern == nil
    }

    private static func convert(
        _ bytes: [UInt8], from name: String, rule: DecodedText.Rule
    ) -> DecodedText {
        guard name == "utf-8" else {
            let (converted, hadErrors) = Iconv.convert(bytes, from: EncodingLabels.iconvName(name))
            let survey = UTF8Survey(converted)
            return DecodedText(
                bytes: survey.isClean ? converted : UTF8Survey.cleaned(converted), encoding: name,
                rule: rule, hadErrors: hadErrors, hadControls: survey.controls > 0)
        }
        let survey = UTF8Survey(bytes)
        // A label that is wrong for nearly every byte helps nobody.
        guard rule == .byteOrderMark || survey.isMostlyValid else {
            return convert(bytes, from: EncodingGuess.name(bytes), rule: .fallback)
        }
        return DecodedText(
            bytes: survey.isClean ? bytes : UTF8Survey.cleaned(bytes), encoding: name, rule: rule,
            hadErrors: survey.bad > 0, hadControls: survey.controls > 0)
    }

    /// The WHATWG name of a label; nil for an unknown label.
    package static func canonicalName(_ label: String) -> String? {
        EncodingLabels.canonicalName(label)
    }
}
