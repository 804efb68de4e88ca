/// A URI reference in its five parts (RFC 3986 section 3), and how to resolve it.
///
/// Addresses in feeds are read so that they can be shown, compared and resolved; what is fetched is
/// parsed again by the HTTP client's own parser.
struct URLReference: Hashable, Sendable {
    var scheme: String?
    var authority: String?
    var path: String
    var query: String?
    var fragment: String?

    init(_ text: String) {
        var rest = text.utf8[...]
        if let mark = rest.firstIndex(of: 0x23) {
            fragment = String(rest[rest.index(after: mark)...])
            rest = rest[..<mark]
        }
        if let mark = rest.firstIndex(of: 0x3F) {
            query = String(rest[rest.index(after: mark)...])
            rest = rest[..<mark]
        }
        if let colon = rest.firstIndex(of: 0x3A), let first = rest.first, first.isLetter,
            rest[..<colon].allSatisfy({
                $0.isLetter || $0.isDigit || $0 == 0x2B || $0 == 0x2D || $0 == 0x2E
            })
        {
            scheme = String(rest[..<colon])
            rest = rest[rest.index(after: colon)...]
        }
        if rest.starts(with: [0x2F, 0x2F]) {
            rest = rest.dropFirst(2)
            let end = rest.firstIndex(of: 0x2F) ?? rest.endIndex
            authority = String(rest[..<end])
            rest = rest[end...]
        }
        path = String(rest) ?? ""
    }

    var isWeb: Bool {
        guard let scheme = scheme?.caseFolded else { return false }
        return (scheme == "http" || scheme == "https") && authority?.isEmpty == false
    }

    /// Resolves the reference by RFC 3986 section 5.2.2.
    func resolved(against base: URLReference) -> URLReference {
        var target = self
        guard scheme == nil else {
            target.path = Self.withoutDots(path)
            return target
        }
        target.scheme = base.scheme
        guard authority == nil else {
            target.path = Self.withoutDots(path)
            return target
        }
        target.authority = base.authority
        if path.isEmpty {
            target.path = base.path
            target.query = query ?? base.query
        } else if path.hasPrefix("/") {
            target.path = Self.withoutDots(path)
        } else {
            target.path = Self.withoutDots(Self.merged(path, onto: base))
        }
        return target
    }

    private static func merged(_ path: String, onto base: URLReference) -> String {
        if base.authority != nil, base.path.isEmpty { return "/" + path }
        guard let slash = base.path.lastIndex(of: "/") else { return path }
        return base.path[...slash] + path
    }

    /// Removes dot segments by RFC 3986 section 5.2.4.
    private static func withoutDots(_ path: String) -> String {
        var before: UInt8 = 0x2F
        let hasDots = path.utf8.contains { byte in
            defer { before = byte }
            return byte == 0x2E && before == 0x2F
        }
        guard hasDots else { return path }
        let segments = path.split(separator: "/", omittingEmptySubsequences: false)
        var kept: [Substring] = []
        for (index, segment) in segments.enumerated() {
            let isLast = index == segments.count - 1
            if segment == "." {
                if isLast { kept.append("") }
            } else if segment == ".." {
                if kept.count > 1 || (kept.count == 1 && kept[0] != "") { kept.removeLast() }
                if isLast { kept.append("") }
            } else {
                kept.append(segment)
            }
        }
        return kept.joined(separator: "/")
    }
}

extension URLReference: CustomStringConvertible {
    var description: String {
        var text = ""
        if let scheme { text += scheme + ":" }
        if let authority { text += "//" + authority }
        text += path
        if let query { text += "?" + query }
        if let fragment { text += "#" + fragment }
        return text
    }
}

extension URLReference {
    /// An address from a feed made absolute; without a base, it stays as written.
    static func absolute(_ text: String, base: URLReference?) -> String? {
        guard let address = text.nonBlank else { return nil }
        guard let base, base.isWeb else { return address }
        let bytes = Array(address.utf8)
        if isPlainlyAbsolute(bytes, bytes.indices) { return address }
        let reference = URLReference(address)
        guard reference.scheme == nil || reference.isWeb else { return address }
        return reference.resolved(against: base).description
    }

    static func absolute(_ text: Bytes, base: URLReference?) -> String? {
        let address = text.trimmed
        guard !address.isEmpty else { return nil }
        guard let base, base.isWeb, !isPlainlyAbsolute(address.array, address.range) else {
            return address.string
        }
        return absolute(address.string, base: base)
    }

    /// Whether resolving would change nothing: a quick check for the common case.
    static func isPlainlyAbsolute(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        var index = range.lowerBound
        for byte in "http".utf8 {
            guard index < range.upperBound, bytes[index] == byte else { return false }
            index += 1
        }
        if index < range.upperBound, bytes[index] == 0x73 { index += 1 }
        for byte in "://".utf8 {
            guard index < range.upperBound, bytes[index] == byte else { return false }
            index += 1
        }
        // Without an authority, or with dots in the path, resolving changes something.
        guard index < range.upperBound, bytes[index] != 0x2F else { return false }
        while index < range.upperBound {
            let byte = bytes[index]
            if byte == 0x2E, bytes[index - 1] == 0x2F { return false }
            if byte == 0x26 || byte <= 0x20 { return false }
            index += 1
        }
        return true
    }
}
