import Markup

extension CanonicalAddress {
    /// What an article's address has in common with the addresses of its variants.
    ///
    /// Variants are the same page for phones, for printing, as AMP, or with or without "www". The
    /// other ways of writing one address do not count either: slashes, the case of the host, usual
    /// ports, escapes (RFC 3986 section 6.2.2), the order of parameters, and a reader's session.
    ///
    /// It is only for comparing; it cannot be fetched.
    package static func key(_ url: String) -> String {
        let reference = URLReference(TrackingParameters.stripped(url))
        guard reference.isWeb else { return url }
        var segments = segments(of: reference).map(withoutSession)[...]
        if let last = segments.popLast() { segments.append(withoutVariantSuffix(last)) }
        while segments.count > 1, let last = segments.last, isVariantName(last) {
            segments.removeLast()
        }
        while segments.count > 1, let first = segments.first, isVariantName(first) {
            segments.removeFirst()
        }
        return withPlainEscapes(
            text(
                host(reference, without: ["www", "m", "amp", "mobile"]), segments,
                query(reference) { !isVariantParameter($0) }))
    }

    /// The key without the query, in which some sites put a token that is new in every document.
    package static func keyWithoutQuery(_ key: String) -> String {
        key.utf8.firstIndex(of: 0x3F).map { String(key[..<$0]) } ?? key
    }

    /// Undoes escapes that need not be there, and writes the others in capitals.
    private static func withPlainEscapes(_ text: String) -> String {
        guard ByteSearch.contains(0x25, in: text) else { return text }
        var out: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == 0x25, let digits = String(rest.prefix(2)), digits.utf8.count == 2,
                let value = UInt8(digits, radix: 16)
            else {
                out.append(byte)
                continue
            }
            rest = rest.dropFirst(2)
            if value >= 0x80 || value.isLetter || value.isDigit || "-._~".utf8.contains(value) {
                out.append(value)
            } else {
                out.append(0x25)
                out += digits.uppercased().utf8
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// The path's segment without a reader's session, which Java servers append to it.
    private static func withoutSession(_ segment: Substring) -> Substring {
        guard let mark = segment.utf8.firstIndex(of: 0x3B),
            SessionParameters.contains(segment[mark...].dropFirst())
        else { return segment }
        return segment[..<mark]
    }

    /// Whether two addresses with the same key belong to different variants.
    ///
    /// A different scheme or tracking parameter does not make a variant.
    package static func areVariants(_ a: String, _ b: String) -> Bool { plain(a) != plain(b) }

    /// Whether the address is the one of which the others are variants.
    package static func isPlain(_ url: String) -> Bool { plain(url) == key(url) }

    /// The address without its scheme, "www", tracking parameters and session; variant marks stay.
    static func plain(_ url: String) -> String {
        let reference = URLReference(TrackingParameters.stripped(url))
        return withPlainEscapes(
            text(
                host(reference, without: ["www"]),
                segments(of: reference).map(withoutSession)[...], query(reference)))
    }

    /// The parameters in one order, without the session and those that are not wanted.
    private static func query(
        _ reference: URLReference, where isWanted: (Substring) -> Bool = { _ in true }
    ) -> String? {
        guard let query = reference.query, !query.isEmpty else { return nil }
        let parameters = query.utf8.split(separator: 0x26).map { Substring($0) }
            .filter { isWanted($0) && !SessionParameters.contains($0) }
        return parameters.isEmpty ? nil : parameters.sorted().joined(separator: "&")
    }

    private static func text(
        _ host: Substring, _ segments: ArraySlice<Substring>, _ query: String?
    ) -> String {
        var text = String(host)
        for segment in segments {
            text += "/"
            text += segment
        }
        if let query { text += "?" + query }
        return text
    }

    private static func segments(of reference: URLReference) -> [Substring] {
        // Bytes, because each look at a feed asks this of every new entry.
        reference.path.utf8.split(separator: 0x2F).map { Substring($0) }
    }

    /// The host in lower case, without credentials, the usual ports and such a first label.
    private static func host(_ reference: URLReference, without labels: [String]) -> Substring {
        var host = (reference.authority ?? "").caseFolded.utf8[...]
        if let at = host.lastIndex(of: 0x40) { host = host[at...].dropFirst() }
        for port in [":443", ":80"] where host.hasSuffix(port) {
            host = host.dropLast(port.utf8.count)
        }
        guard host.count(where: { $0 == 0x2E }) > 1, let dot = host.firstIndex(of: 0x2E),
            labels.contains(where: { $0.utf8.elementsEqual(host[..<dot]) })
        else { return Substring(host) }
        return Substring(host[dot...].dropFirst())
    }

    private static let variantNames = ["amp", "print", "mobile"]
    private static let fileNames = ["amp.html", "index.html", "index.php", "index.htm"]

    private static func isVariantName(_ word: Substring) -> Bool {
        guard word.utf8.count <= 10 else { return false }
        let word = word.caseFolded
        return variantNames.contains(word) || fileNames.contains(word)
    }

    /// The name without a variant's suffix: "pier.amp.html" is a variant of "pier.html".
    private static func withoutVariantSuffix(_ name: Substring) -> Substring {
        let isPage = name.utf8.hasSuffix(".html")
        let stem = isPage ? name.utf8.dropLast(5) : name.utf8
        for word in variantNames where stem.hasSuffix("." + word) {
            let bare = Substring(stem.dropLast(word.utf8.count + 1))
            return isPage ? bare + ".html" : bare
        }
        return name
    }

    /// Whether a parameter marks a variant: "amp", "amp=1", "print=true", "outputType=amp".
    private static func isVariantParameter(_ parameter: Substring) -> Bool {
        let parts = parameter.caseFolded.split(
            separator: "=", maxSplits: 1, omittingEmptySubsequences: false
        ).map(String.init)
        let value = parts.count > 1 ? parts[1] : ""
        if variantNames.contains(parts[0]) {
            return ["", "1", "true", "yes"].contains(value) || variantNames.contains(value)
        }
        return variantNames.contains(value)
    }
}

extension Substring.UTF8View {
    fileprivate func hasSuffix(_ suffix: String) -> Bool {
        suffix.utf8.count <= count && suffix.utf8.elementsEqual(self.suffix(suffix.utf8.count))
    }
}

/// Parameters in addresses that name the session of one reader.
enum SessionParameters {
    static func contains(_ parameter: Substring) -> Bool {
        guard parameter.utf8.count > 3 else { return false }
        let name = parameter.prefix { $0 != "=" }.caseFolded
        if names.contains(name) || name.hasPrefix("aspsessionid") { return true }
        // Some sites number their stories by "sid".
        return name == "sid" && parameter.dropFirst(4).utf8.contains(where: \.isLetter)
    }

    private static let names: Set<String> = [
        "phpsessid", "jsessionid", "sessionid", "session_id", "sessid", "cfid", "cftoken", "zenid",
        "oscsid",
    ]
}
