/// Links the parts of sentences that were split or merged.
extension SentenceAligner {
    // A part has at least this share of its word pairs in the whole, and claims a little of what
    // the other parts have left of it;
    private static let leastContainment = 0.6
    private static let leastClaim = 0.1
    // or it claims this much of what was left, and has this much of its own weight in the whole.
    private static let leastRest = 0.45
    private static let leastShare = 0.4

    /// Links each sentence that is left over with its neighbour's partner if it is a part of that.
    mutating func linkParts() {
        var unclaimed: [Int: UnclaimedWords] = [:]
        for j in new.indices where linksOfNew[j].isEmpty {
            let partners = partners(of: j, linksOfNew)
            guard let i = whole(of: new[j], partners, old, linksOfOld, new, &unclaimed) else {
                continue
            }
            link(i, j)
            unclaimed[i]?.take(new[j], weights)
        }
        unclaimed = [:]
        for i in old.indices where linksOfOld[i].isEmpty {
            let partners = partners(of: i, linksOfOld)
            guard let j = whole(of: old[i], partners, new, linksOfNew, old, &unclaimed) else {
                continue
            }
            link(i, j)
            unclaimed[j]?.take(old[i], weights)
        }
    }

    /// What the neighbours are linked with; perhaps several, as a neighbour may have been cut up.
    private func partners(of place: Int, _ links: [[Int]]) -> [Int] {
        let neighbours = [place - 1, place + 1].filter(links.indices.contains)
        return Set(neighbours.flatMap { links[$0].prefix(4) }).sorted()
    }

    private func whole(
        of part: SentenceWords, _ partners: [Int], _ wholes: [SentenceWords], _ links: [[Int]],
        _ others: [SentenceWords], _ unclaimed: inout [Int: UnclaimedWords]
    ) -> Int? {
        guard part.words.count >= 2 else { return nil }
        var best: (place: Int, share: Double)?
        for place in partners {
            let whole = wholes[place]
            if unclaimed[place] == nil {
                var rest = UnclaimedWords(whole)
                for other in links[place] { rest.take(others[other], weights) }
                unclaimed[place] = rest
            }
            guard let claim = unclaimed[place]?.claim(of: part, weights) else { continue }
            let contained = whole.containment(of: part)
            let isContained = contained >= Self.leastContainment && claim.share >= Self.leastClaim
            let isRest = claim.count >= 2 && claim.share >= Self.leastRest
            guard isContained || isRest && part.share(in: whole, weights) >= Self.leastShare else {
                continue
            }
            let share = max(contained, claim.share)
            if share > best?.share ?? 0 { best = (place, share) }
        }
        return best?.place
    }
}
