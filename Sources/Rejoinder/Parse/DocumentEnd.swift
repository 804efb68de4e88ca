/// Tells whether a document is all there, although the transfer that brought it broke off.
///
/// Servers announce a few bytes too many, or forget the last chunk; then nothing is missing.
package enum DocumentEnd {
    /// Whether the document's root is closed: by its end tag, or as JSON.
    package static func isWhole(_ bytes: [UInt8]) -> Bool {
        // The zeros of UTF-16 and UTF-32 stand between bytes that read as ASCII here.
        let ascii = bytes.contains(0) ? bytes.filter { $0 != 0 } : bytes
        let text = ascii.drop { $0.isBlank || $0 >= 0x80 }
        guard text.first == 0x7B else {
            guard let root = rootName(text) else { return false }
            return lastEndTag(text)?.elementsEqual(root, by: { $0.lowercased == $1.lowercased })
                == true
        }
        return (try? JSONValue(parsing: Array(text))) != nil
    }

    /// The name of the first element, after declarations and comments.
    private static func rootName(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        var rest = text
        while let mark = rest.firstIndex(of: 0x3C) {
            rest = rest[mark...].dropFirst()
            if rest.starts(with: "!--".utf8) {
                guard let end = rest.firstRange(of: Array("-->".utf8)) else { return nil }
                rest = rest[end.upperBound...]
            } else if rest.first?.isLetter == true {
                return rest.prefix { !$0.isBlank && $0 != 0x3E && $0 != 0x2F }
            }
        }
        return nil
    }

    /// The name in the end tag with which the text ends; comments may follow it.
    private static func lastEndTag(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        var rest = withoutBlanks(text)
        while rest.suffix(3).elementsEqual("-->".utf8) {
            guard let start = lastComment(rest) else { return nil }
            rest = withoutBlanks(rest[..<start])
        }
        guard rest.last == 0x3E, let mark = rest.lastIndex(of: 0x3C) else { return nil }
        let tag = rest[mark...].dropFirst().dropLast()
        return tag.first == 0x2F ? withoutBlanks(tag.dropFirst()) : nil
    }

    private static func lastComment(_ text: ArraySlice<UInt8>) -> Int? {
        var rest = text
        while let mark = rest.lastIndex(of: 0x3C) {
            if text[mark...].starts(with: "<!--".utf8) { return mark }
            rest = rest[..<mark]
        }
        return nil
    }

    private static func withoutBlanks(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var text = text
        while text.last?.isBlank == true { text.removeLast() }
        return text
    }
}
