/// Parameters of an address that look like secrets.
///
/// Private feeds carry a token in their address, and often in every link. Whoever is told of an
/// event, or reads the log, must not get the key with it.
package enum SecretParameters {
    /// What stands in place of a value.
    package static let mark = "***"

    /// The names of such parameters in an address, in their order.
    ///
    /// - Parameter isFeed: whether it is a feed's own address, where any random value is a key. In
    ///   the address of an article it may be its number.
    package static func names(in address: String, isFeed: Bool = false) -> [String] {
        var names: [String] = []
        _ = replacing(in: address, isFeed: isFeed) { names.append($0) }
        return names
    }

    /// The address, with the values of such parameters replaced, and without credentials.
    package static func redacted(_ address: String, isFeed: Bool = false) -> String {
        withoutCredentials(replacing(in: address, isFeed: isFeed) { _ in })
    }

    private static func replacing(
        in address: String, isFeed: Bool, _ found: (String) -> Void
    ) -> String {
        guard let start = address.firstIndex(where: { $0 == "?" || $0 == "#" }) else {
            return address
        }
        var out = String(address[..<start])
        var rest = address[start...]
        while let separator = rest.first {
            out.append(separator)
            rest = rest.dropFirst()
            let pair = rest.prefix { !"&;?#".contains($0) }
            rest = rest[pair.endIndex...]
            let name = pair.prefix { $0 != "=" }
            let value = pair.dropFirst(name.count + 1)
            guard SecretName(name).isSecret(value, isFeed: isFeed) else {
                out += pair
                continue
            }
            found(String(name))
            out += "\(name)=\(mark)"
        }
        return out
    }

    private static func withoutCredentials(_ address: String) -> String {
        guard let start = address.firstRange(of: "://")?.upperBound else { return address }
        let authority = address[start...].prefix { !"/?#".contains($0) }
        guard let at = authority.lastIndex(of: "@") else { return address }
        return address[..<start] + mark + address[at...]
    }
}

/// A parameter's name, in words.
private struct SecretName {
    private let words: [String]

    init(_ name: Substring) {
        var words: [String] = []
        var word = ""
        var wasLower = false
        for scalar in (String(name).removingPercentEscapes).unicodeScalars {
            let isUpper = scalar.properties.isUppercase
            if !scalar.properties.isAlphabetic || (isUpper && wasLower) {
                if !word.isEmpty { words.append(word) }
                word = ""
            }
            if scalar.properties.isAlphabetic { word += scalar.properties.lowercaseMapping }
            wasLower = scalar.properties.isLowercase
        }
        if !word.isEmpty { words.append(word) }
        self.words = words
    }

    /// Whether the value is a secret.
    func isSecret(_ value: Substring, isFeed: Bool) -> Bool {
        guard !value.isEmpty, value != SecretParameters.mark else { return false }
        let whole = words.joined()
        if words.contains(where: Self.certain.contains) || words.last == "key"
            || Self.endings.contains(where: whole.hasSuffix)
        {
            return true
        }
        return (isFeed || words.contains(where: Self.possible.contains)) && Self.isRandom(value)
    }

    /// Words that mean nothing else.
    private static let certain: Set = [
        "token", "secret", "password", "passwd", "passphrase", "passcode", "passkey", "pwd", "pass",
        "auth", "authorization", "credential", "credentials", "signature", "sig", "hmac", "jwt",
        "bearer", "apikey", "sessionid", "jsessionid", "phpsessid",
    ]

    /// How such words end where nothing separates them.
    private static let endings = [
        "token", "secret", "password", "passwd", "apikey", "authkey", "passkey", "accesskey",
        "rsskey", "feedkey", "userkey", "privatekey", "sessionid",
    ]

    /// Words that mean a secret only with a value that nobody would think up.
    private static let possible: Set = [
        "sid", "session", "hash", "code", "ticket", "access", "private", "h", "k", "t", "s",
    ]

    /// Whether somebody's machine made the value up: letters and digits take turns in it.
    private static func isRandom(_ value: Substring) -> Bool {
        value.split { !$0.isASCII || !($0.isLetter || $0.isNumber) }.contains { run in
            guard run.count >= 16 else { return false }
            return zip(run, run.dropFirst()).count { $0.isNumber != $1.isNumber } >= 3
        }
    }
}

extension String {
    /// The text with `%41` and the like undone, for reading a name.
    fileprivate var removingPercentEscapes: String {
        guard contains("%") else { return self }
        var out: [UInt8] = []
        var rest = utf8[...]
        while let byte = rest.first {
            rest = rest.dropFirst()
            let digits = String(decoding: rest.prefix(2), as: UTF8.self)
            if byte == 0x25, digits.utf8.count == 2, let value = UInt8(digits, radix: 16) {
                out.append(value)
                rest = rest.dropFirst(2)
            } else {
                out.append(byte)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}

extension JSONValue {
    /// The value, with the secret parameters of the addresses in it replaced.
    package var withoutSecretParameters: JSONValue {
        switch self {
        case .string(let text) where text.isWebAddress:
            .string(SecretParameters.redacted(text))
        case .array(let values): .array(values.map(\.withoutSecretParameters))
        case .object(let members):
            .object(members.map { .init($0.name, $0.value.withoutSecretParameters) })
        default: self
        }
    }
}

extension String {
    /// Whether the whole text is an address of the web: nothing in it ends an address.
    package var isWebAddress: Bool {
        (hasPrefix("http://") || hasPrefix("https://")) && !utf8.contains { $0 <= 0x20 }
    }
}
