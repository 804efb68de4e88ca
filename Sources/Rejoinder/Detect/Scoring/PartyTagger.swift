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

    let bits: Int
    private static let count = Tag.allCases.count
    private let scales: [Float]
    /// The score of each tag after each tag, and in the last row at the beginning.
    private let transitions: [Float]
    private let weights: [Int8]

    init(bits: Int, _ input: inout Weights.Input) throws(WeightsError) {
        self.bits = bits
        scales = try input.floats(Self.count)
        transitions = try input.floats((Self.count + 1) * Self.count)
        weights = try input.weights(Self.count << bits)
    }

    /// The score of each tag for a word with these features.
    func scores(_ set: FeatureSet) -> [Float] {
        var sums = [Int32](repeating: 0, count: Self.count)
        for feature in set.features {
            let place = Int(feature) * Self.count
            guard place + Self.count <= weights.count else { continue }
            for tag in 0..<Self.count { sums[tag] &+= Int32(weights[place + tag]) }
        }
        return zip(sums, scales).map { Float($0) * $1 }
    }

    /// The best tags for words with these scores, and how likely each word is in a party.
    func tags(_ scores: [[Float]]) -> (tags: [Tag], likelihoods: [Float]) {
        guard !scores.isEmpty else { return ([], []) }
        return (bestPath(scores), likelihoods(scores))
    }

    private func transition(_ from: Int, _ to: Int) -> Float { transitions[from * Self.count + to] }

    /// Viterbi's algorithm.
    private func bestPath(_ scores: [[Float]]) -> [Tag] {
        var best = (0..<Self.count).map { scores[0][$0] + transition(Self.count, $0) }
        var origins: [[Int]] = []
        for place in scores.indices.dropFirst() {
            var (next, origin) = (best, [Int](repeating: 0, count: Self.count))
            for to in 0..<Self.count {
                var most = -Float.infinity
                for from in 0..<Self.count where best[from] + transition(from, to) > most {
                    (most, origin[to]) = (best[from] + transition(from, to), from)
                }
                next[to] = most + scores[place][to]
            }
            best = next
            origins.append(origin)
        }
        var tag = best.indices.max { best[$0] < best[$1] } ?? 0
        var path = [tag]
        for origin in origins.reversed() {
            tag = origin[tag]
            path.append(tag)
        }
        return path.reversed().map { Tag(rawValue: $0) ?? .outside }
    }

    /// The forward-backward algorithm.
    private func likelihoods(_ scores: [[Float]]) -> [Float] {
        var forward = [(0..<Self.count).map { scores[0][$0] + transition(Self.count, $0) }]
        for place in scores.indices.dropFirst() {
            let last = forward[place - 1]
            forward.append(
                (0..<Self.count).map { to in
                    scores[place][to]
                        + Self.logSum((0..<Self.count).map { last[$0] + transition($0, to) })
                })
        }
        var backward = [Float](repeating: 0, count: Self.count)
        let total = Self.logSum(forward[scores.count - 1])
        var likelihoods = [Float](repeating: 0, count: scores.count)
        for place in scores.indices.reversed() {
            likelihoods[place] = 1 - exp(forward[place][0] + backward[0] - total)
            let next = (0..<Self.count).map { scores[place][$0] + backward[$0] }
            backward = (0..<Self.count).map { from in
                Self.logSum((0..<Self.count).map { transition(from, $0) + next[$0] })
            }
        }
        return likelihoods
    }

    private static func logSum(_ values: [Float]) -> Float {
        let most = values.max() ?? 0
        return most + log(values.reduce(0) { $0 + exp($1 - most) })
    }
}
