#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif
import CCurl

/// The cookies that servers set on the way of one request through its redirects (RFC 6265).
///
/// Some sites send whoever has no cookie in a circle until he has one. The jar lives as long as the
/// request: nobody can be recognised by it at the next look.
struct CookieJar {
    private struct Cookie {
        let name: String
        let value: String
        let domain: String
        let isForHostOnly: Bool
        let path: String
        let isSecure: Bool
    }

    private var cookies: [Cookie] = []

    /// Browsers keep more of both; a way through redirects needs one or two.
    private static let mostCookies = 30
    private static let longestCookie = 4096

    /// Keeps the cookies that an answer sets.
    mutating func take(_ fields: HeaderFields, from address: WebAddress) {
        for line in fields.values("set-cookie") where line.utf8.count <= Self.longestCookie {
            guard let (cookie, isExpired) = Self.read(line, from: address) else { continue }
            cookies.removeAll {
                $0.name == cookie.name && $0.domain == cookie.domain && $0.path == cookie.path
            }
            if !isExpired, cookies.count < Self.mostCookies { cookies.append(cookie) }
        }
    }

    /// The value of the field `Cookie` for a request to that address; nil if there is none.
    func value(for address: WebAddress) -> String? {
        guard !cookies.isEmpty else { return nil }
        let path = address.path
        let fitting = cookies.filter { cookie in
            let isOfHost =
                cookie.isForHostOnly
                ? cookie.domain == address.host : Self.host(address.host, isIn: cookie.domain)
            return isOfHost && Self.path(path, isIn: cookie.path)
                && (!cookie.isSecure || address.isTrustworthy)
        }
        guard !fitting.isEmpty else { return nil }
        // Longer paths come first; sorting by them keeps the order of the others.
        let sorted = fitting.enumerated().sorted {
            ($1.element.path.utf8.count, $0.offset) < ($0.element.path.utf8.count, $1.offset)
        }
        return sorted.map { "\($0.element.name)=\($0.element.value)" }.joined(separator: "; ")
    }

    /// Reads one `Set-Cookie` line (RFC 6265 section 5.2).
    ///
    /// - Returns: nil if the cookie cannot be read, or is not the server's to set.
    private static func read(
        _ line: String, from address: WebAddress
    ) -> (cookie: Cookie, isExpired: Bool)? {
        let parts = line.split(separator: ";", omittingEmptySubsequences: false)
        guard let pair = parts.first.map(pair), let value = pair.value, !pair.name.isEmpty,
            !line.utf8.contains(where: { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F })
        else { return nil }
        var domain: String?
        var path = address.defaultCookiePath
        var isSecure = false
        var expiresAt: Int?
        var age: Int?
        for attribute in parts.dropFirst().map(Self.pair) {
            switch (attribute.name.lowercased(), attribute.value) {
            case ("domain", let text?) where !text.isEmpty:
                domain = (text.hasPrefix(".") ? String(text.dropFirst()) : text).lowercased()
            case ("path", let text?) where text.hasPrefix("/"): path = text
            case ("secure", _): isSecure = true
            case ("expires", let text?): expiresAt = curl_getdate(text, nil)
            case ("max-age", let text?): age = Int(text)
            default: break
            }
        }
        if let domain, domain != address.host {
            // A name without a dot would be a whole top-level domain.
            guard host(address.host, isIn: domain), domain.contains(".") else { return nil }
        }
        guard !isSecure || address.isTrustworthy else { return nil }
        let isExpired = age.map { $0 <= 0 } ?? expiresAt.map { $0 >= 0 && $0 <= time(nil) } ?? false
        let cookie = Cookie(
            name: pair.name, value: value, domain: domain ?? address.host,
            isForHostOnly: domain == nil, path: path, isSecure: isSecure)
        return (cookie, isExpired)
    }

    /// Splits `NAME=VALUE`; the value is nil if there is no equals sign.
    private static func pair(_ text: Substring) -> (name: String, value: String?) {
        let halves = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            .map(trimmed)
        return (halves[0], halves.count > 1 ? halves[1] : nil)
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text
        while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return String(text)
    }

    /// Whether the host is the domain or below it; an address of numbers is below nothing.
    private static func host(_ host: String, isIn domain: String) -> Bool {
        host == domain || (host.hasSuffix("." + domain) && IPAddress(host) == nil)
    }

    /// RFC 6265 section 5.1.4.
    private static func path(_ path: String, isIn prefix: String) -> Bool {
        guard path.hasPrefix(prefix) else { return false }
        return path.utf8.count == prefix.utf8.count || prefix.hasSuffix("/")
            || path.dropFirst(prefix.count).first == "/"
    }
}

extension WebAddress {
    /// The path, without the query.
    fileprivate var path: String {
        guard let start = text.firstRange(of: "://")?.upperBound,
            let slash = text[start...].firstIndex(where: { $0 == "/" || $0 == "?" }),
            text[slash] == "/"
        else { return "/" }
        return String(text[slash...].prefix { $0 != "?" })
    }

    /// The folder of the path (RFC 6265 section 5.1.4).
    fileprivate var defaultCookiePath: String {
        let path = path
        guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return "/" }
        return String(path[..<slash])
    }

    /// Whether nobody on the way can read along; what goes to this machine goes nowhere.
    fileprivate var isTrustworthy: Bool {
        scheme == "https" || host == "localhost" || host.hasPrefix("127.") || host == "::1"
    }
}
