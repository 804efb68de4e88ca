/// Identifies an institution for good: `uk-mfa`, `nato`.
package struct InstitutionKey: Hashable, Sendable, RawRepresentable, Codable {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }
    package init(_ rawValue: String) { self.rawValue = rawValue }
}

/// A body that speaks officially.
package struct Institution: Hashable, Sendable {
    package let key: InstitutionKey
    /// The name, as it is shown.
    package let name: String
    /// Every name by which it is known, in any language, including `name`.
    package let names: [String]
    /// The country where it sits, such as `DE`, whose weekend and holidays it keeps.
    package let country: String?

    package init(key: InstitutionKey, name: String, names: [String], country: String? = nil) {
        self.key = key
        self.name = name
        self.names = names
        self.country = country
    }
}
