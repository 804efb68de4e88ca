import Foundation

/// A logistic regression: what a sentence says, by its features.
struct SentenceModel: Sendable {
    static let outcomes = 4
    let bits: Int
    private let scales: [Float]
    private let biases: [Float]
    /// The weights of each feature, one for each outcome.
    private let weights: [Int8]

    init(bits: Int, _ input: inout Weights.Input) throws(WeightsError) {
        self.bits = bits
        scales = try input.floats(Self.outcomes)
        biases = try input.floats(Self.outcomes)
        weights = try input.weights(Self.outcomes << bits)
    }

    /// The probabilities of the three states and of none of them.
    ///
    /// The sentence's own features count twice as much as those of its neighbours, and many features
    /// together no more than few: a long sentence says no more than a short one.
    func probabilities(own: FeatureSet, beside: FeatureSet) -> SentenceProbabilities {
        let (own, beside) = (sums(own), sums(beside))
        let length = Float(60 + own.count + beside.count).squareRoot()
        var scores = [Float](repeating: 0, count: Self.outcomes)
        for outcome in scores.indices {
            let sum = Float(own.sums[outcome]) + 0.5 * Float(beside.sums[outcome])
            scores[outcome] = biases[outcome] + scales[outcome] * sum / length
        }
        return SentenceProbabilities(Self.softmax(scores))
    }

    private func sums(_ set: FeatureSet) -> (sums: [Int32], count: Int) {
        var sums: (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
        for feature in set.features {
            let place = Int(feature) * Self.outcomes
            guard place + 3 < weights.count else { continue }
            sums.0 &+= Int32(weights[place])
            sums.1 &+= Int32(weights[place + 1])
            sums.2 &+= Int32(weights[place + 2])
            sums.3 &+= Int32(weights[place + 3])
        }
        return ([sums.0, sums.1, sums.2, sums.3], set.features.count)
    }

    static func softmax(_ scores: [Float]) -> [Float] {
        let most = scores.max() ?? 0
        let powers = scores.map { exp($0 - most) }
        let sum = powers.reduce(0, +)
        return powers.map { $0 / sum }
    }
}

/// How likely each state is in a sentence; they and "none" together are 1.
struct SentenceProbabilities: Sendable {
    private let values: [Float]

    init(_ values: [Float]) { self.values = values }

    subscript(state: AskedParty.State) -> Float {
        let place = Int(state.number)
        return values.indices.contains(place) ? values[place] : 0
    }

    /// The likeliest state; nil if it is likelier that nobody was asked.
    var likeliest: AskedParty.State? {
        var (best, most) = (AskedParty.State?.none, values.last ?? 1)
        for state in AskedParty.State.allCases where self[state] > most {
            (best, most) = (state, self[state])
        }
        return best
    }
}
