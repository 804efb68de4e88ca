/// How sure it is that a party was asked, as far as it matters for what follows.
package enum Certainty: Int, Comparable, Sendable {
    /// Too unlikely to follow up: it is recorded, and no more.
    case unlikely
    /// Nothing follows from it unless a person says so.
    case doubtful
    case sure

    package static func < (first: Certainty, second: Certainty) -> Bool {
        first.rawValue < second.rawValue
    }
}

/// The confidence from which a mention of an asked party is doubtful, and from which it is sure.
package struct CertaintyThresholds: Hashable, Sendable {
    /// From here on an inquiry opens; from 0 to 1.
    package var openAbove = 0.7
    /// From here up to `openAbove` a mention is doubtful; from 0 to `openAbove`.
    package var doubtAbove = 0.5

    package init() {}

    /// Everything is sure, however unlikely.
    static let none: CertaintyThresholds = {
        var thresholds = CertaintyThresholds()
        (thresholds.openAbove, thresholds.doubtAbove) = (0, 0)
        return thresholds
    }()

    package func certainty(of confidence: Double) -> Certainty {
        if confidence >= openAbove { return .sure }
        return confidence >= doubtAbove ? .doubtful : .unlikely
    }
}
