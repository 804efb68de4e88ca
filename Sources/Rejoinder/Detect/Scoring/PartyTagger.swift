import Foundation

/// A linear-chain conditional random field: which words of a sentence name a party.
struct PartyTagger: Sendable {
    /// What a word is: none of a party's, or the first or a later word of one.
    enum Tag: Int, Sendable, CaseIterable {
        case outside, body, inBody, person, inPerson, pronoun

        /// The tag of the first word of the same kind of party.
        var first: Tag {
            switch self {
            case .inBody: .body
            case .inPerson: .person
            default: self
            }
        }
    }

    /// A number for each tag; the last two places are not used.
    typealias Scores = SIMD8<Float>

    let bits: Int
    private static let count = Tag.allCases.count
    private let scales: Scores
    private let atStart: Scores
    /// For each tag, the scores of the tags after it.
    private let after: [Scores]
    /// For each tag, the scores of coming from the tags before it.
    private let before: [Scores]
    private let weights: [Int8]

    init(bits: Int, _ input: inout Weights.Input) throws(WeightsError) {
        self.bits = bits
        scales = Self.scores(try input.floats(Self.count))
        var after: [Scores] = []
        for _ in 0..<Self.count { after.append(Self.scores(try input.floats(Self.count))) }
        self.after = after
        atStart = Self.scores(try input.floats(Self.count))
        before = (0..<Self.count).map { to in Self.scores(after.map { $0[to] }) }
        weights = try input.weights(Self.count << bits)
    }

    private static func scores(_ values: [Float]) -> Scores {
        var scores = Scores.zero
        for (tag, value) in values.enumerated() { scores[tag] = value }
        return scores
    }

    /// The score of each tag for a word with these features.
    func scores(_ set: FeatureSet) -> Scores {
        var sums = SIMD8<Int32>.zero
        for feature in set.features {
            let place = Int(feature) * Self.count
            guard place + 5 < weights.count else { continue }
            let own = SIMD8<Int8>(
                weights[place], weights[place + 1], weights[place + 2], weights[place + 3],
                weights[place + 4], weights[place + 5], 0, 0)
            sums &+= SIMD8<Int32>(truncatingIfNeeded: own)
        }
        return Scores(sums) * scales
    }

    /// The best tags for words with these scores, and how likely each word is in a party.
    func tags(_ scores: [Scores]) -> (tags: [Tag], likelihoods: [Float]) {
        guard !scores.isEmpty else { return ([], []) }
        return (bestPath(scores), likelihoods(scores))
    }

    /// Viterbi's algorithm.
    private func bestPath(_ scores: [Scores]) -> [Tag] {
        var best = scores[0] + atStart
        var origins: [SIMD8<UInt8>] = []
        origins.reserveCapacity(scores.count)
        for place in scores.indices.dropFirst() {
            var (next, origin) = (Scores.zero, SIMD8<UInt8>.zero)
            for to in 0..<Self.count {
                let ways = best + before[to]
                let from = Self.best(ways)
                (next[to], origin[to]) = (ways[from] + scores[place][to], UInt8(from))
            }
            best = next
            origins.append(origin)
        }
        var tag = Self.best(best)
        var path = [tag]
        for origin in origins.reversed() {
            tag = Int(origin[tag])
            path.append(tag)
        }
        return path.reversed().map { Tag(rawValue: $0) ?? .outside }
    }

    /// The first of the tags with the highest score.
    private static func best(_ scores: Scores) -> Int {
        var best = 0
        for tag in 1..<count where scores[tag] > scores[best] { best = tag }
        return best
    }

    /// The forward-backward algorithm.
    private func likelihoods(_ scores: [Scores]) -> [Float] {
        var forward = [scores[0] + atStart]
        forward.reserveCapacity(scores.count)
        for place in scores.indices.dropFirst() {
            let last = forward[place - 1]
            var sums = Scores.zero
            for to in 0..<Self.count { sums[to] = Self.logSum(last + before[to]) }
            forward.append(scores[place] + sums)
        }
        var backward = Scores.zero
        let total = Self.logSum(forward[scores.count - 1])
        var likelihoods = [Float](repeating: 0, count: scores.count)
        for place in scores.indices.reversed() {
            likelihoods[place] = 1 - exp(forward[place][0] + backward[0] - total)
            let next = scores[place] + backward
            for from in 0..<Self.count { backward[from] = Self.logSum(after[from] + next) }
        }
        return likelihoods
    }

    private static func logSum(_ values: Scores) -> Float {
        var most = values[0]
        for tag in 1..<count { most = max(most, values[tag]) }
        var sum: Float = 0
        for tag in 0..<count { sum += exp(values[tag] - most) }
        return most + log(sum)
    }
}
