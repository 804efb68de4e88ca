/// Names an institution for good: `uk-mfa`, `nato`.
package struct InstitutionKey: Hashable, Sendable, RawRepresentable, Codable {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }
    package init(_ rawValue: String) { self.rawValue = rawValue }
}

/// A body that speaks officially.
package struct Institution: Hashable, Sendable {
    package let key: InstitutionKey
    /// The name to show.
    package let name: String
    /// Every name it is known by, in any language, `name` among them.
    package let names: [String]
    /// Where it sits, as `DE`: whose weekend and holidays it keeps.
    package let country: String?

    package init(key: InstitutionKey, name: String, names: [String], country: String? = nil) {
        self.key = key
        self.name = name
        self.names = names
        self.country = country
    }
}
