import Foundation

/// How sure it is that a party and its state are right, from what speaks for them.
struct ConfidenceModel: Sendable {
    static let count = 5
    /// The constant; the factors of the state's and of the party's log odds; what it adds that the
    /// frames name the party, and that they give the same state.
    let coefficients: [Float]

    /// - Returns: a probability, from 0 to 1.
    func confidence(_ evidence: PartyEvidence) -> Double {
        let values: [Float] = [
            1, Self.logOdds(evidence.state), Self.logOdds(evidence.party),
            evidence.isNamedByFrame ? 1 : 0, evidence.isStateOfFrame ? 1 : 0,
        ]
        let sum = zip(coefficients, values).reduce(0) { $0 + $1.0 * $1.1 }
        return Double(1 / (1 + exp(-sum)))
    }

    private static func logOdds(_ probability: Float) -> Float {
        let bounded = min(max(probability, 0.001), 0.999)
        return log(bounded / (1 - bounded))
    }
}

/// What speaks for a party that a sentence seems to name.
package struct PartyEvidence: Hashable, Sendable {
    /// How likely the sentence model finds the state, from 0 to 1.
    package let state: Float
    /// How likely the tagger finds that these words name a party, from 0 to 1.
    package let party: Float
    /// Whether the frames name the party, too.
    package let isNamedByFrame: Bool
    /// Whether they give it the same state.
    package let isStateOfFrame: Bool
}
