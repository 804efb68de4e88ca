import Markup

/// What a feed reader must know about the HTML in a feed.
enum HTMLFragment {
    /// Whether a text of unstated kind is HTML.
    ///
    /// It is if it contains the tag of an HTML element, or a character reference.
    static func isLikely(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        var mark = ByteSearch.first(0x3C, in: bytes, range)
        while mark < range.upperBound {
            if isTag(bytes, at: mark, end: range.upperBound) { return true }
            mark = ByteSearch.first(0x3C, in: bytes, (mark + 1)..<range.upperBound)
        }
        mark = ByteSearch.first(0x26, in: bytes, range)
        while mark < range.upperBound {
            if isReference(bytes, at: mark, end: range.upperBound) { return true }
            mark = ByteSearch.first(0x26, in: bytes, (mark + 1)..<range.upperBound)
        }
        return false
    }

    static func isLikely(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return isLikely(bytes, bytes.indices)
    }

    private static func isTag(_ bytes: [UInt8], at start: Int, end: Int) -> Bool {
        var index = start + 1
        if index < end, bytes[index] == 0x2F { index += 1 }
        let first = index
        while index < end, index - first < 16, bytes[index].isLetter || bytes[index].isDigit {
            index += 1
        }
        guard index > first, index < end,
            bytes[index] == 0x3E || bytes[index] == 0x2F || bytes[index].isBlank
        else { return false }
        return HTMLName.named(bytes, first..<index) != .other
    }

    /// The semicolon is required here: otherwise `R&D` and `?a=1&copy=2` would be HTML.
    private static func isReference(_ bytes: [UInt8], at start: Int, end: Int) -> Bool {
        guard let (_, stop) = HTMLReference.read(bytes, at: start, end: end) else { return false }
        return bytes[stop - 1] == 0x3B || bytes[start + 1] == 0x23
    }

    /// The text with addresses in href, src and the like made absolute, and nothing else changed.
    static func resolvingAddresses(
        _ bytes: [UInt8], _ range: Range<Int>, base: URLReference?
    ) -> String {
        guard let base, base.isWeb, ByteSearch.contains(0x3C, in: bytes, range) else {
            return String(decoding: bytes[range], as: UTF8.self)
        }
        var out: [UInt8] = []
        var copied = range.lowerBound
        var tokenizer = HTMLTokenizer(bytes, range)
        while let token = tokenizer.next() {
            guard token == .startTag else { continue }
            for attribute in tokenizer.attributes where isAddress(attribute, in: tokenizer) {
                guard let address = resolved(bytes, attribute.value, base: base) else { continue }
                out += bytes[copied..<attribute.value.lowerBound]
                out += attribute.isQuoted ? Array(address.utf8) : Array("\"\(address)\"".utf8)
                copied = attribute.value.upperBound
            }
        }
        guard copied > range.lowerBound else {
            return String(decoding: bytes[range], as: UTF8.self)
        }
        out += bytes[copied..<range.upperBound]
        return String(decoding: out, as: UTF8.self)
    }

    static func resolvingAddresses(_ html: String, base: URLReference?) -> String {
        guard base != nil else { return html }
        let bytes = Array(html.utf8)
        return resolvingAddresses(bytes, bytes.indices, base: base)
    }

    private static func isAddress(
        _ attribute: HTMLTokenizer.Attribute, in tokenizer: HTMLTokenizer
    ) -> Bool {
        guard !attribute.value.isEmpty else { return false }
        return switch attribute.name.count {
        case 3: tokenizer.isNamed(attribute, "src")
        case 4: tokenizer.isNamed(attribute, "href") || tokenizer.isNamed(attribute, "cite")
        case 6: tokenizer.isNamed(attribute, "poster")
        default: false
        }
    }

    /// An attribute's value as it must be written; nil if it is absolute already.
    private static func resolved(
        _ bytes: [UInt8], _ range: Range<Int>, base: URLReference
    ) -> String? {
        guard !URLReference.isPlainlyAbsolute(bytes, range) else { return nil }
        let value = HTMLReference.string(bytes, range, isAttribute: true)
        guard let address = URLReference.absolute(value, base: base), address != value else {
            return nil
        }
        return address.replacing("&", with: "&amp;").replacing("\"", with: "%22")
    }
}
