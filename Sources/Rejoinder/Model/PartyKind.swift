/// What kind of party was asked.
package enum PartyKind: String, Hashable, Sendable, CaseIterable {
    case person
    case organisation
    /// A ministry, an authority, a court: a body that holds an office.
    case officialBody = "official_body"
}

extension PartyKind {
    /// The narrowest scope that includes the parties of this kind.
    package var scope: PartyScope {
        switch self {
        case .officialBody: .official
        case .organisation: .organisations
        case .person: .anyone
        }
    }
}
