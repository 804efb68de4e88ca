/// Pairs the statements of two texts.
struct StatementAlignment {
    private let old: [Statement]
    private let new: [Statement]
    private let before: [Profile]
    private let after: [Profile]

    /// The number of pairs to compare, at most; beyond it, statements count as gone and new.
    private static let most = 250_000

    /// The number of statements with the same words to compare, at most.
    private static let mostOfOne = 32

    init(old: [Statement], new: [Statement]) {
        self.old = old
        self.new = new
        before = old.map(Profile.init)
        after = new.map(Profile.init)
    }

    func changes() -> [StatementChange] {
        var partners: [Int: Int] = [:]
        var isFree = Array(repeating: true, count: old.count)
        var kept: Set<Int> = []
        matchSame(&partners, &isFree, &kept)
        pairSimilar(&partners, &isFree)
        var changes: [StatementChange] = new.indices.compactMap { index in
            guard !kept.contains(index) else { return nil }
            guard let partner = partners[index] else { return .published(new[index]) }
            return .changed(from: old[partner], to: new[index])
        }
        changes += old.indices.filter { isFree[$0] }.map { .withdrawn(old[$0]) }
        return changes
    }

    /// Pairs statements with the same words by the same speaker, in order.
    private func matchSame(
        _ partners: inout [Int: Int], _ isFree: inout [Bool], _ kept: inout Set<Int>
    ) {
        var places: [[UInt64]: [Int]] = [:]
        // The last come first, because used ones are removed from the end.
        for index in old.indices.reversed() {
            places[before[index].words, default: []].append(index)
        }
        for index in new.indices {
            let words = after[index].words
            guard
                let found = places[words]?.suffix(Self.mostOfOne).lastIndex(where: { place in
                    before[place].isDenial == after[index].isDenial
                        && before[place].isSameSpeaker(after[index])
                }), let same = places[words]?.remove(at: found)
            else { continue }
            isFree[same] = false
            partners[index] = same
            kept.insert(index)
        }
    }

    /// Pairs statements that have words in common, the most similar first.
    private func pairSimilar(_ partners: inout [Int: Int], _ isFree: inout [Bool]) {
        let left = old.indices.filter { isFree[$0] }
        let right = new.indices.filter { partners[$0] == nil }
        guard left.count * right.count <= Self.most else { return }
        var pairs: [(score: Double, old: Int, new: Int)] = []
        for place in left {
            for index in right {
                let score = before[place].likeness(after[index])
                if score > 0 { pairs.append((score, place, index)) }
            }
        }
        pairs.sort { ($1.score, $0.new, $0.old) < ($0.score, $1.new, $1.old) }
        for pair in pairs where isFree[pair.old] && partners[pair.new] == nil {
            isFree[pair.old] = false
            partners[pair.new] = pair.old
        }
    }
}

/// The parts of a statement that are compared.
private struct Profile {
    /// The content's words in order, without punctuation.
    let words: [UInt64]
    let isDenial: Bool
    private let counts: [UInt64: Int]
    private let institution: InstitutionKey?
    private let source: [UInt64]
    private let names: Set<UInt64>

    init(_ statement: Statement) {
        words = Self.words(statement.content).map(\.hash)
        counts = words.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        institution = statement.institution
        let source = Self.words(statement.source)
        self.source = source.map(\.hash)
        names = Set(source.filter { $0.isCapital && $0.bytes.count >= 3 }.map(\.hash))
        isDenial = Self.words(statement.cue).contains { token in
            Self.lexicons.contains {
                $0.classes(of: token.hash).has([.denial, .negation])
            }
        }
    }

    private static let lexicons = ReadLanguages.embedded.lexicons

    private static func words(_ text: String) -> SafeArray<AttributionToken> {
        ReadLanguages.embedded.first.map { lexicon in
            WordTagger.tokens(of: TokenizedText(text), lexicon: lexicon).filter(\.isWord)
        } ?? []
    }

    func isSameSpeaker(_ other: Profile) -> Bool {
        if source == other.source { return true }
        if let institution, institution == other.institution { return true }
        return !names.isDisjoint(with: other.names)
    }

    /// How alike the statements are, from 0 for different statements to 1.
    func likeness(_ other: Profile) -> Double {
        let common = counts.reduce(0) { $0 + min($1.value, other.counts[$1.key] ?? 0) }
        let sum = words.count + other.words.count
        guard sum > 0 else { return 0 }
        let share = 2 * Double(common) / Double(sum)
        // From the same speaker a rewording will do; from another the words must be almost the
        // same.
        return share >= (isSameSpeaker(other) ? 0.4 : 0.8) ? share : 0
    }
}
