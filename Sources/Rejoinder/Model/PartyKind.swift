/// What kind of party was asked.
package enum PartyKind: String, Hashable, Sendable, CaseIterable {
    case person
    case organisation
    /// A ministry, an authority, a court: a body that holds an office.
    case officialBody = "official_body"
}
