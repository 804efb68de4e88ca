extension SightingFinder {
    /// A question whose outcome the text goes on to tell is told once, by its outcome.
    func settled(_ sightings: [PartySighting]) -> [PartySighting] {
        var sightings = sightings
        var dropped = Set<Int>()
        for (index, later) in sightings.enumerated()
        where later.state != .awaiting && !later.isLoose {
            let earlier = sightings.indices.prefix(upTo: index).last { place in
                let other = sightings[place]
                return other.isQuestion && later.sentence - other.sentence <= 2
                    && (other.name == later.name || later.isPronoun
                        || Detector.isSameName(other.name, later.name))
            }
            guard let earlier else { continue }
            if later.isPronoun {
                sightings[earlier].state = later.state
                dropped.insert(index)
            } else {
                dropped.insert(earlier)
            }
        }
        for (index, later) in sightings.enumerated()
        where later.isPronoun && later.state == .declined {
            // "The bank said it had no comment."
            let speaker = sightings.indices.prefix(upTo: index).last {
                sightings[$0].sentence == later.sentence && sightings[$0].state == .responded
            }
            if let speaker {
                sightings[speaker] = sightings[speaker].refusing()
                dropped.insert(index)
            }
        }
        return sightings.enumerated().filter { !dropped.contains($0.offset) }.map(\.element)
    }

    /// One party is in one state in a sentence, the one that its nearest frame gives.
    func merged(_ sightings: [PartySighting]) -> [PartySighting] {
        var kept: [PartySighting] = []
        for sighting in sightings {
            if let index = kept.firstIndex(where: { $0.place == sighting.place }) {
                if sighting.rank > kept[index].rank {
                    kept[index] = sighting
                } else if sighting.state == kept[index].state {
                    kept[index].isLoose = kept[index].isLoose && sighting.isLoose
                    kept[index].isHolding = kept[index].isHolding || sighting.isHolding
                }
            } else if !kept.contains(where: { $0.name == sighting.name && $0.rank >= sighting.rank }
            ) {
                kept.append(sighting)
            }
        }
        return kept
    }
}

extension PartySighting {
    /// A refusal tells more than an answer, an answer more than waiting, within a sentence.
    fileprivate var rank: Int {
        switch state {
        case .awaiting: 1
        case .responded: 0
        case .declined: 2
        }
    }
}
