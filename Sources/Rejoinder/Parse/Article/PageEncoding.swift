/// The encoding that a page or its server names.
enum PageEncoding {
    /// The charset of a content type.
    static func charset(_ contentType: String) -> String? {
        label(in: Array(contentType.utf8))
    }

    /// The charset that a `meta` element names in the first 4 KB.
    static func declared(_ html: [UInt8]) -> String? {
        var tokenizer = HTMLTokenizer(html, 0..<min(html.count, 4096))
        while let token = tokenizer.next() {
            guard token == .startTag, tokenizer.name == .meta else { continue }
            // Other elements may write of a charset in their content.
            var isOfType = false
            var named: String?
            for attribute in tokenizer.attributes {
                let value = Array(html[attribute.value])
                if tokenizer.isNamed(attribute, "charset") {
                    return String(decoding: value, as: UTF8.self).nonBlank
                }
                if tokenizer.isNamed(attribute, "http-equiv") {
                    isOfType = Bytes(html, attribute.value).trimmed.equalsFolded("content-type")
                }
                if tokenizer.isNamed(attribute, "content") { named = label(in: value) }
            }
            if isOfType, let named { return named }
        }
        return nil
    }

    /// The label after `charset=`.
    private static func label(in bytes: [UInt8]) -> String? {
        let key = Array("charset".utf8)
        guard bytes.count > key.count else { return nil }
        for start in 0..<(bytes.count - key.count)
        where bytes[start..<(start + key.count)].elementsEqual(key, by: { $0.lowercased == $1 }) {
            let rest = bytes.dropFirst(start + key.count).drop(while: \.isBlank)
            guard rest.first == 0x3D else { continue }
            let label = rest.dropFirst().drop { $0 == 0x22 || $0 == 0x27 || $0.isBlank }
                .prefix { $0.isLetter || $0.isDigit || $0 == 0x2D || $0 == 0x5F || $0 == 0x3A }
            return label.isEmpty ? nil : String(decoding: label, as: UTF8.self)
        }
        return nil
    }
}
