import Markup

/// Reads a document as a feed, whatever its format.
package enum FeedReader {
    /// - Parameters:
    ///   - bytes: the body as received, with its content encoding undone.
    ///   - contentType: the HTTP field's whole value.
    ///   - baseURL: the address that the document came from, after redirects.
    /// - Returns: a document without a format if it is not a feed.
    package static func read(
        _ bytes: [UInt8], contentType: String?, baseURL: String?
    ) -> FeedDocument {
        let decoded = TextEncoding.decode(
            bytes, charset: MediaType.charset(contentType), declared: declaredEncoding(bytes))
        let base = baseURL.map { URLReference($0) }.flatMap { $0.isWeb ? $0 : nil }
        var document =
            isJSON(decoded.bytes)
            ? JSONFeedReader.read(decoded.bytes, base: base)
            : XMLFeedReader.read(decoded.bytes, base: base)
        document.encoding = decoded.encoding
        document.encodingRule = decoded.rule.rawValue
        if decoded.hadErrors {
            document.recoveries.append(
                "bytes that \(decoded.encoding) does not know were replaced")
        }
        if decoded.hadControls {
            document.recoveries.append("control characters were left out")
        }
        if decoded.hadErrors || decoded.hadControls { document.isWellFormed = false }
        return document
    }

    private static func isJSON(_ bytes: [UInt8]) -> Bool {
        bytes.first { !$0.isBlank } == 0x7B
    }

    /// The encoding that an XML declaration names (XML 1.0 section 4.3.3).
    private static func declaredEncoding(_ bytes: [UInt8]) -> String? {
        // A wide encoding shows its declaration too, once its zeros are left out.
        var ascii = bytes.prefix(1024).filter { $0 != 0 && $0 < 0x80 }
        // A declaration must be the first thing there, and ends with the first >.
        if ascii.starts(with: "<?xml".utf8), let end = ascii.firstIndex(of: 0x3E) {
            ascii.removeSubrange((end + 1)...)
        }
        let head = String(decoding: ascii, as: UTF8.self)
        guard let start = head.firstRange(of: "<?xml"),
            let end = head[start.upperBound...].firstRange(of: "?>"),
            let name = head[start.upperBound..<end.lowerBound].firstRange(of: "encoding")
        else { return nil }
        let rest = head[name.upperBound..<end.lowerBound].drop {
            $0.isWhitespace || $0 == "=" || $0 == "\"" || $0 == "'"
        }
        return rest.prefix { $0 != "\"" && $0 != "'" && !$0.isWhitespace }.description.nonBlank
    }
}

/// The parameters of an HTTP content type (RFC 9110 section 8.3).
enum MediaType {
    static func charset(_ contentType: String?) -> String? {
        guard let contentType else { return nil }
        for parameter in contentType.split(separator: ";").dropFirst() {
            let parts = parameter.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, parts[0].trimmed.caseFolded == "charset" else { continue }
            return parts[1].trimmed.filter { $0 != "\"" && $0 != "'" }.nonBlank
        }
        return nil
    }
}
