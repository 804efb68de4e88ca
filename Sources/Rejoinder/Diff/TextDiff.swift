/// Two texts with their sentences matched.
struct TextDiff: Sendable {
    /// Sentences that belong together.
    ///
    /// There is one on each side, or several after a split or merge, or none on one side.
    struct Group: Sendable {
        var old: [Int]
        var new: [Int]
        /// Whether the group changed its place among the others.
        var isMoved = false
    }

    let old: DiffText
    let new: DiffText
    let table: WordTable
    /// In the order of the new text; what was removed stands where it stood before.
    private(set) var groups: [Group] = []

    init(from oldText: String, to newText: String) {
        self.init(from: TokenizedText(oldText), to: TokenizedText(newText))
    }

    init(from oldText: TokenizedText, to newText: TokenizedText) {
        var table = WordTable(expected: (oldText.bytes.count + newText.bytes.count) / 16)
        old = DiffText(oldText, &table)
        new = DiffText(newText, &table)
        self.table = table
        groups = ordered(markingMoves(components()))
    }

    /// Whether both texts have the same words and marks in the same order.
    var isEqual: Bool {
        old.tokens.count == new.tokens.count
            && zip(old.tokens, new.tokens).allSatisfy { $0.name == $1.name }
    }

    func oldTokens(_ group: Group) -> [Int] {
        group.old.flatMap { Array(old.sentences[$0].tokens) }
    }
    func newTokens(_ group: Group) -> [Int] {
        group.new.flatMap { Array(new.sentences[$0].tokens) }
    }

    private func words(_ text: DiffText) -> [[Int32]] {
        text.sentences.map { text.foldedWords($0.tokens, table) }
    }

    private func components() -> [Group] {
        var aligner = SentenceAligner(words(old), words(new))
        var groupOfOld = Array(repeating: -1, count: old.sentences.count)
        var groupOfNew = Array(repeating: -1, count: new.sentences.count)
        var groups: [Group] = []
        // If a sentence is linked with several others, those others have no other links.
        for link in aligner.links() {
            let known = max(groupOfOld[link.old], groupOfNew[link.new])
            if known < 0 {
                groupOfOld[link.old] = groups.count
                groupOfNew[link.new] = groups.count
                groups.append(Group(old: [link.old], new: [link.new]))
                continue
            }
            if groupOfOld[link.old] < 0 {
                groups[known].old.append(link.old)
                groupOfOld[link.old] = known
            }
            if groupOfNew[link.new] < 0 {
                groups[known].new.append(link.new)
                groupOfNew[link.new] = known
            }
        }
        for i in groupOfOld.indices where groupOfOld[i] < 0 {
            groups.append(Group(old: [i], new: []))
        }
        for j in groupOfNew.indices where groupOfNew[j] < 0 {
            groups.append(Group(old: [], new: [j]))
        }
        return groups.map { Group(old: $0.old.sorted(), new: $0.new.sorted()) }
    }

    /// Marks the fewest words as moved without which no two links cross.
    private func markingMoves(_ groups: [Group]) -> [Group] {
        var groups = groups
        let linked = groups.indices.filter { !groups[$0].old.isEmpty && !groups[$0].new.isEmpty }
            .sorted { groups[$0].old[0] < groups[$1].old[0] }
        let places = linked.map { groups[$0].new[0] }
        let weights = linked.map { index in
            groups[index].new.reduce(0) { $0 + new.sentences[$1].tokens.count }
        }
        let kept = HeaviestIncrease.places(places, weights: weights)
        for (place, index) in linked.enumerated() where !kept[place] {
            groups[index].isMoved = true
        }
        return groups
    }

    private func ordered(_ groups: [Group]) -> [Group] {
        var newPlaceOfOld = Array(repeating: -1, count: old.sentences.count)
        for group in groups where !group.isMoved {
            for i in group.old where !group.new.isEmpty { newPlaceOfOld[i] = group.new[0] }
        }
        var last = -1
        for i in newPlaceOfOld.indices {
            if newPlaceOfOld[i] >= 0 { last = newPlaceOfOld[i] } else { newPlaceOfOld[i] = last }
        }
        func key(_ group: Group) -> (Int, Int, Int) {
            if let j = group.new.first { return (j, 0, 0) }
            guard let i = group.old.first else { return (0, 0, 0) }
            return (newPlaceOfOld[i], 1, i)
        }
        return groups.map { (key($0), $0) }.sorted { $0.0 < $1.0 }.map(\.1)
    }
}

/// Finds the heaviest increasing subsequence, in O(n log n).
enum HeaviestIncrease {
    /// Whether each element belongs to it.
    static func places(_ values: [Int], weights: [Int]) -> [Bool] {
        var kept = Array(repeating: false, count: values.count)
        guard let most = values.max() else { return kept }
        // A tree of prefix maxima over the values gives the heaviest sequence that ends at a value
        // or below.
        var heaviest = Array(repeating: (weight: 0, place: -1), count: most + 2)
        var previous = Array(repeating: -1, count: values.count)
        for (place, value) in values.enumerated() {
            var best = (weight: 0, place: -1)
            var node = value
            while node > 0 {
                if heaviest[node].weight > best.weight { best = heaviest[node] }
                node &= node - 1
            }
            previous[place] = best.place
            let weight = best.weight + weights[place]
            node = value + 1
            while node < heaviest.count {
                if weight > heaviest[node].weight { heaviest[node] = (weight, place) }
                node += node & -node
            }
        }
        var best = (weight: 0, place: -1)
        var node = most + 1
        while node > 0 {
            if heaviest[node].weight > best.weight { best = heaviest[node] }
            node &= node - 1
        }
        var place = best.place
        while place >= 0 {
            kept[place] = true
            place = previous[place]
        }
        return kept
    }
}
