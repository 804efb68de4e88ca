/// How long a response says that it is fresh (RFC 9111 section 4.2.1).
package enum CacheFreshness {
    /// - Parameters:
    ///   - cacheControl: the value of `Cache-Control`; its `max-age` takes precedence over
    ///     `Expires`.
    ///   - expires: the value of `Expires`.
    ///   - date: the value of `Date`; if it is missing, `now` counts.
    ///   - age: the value of `Age`: how long a cache on the way has held the response.
    /// - Returns: nil if the response says nothing about it, or that it must not be kept at all.
    package static func lifetime(
        cacheControl: String?, expires: String?, date: String? = nil, age: String? = nil,
        now: Timestamp
    ) -> Duration? {
        let directives = directives(cacheControl)
        guard directives["no-store"] == nil, directives["no-cache"] == nil else { return nil }
        let whole: Duration
        if let value = directives["max-age"], let seconds = seconds(value) {
            whole = seconds
        } else if let moment = expires.flatMap(HTTPDate.parse) {
            whole = moment - (date.flatMap(HTTPDate.parse) ?? now)
        } else {
            return nil
        }
        let left = whole - (age.flatMap { seconds($0[...]) } ?? .zero)
        return left > .zero ? left : nil
    }

    /// Names in lower case, with their values.
    private static func directives(_ field: String?) -> [String: Substring] {
        guard let field, field.utf8.count <= 4096 else { return [:] }
        var directives: [String: Substring] = [:]
        for part in field.split(separator: ",") {
            let pair = part.split(separator: "=", maxSplits: 1).map { $0.filter { $0 != " " } }
            guard let name = pair.first else { continue }
            directives[name.caseFolded] = Substring(pair.count > 1 ? pair[1] : "")
        }
        return directives
    }

    private static func seconds(_ text: Substring) -> Duration? {
        let digits = text.utf8.filter { $0 != 0x22 && $0 != 0x20 }
        guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        // A number too long to read still means: long.
        return .seconds(min(Int64(String(decoding: digits, as: UTF8.self)) ?? .max, 1 << 40))
    }
}
