extension SentenceScorer {
    /// Words that seem to name a party.
    struct Party {
        let words: Range<Int>
        let tag: PartyTagger.Tag
        let likelihood: Float
        let isNamedByFrame: Bool
        /// Whether a frame says of it what the sentence as a whole says, and of no other.
        var isVoiced = false
    }

    /// The parties of a sentence of which a state is likely.
    ///
    /// They are those that the tagger finds, and those that the frames name and the tagger does not
    /// exclude; if there are none, the words that are likeliest to name one.
    ///
    /// - Parameter state: the likeliest of the sentence. In "A confirmed it, but B did not reply" the
    ///   tagger may hear A alone, of whom the sentence as a whole does not tell.
    mutating func parties(_ sentence: Int, _ state: AskedParty.State) -> [Party] {
        let range = finder.passage.sentences[sentence]
        let (tags, likelihoods) = tagged(sentence)
        let found = Self.spans(tags, from: range.lowerBound)
        let named = findings[sentence].mentions.filter { !$0.isLoose && !$0.words.isEmpty }
        func likelihood(_ words: Range<Int>) -> Float {
            words.filter(range.contains).map { likelihoods[$0 - range.lowerBound] }.max() ?? 0
        }
        var parties = found.map { words, tag in
            let same = named.first { $0.words.overlaps(words) }
            return Party(
                words: same?.words ?? words, tag: tag, likelihood: likelihood(words),
                isNamedByFrame: same != nil)
        }
        // Where the tagger is silent altogether, the frames need no second voice; and of a list of
        // parties it often finds only one.
        let listed = listed(sentence, with: found.map(\.words))
        let isHeard = named.contains { mention in
            mention.state == state && found.contains { $0.words.overlaps(mention.words) }
        }
        for mention in named {
            let isVoiced = !isHeard && mention.state == state && state != .responded
            let least: Float = found.isEmpty || isVoiced ? 0 : 0.1
            let own = likelihood(mention.words)
            let list = listed.filter { $0.contains { $0.overlaps(mention.words) } }.joined()
            let likelihood = list.map(likelihood).reduce(own, max)
            guard likelihood >= least else { continue }
            parties.append(
                Party(
                    words: mention.words, tag: mention.isPronoun ? .pronoun : .body,
                    likelihood: likelihood, isNamedByFrame: true, isVoiced: isVoiced))
        }
        if !parties.isEmpty { return Self.unique(likely(parties, of: sentence)) }
        guard let words = likeliest(likelihoods, from: range.lowerBound) else { return [] }
        return [
            Party(words: words, tag: .body, likelihood: likelihood(words), isNamedByFrame: false)
        ]
    }

    /// The lists of parties in frames that hold, of which the tagger finds a member.
    private func listed(_ sentence: Int, with found: [Range<Int>]) -> [[Range<Int>]] {
        findings[sentence].matches.filter { match in
            match.holds && match.parties.count > 1
                && match.parties.contains { party in found.contains { $0.overlaps(party) } }
        }.map(\.parties)
    }

    private mutating func tagged(
        _ sentence: Int
    ) -> (tags: [PartyTagger.Tag], likelihoods: [Float]) {
        let range = finder.passage.sentences[sentence]
        let features = TokenFeatures(words, finder.language, range, findings[sentence])
        return weights.tagger.tags(
            range.map { index in
                features.collect(index, &token)
                return weights.tagger.scores(token)
            })
    }

    /// Those that are likely enough; if none is, the likeliest, with the others of its list.
    private func likely(_ parties: [Party], of sentence: Int) -> [Party] {
        let likely = parties.filter { $0.likelihood >= ($0.isVoiced ? 0.1 : 0.2) }
        guard likely.isEmpty, let best = parties.max(by: { $0.likelihood < $1.likelihood }) else {
            return likely
        }
        let list = findings[sentence].matches.filter(\.holds).map(\.parties).first {
            $0.contains { $0.overlaps(best.words) }
        }
        return parties.filter { party in
            party.words == best.words
                || list?.contains { $0.overlaps(party.words) } ?? false
        }
    }

    /// Two words of one name may be told as two parties; it is named once.
    private static func unique(_ parties: [Party]) -> [Party] {
        var kept: [Party] = []
        for party in parties where !kept.contains(where: { $0.words.overlaps(party.words) }) {
            kept.append(party)
        }
        return kept.sorted { $0.words.lowerBound < $1.words.lowerBound }
    }

    private static func spans(
        _ tags: [PartyTagger.Tag], from start: Int
    ) -> [(words: Range<Int>, tag: PartyTagger.Tag)] {
        var spans: [(words: Range<Int>, tag: PartyTagger.Tag)] = []
        for (place, tag) in tags.enumerated() where tag != .outside {
            let place = start + place
            if tag != tag.first, let last = spans.last, last.words.upperBound == place,
                last.tag == tag.first
            {
                spans[spans.count - 1].words = last.words.lowerBound..<place + 1
            } else {
                spans.append((place..<place + 1, tag.first))
            }
        }
        return spans
    }

    /// The words around the likeliest one that are half as likely; nil if it is very unlikely.
    private func likeliest(_ likelihoods: [Float], from start: Int) -> Range<Int>? {
        guard let best = likelihoods.indices.max(by: { likelihoods[$0] < likelihoods[$1] }),
            likelihoods[best] >= 0.01
        else { return nil }
        var (first, last) = (best, best)
        while first > 0, likelihoods[first - 1] > likelihoods[best] / 2 { first -= 1 }
        while last + 1 < likelihoods.count, likelihoods[last + 1] > likelihoods[best] / 2 {
            last += 1
        }
        return start + first..<start + last + 1
    }
}
