/// The features of a sentence, for telling whether it says that somebody was asked.
struct SentenceFeatures {
    let words: FeatureWords
    let language: Language

    /// - Parameters:
    ///   - sentence: its number in the passage.
    ///   - findings: what the frames find in it and in the sentences beside it.
    ///   - own: gets the features of the sentence itself; those of the frames are the last.
    ///   - beside: gets those of the sentences before and after it.
    /// - Returns: how many features are not of the frames.
    @discardableResult
    func collect(
        _ sentence: Int, _ findings: (Int) -> FrameFindings, own: inout FeatureSet,
        beside: inout FeatureSet
    ) -> Int {
        own.removeAll()
        beside.removeAll()
        let range = words.passage.sentences[sentence]
        addWords(range, &own)
        addClasses(range, &own)
        addQuotation(range, &own)
        let found = findings(sentence)
        addParties(found, range, &own)
        let plain = own.features.count
        addFrames(found, &own)
        addNeighbour(sentence - 1, .wordBefore, .classBefore, .nothingBefore, &beside)
        addNeighbour(sentence + 1, .wordAfter, .classAfter, .nothingAfter, &beside)
        addMatches(sentence - 1, .matchBefore, findings, &beside)
        addMatches(sentence + 1, .matchAfter, findings, &beside)
        return plain
    }

    private func addMatches(
        _ neighbour: Int, _ family: FeatureFamily, _ findings: (Int) -> FrameFindings,
        _ set: inout FeatureSet
    ) {
        guard words.passage.sentences.indices.contains(neighbour) else { return }
        for match in findings(neighbour).matches {
            set.insert(family, match.pattern.state.number, match.holds ? 1 : 0)
        }
    }

    private func addWords(_ range: Range<Int>, _ set: inout FeatureSet) {
        let last = range.upperBound - 1
        for index in range {
            let word = words.word(index)
            set.insert(.word, word)
            if index < last { set.insert(.wordPair, word, words.word(index + 1)) }
            if index + 1 < last {
                set.insert(.wordTriple, word, words.word(index + 1), words.word(index + 2))
            }
            words.forEachEdge(of: index) { set.insert($0, $1) }
        }
    }

    private func addClasses(_ range: Range<Int>, _ set: inout FeatureSet) {
        for index in range {
            for place in words.places(index) {
                let name = words.classes[place]
                set.insert(.wordClass, name)
                for distance in 1...3 where index + distance < range.upperBound {
                    for other in words.places(index + distance) {
                        set.insert(
                            distance == 1 ? .classPair : .distantClasses, name, words.classes[other]
                        )
                    }
                }
            }
        }
    }

    private func addQuotation(_ range: Range<Int>, _ set: inout FeatureSet) {
        var quoted = 0
        for index in range where words.passage.tokens[index].isQuoted {
            quoted += 1
            set.insert(.quotedWord, words.word(index))
        }
        set.insert(.quotedShare, UInt32(clamping: quoted * 4 / max(1, range.count)))
        set.insert(.length, UInt32(clamping: min(6, range.count / 8)))
    }

    private func addNeighbour(
        _ sentence: Int, _ word: FeatureFamily, _ name: FeatureFamily, _ nothing: FeatureFamily,
        _ set: inout FeatureSet
    ) {
        guard words.passage.sentences.indices.contains(sentence) else { return set.insert(nothing) }
        for index in words.passage.sentences[sentence] {
            set.insert(word, words.word(index))
            for other in words.classes(index) { set.insert(name, other) }
        }
    }

    private func addFrames(_ found: FrameFindings, _ set: inout FeatureSet) {
        for match in found.matches {
            let (state, holds) = (match.pattern.state.number, UInt32(match.holds ? 1 : 0))
            set.insert(.match, state, holds + (match.isPlain ? 1 : 0))
            set.insert(.frame, match.pattern.hash, language.salt, holds)
            set.insert(.flags, match.pattern.flags.rawValue, state, holds)
        }
        var states = Set<AskedParty.State>()
        for mention in found.mentions {
            guard !mention.isLoose else {
                set.insert(.looseMention, mention.state.number)
                continue
            }
            states.insert(mention.state)
            let kind = (mention.isQuestion ? 1 : 0) + (mention.isHolding ? 2 : 0)
            set.insert(.mention, mention.state.number, UInt32(kind + (mention.isAnaphor ? 4 : 0)))
        }
        let said = AskedParty.State.mostSignificant(of: states)?.number ?? 9
        set.insert(.rules, said)
        set.insert(.rulesHere, said, language.salt)
    }

    /// What stands around the parties that the frames name, and in them.
    private func addParties(
        _ found: FrameFindings, _ range: Range<Int>, _ set: inout FeatureSet
    ) {
        let parties = Set(found.matches.flatMap(\.parties)).sorted {
            ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound)
        }
        set.insert(.parties, UInt32(clamping: min(3, parties.count)))
        for party in parties.prefix(4) {
            addSurroundings(party, range, &set)
            set.insert(.partyLength, UInt32(clamping: party.count))
            for index in party {
                set.insert(.inParty, words.word(index))
                for name in words.classes(index) { set.insert(.inPartyClass, name) }
            }
        }
    }

    private func addSurroundings(
        _ party: Range<Int>, _ range: Range<Int>, _ set: inout FeatureSet
    ) {
        /// The word at a distance from the party, which counts as one word.
        func word(_ distance: Int) -> UInt32? {
            guard distance != 0 else { return 1 }
            let index =
                distance < 0 ? party.lowerBound + distance : party.upperBound + distance - 1
            return range.contains(index) ? words.word(index) : nil
        }
        for distance in -3...4 where distance != 0 {
            guard let beside = word(distance) else { continue }
            let place = UInt32(bitPattern: Int32(distance))
            set.insert(.besideParty, beside, place)
            let index =
                distance < 0 ? party.lowerBound + distance : party.upperBound + distance - 1
            for name in words.classes(index) { set.insert(.besidePartyClass, name, place) }
        }
        for first in -3...0 {
            for last in max(first + 1, 0)...(first + 3) {
                var hash = FeatureWords.Hash(0)
                var isWhole = true
                for distance in first...last {
                    guard let beside = word(distance) else {
                        isWhole = false
                        break
                    }
                    hash.add(word: beside)
                }
                if isWhole { set.insert(.aroundParty, hash.value) }
            }
        }
    }
}

extension AskedParty.State {
    /// The state's place among those that a model tells apart; `none` is the one after them.
    var number: UInt32 {
        switch self {
        case .awaiting: 0
        case .declined: 1
        case .responded: 2
        }
    }
}
