extension MentionFinder {
    /// Drops a question if the text goes on to tell its outcome, which is told instead.
    func settled(_ partyMentions: [PartyMention]) -> [PartyMention] {
        var partyMentions = partyMentions.map(withQuestion)
        var dropped = Set<Int>()
        for (index, later) in partyMentions.enumerated()
        where later.state != .awaiting && !later.isLoose {
            let earlier = partyMentions.indices.prefix(upTo: index).last { place in
                let other = partyMentions[place]
                return other.isQuestion && later.sentence - other.sentence <= 2
                    && (other.name == later.name || later.isPronoun
                        || Detector.isSameName(other.name, later.name))
            }
            guard let earlier else { continue }
            if later.isPronoun {
                partyMentions[earlier] = partyMentions[earlier].answered(by: later)
                dropped.insert(index)
            } else {
                if later.state == .responded, !tellsOfSilence(passage.sentences[later.sentence]) {
                    partyMentions[index].question = partyMentions[earlier].sentence
                }
                dropped.insert(earlier)
            }
        }
        for (index, later) in partyMentions.enumerated()
        where later.isPronoun && later.state == .declined {
            // Joins the two mentions in "The bank said it had no comment."
            let speaker = partyMentions.indices.prefix(upTo: index).last {
                partyMentions[$0].sentence == later.sentence
                    && partyMentions[$0].state == .responded
            }
            if let speaker {
                partyMentions[speaker] = partyMentions[speaker].refusing()
                dropped.insert(index)
            }
        }
        return partyMentions.enumerated().filter { !dropped.contains($0.offset) }.map(\.element)
    }

    /// An answer with its question, if its own sentence tells of that.
    ///
    /// "Asked about it, he said" may be anybody's.
    private func withQuestion(_ mention: PartyMention) -> PartyMention {
        guard mention.state == .responded, mention.question == nil, !mention.isPronoun,
            passage.sentences.indices.contains(mention.sentence),
            tellsOfQuestion(passage.sentences[mention.sentence], of: mention.words),
            !tellsOfSilence(passage.sentences[mention.sentence])
        else { return mention }
        var copy = mention
        copy.question = mention.sentence
        return copy
    }

    /// Leaves each party one state in a sentence: the one that its nearest frame gives.
    func merged(_ partyMentions: [PartyMention]) -> [PartyMention] {
        var kept: [PartyMention] = []
        for mention in partyMentions {
            if let index = kept.firstIndex(where: { $0.place == mention.place }) {
                if mention.rank > kept[index].rank {
                    kept[index] = mention
                } else if mention.state == kept[index].state {
                    kept[index].isLoose = kept[index].isLoose && mention.isLoose
                    kept[index].isHolding = kept[index].isHolding || mention.isHolding
                }
            } else if !kept.contains(where: { $0.name == mention.name && $0.rank >= mention.rank }
            ) {
                kept.append(mention)
            }
        }
        return kept
    }
}

extension PartyMention {
    /// Within a sentence, a refusal outranks waiting, and waiting outranks an answer.
    fileprivate var rank: Int {
        switch state {
        case .awaiting: 1
        case .responded: 0
        case .declined: 2
        }
    }
}
