/// Whose statements are told; those of others are recorded, and no more.
package enum ToldStatements: String, Hashable, Sendable, CaseIterable {
    /// Those of configured institutions, and what stands in an institution's own feed.
    case configured
    /// Also those of every body that the program knows by itself.
    case all
    case none
}
