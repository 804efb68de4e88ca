extension CanonicalAddress {
    /// What an article's address has in common with the addresses of its variants.
    ///
    /// Variants are the same page for phones, for printing, as AMP, or with or without "www".
    ///
    /// It is only for comparing; it cannot be fetched.
    package static func key(_ url: String) -> String {
        var reference = URLReference(TrackingParameters.stripped(url))
        guard reference.isWeb else { return url }
        var segments = reference.path.split(separator: "/").map(String.init)
        if let last = segments.last { segments[segments.count - 1] = withoutVariantSuffix(last) }
        while segments.count > 1, let last = segments.last, isVariantName(last) {
            segments.removeLast()
        }
        while segments.count > 1, let first = segments.first, isVariantName(first) {
            segments.removeFirst()
        }
        let query = (reference.query ?? "").split(separator: "&").filter { !isVariantParameter($0) }
        reference.query = query.isEmpty ? nil : query.joined(separator: "&")
        return text(host(reference, withoutVariant: true), segments, reference.query)
    }

    /// Whether two addresses with the same key belong to different variants.
    ///
    /// A different scheme or tracking parameter does not make a variant.
    package static func areVariants(_ a: String, _ b: String) -> Bool { plain(a) != plain(b) }

    /// Whether the address is the one of which the others are variants.
    package static func isPlain(_ url: String) -> Bool { plain(url) == key(url) }

    /// The address without its scheme, "www" and tracking parameters; variant marks stay.
    static func plain(_ url: String) -> String {
        let reference = URLReference(TrackingParameters.stripped(url))
        let segments = reference.path.split(separator: "/").map(String.init)
        return text(host(reference, withoutVariant: false), segments, reference.query)
    }

    private static func text(_ host: String, _ segments: [String], _ query: String?) -> String {
        ([host] + segments).joined(separator: "/") + (query.map { "?" + $0 } ?? "")
    }

    private static func host(_ reference: URLReference, withoutVariant: Bool) -> String {
        var host = (reference.authority ?? "").caseFolded
        if let at = host.lastIndex(of: "@") { host = String(host[host.index(after: at)...]) }
        for port in [":443", ":80"] where host.hasSuffix(port) {
            host = String(host.dropLast(port.utf8.count))
        }
        let labels = host.split(separator: ".")
        guard labels.count > 2, let first = labels.first else { return host }
        let dropped: Set<String> = withoutVariant ? ["www", "m", "amp", "mobile"] : ["www"]
        return dropped.contains(String(first)) ? labels.dropFirst().joined(separator: ".") : host
    }

    private static let variantNames: Set<String> = ["amp", "print", "mobile"]

    private static func isVariantName(_ word: String) -> Bool {
        let word = word.caseFolded
        return variantNames.contains(word)
            || ["amp.html", "index.html", "index.php", "index.htm"].contains(word)
    }

    /// The name without a variant's suffix: "pier.amp.html" is a variant of "pier.html".
    private static func withoutVariantSuffix(_ name: String) -> String {
        for word in variantNames {
            if name.hasSuffix(".\(word)") { return String(name.dropLast(word.utf8.count + 1)) }
            if name.hasSuffix(".\(word).html") {
                return String(name.dropLast(word.utf8.count + 6)) + ".html"
            }
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
