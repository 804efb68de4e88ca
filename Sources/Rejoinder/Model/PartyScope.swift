/// For whom texts may open inquiries; each case includes those before it.
///
/// Of a party, it is the narrowest one that includes the party.
package enum PartyScope: String, Hashable, Sendable, CaseIterable, Comparable {
    /// The institutions of the configuration.
    case configured
    /// Also bodies that hold an office: ministries, courts, the police.
    case official
    /// Also companies, clubs, parties and campaigns.
    case organisations
    /// Also persons.
    case anyone

    package static func < (first: PartyScope, second: PartyScope) -> Bool {
        first.breadth < second.breadth
    }

    private var breadth: Int {
        switch self {
        case .configured: 0
        case .official: 1
        case .organisations: 2
        case .anyone: 3
        }
    }
}
