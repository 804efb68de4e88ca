/// The features of a word, for telling whether it belongs to the name of a party.
struct TokenFeatures {
    let words: FeatureWords
    let language: Language
    private let sentence: Range<Int>
    /// For each word of the sentence, how the parties of the frames that matched hold it.
    private var parties: [[UInt32]]
    /// For each word, the frames that matched it.
    private var cues: [[UInt32]]
    private let hasParties: Bool
    /// For each word, how far it is to the nearest frame behind it and before it.
    private let ahead: [UInt32]
    private let behind: [UInt32]
    /// For each word, whether it tells of asking.
    private let isTelling: [Bool]

    init(
        _ words: FeatureWords, _ language: Language, _ sentence: Range<Int>, _ found: FrameFindings
    ) {
        self.words = words
        self.language = language
        self.sentence = sentence
        var parties = [[UInt32]](repeating: [], count: sentence.count)
        var cues = parties
        for match in found.matches {
            let kind = match.pattern.state.number * 2 + (match.holds ? 1 : 0)
            for party in match.parties {
                for index in party where sentence.contains(index) {
                    let place: UInt32 = index == party.lowerBound ? 8 : 0
                    Self.insert(kind + place, &parties[index - sentence.lowerBound])
                }
            }
            for index in match.range where sentence.contains(index) {
                Self.insert(kind, &cues[index - sentence.lowerBound])
            }
        }
        self.parties = parties
        self.cues = cues
        hasParties = parties.contains { !$0.isEmpty }
        behind = Self.distances(to: cues)
        ahead = Self.distances(to: cues.reversed()).reversed()
        isTelling = sentence.map { words.passage.tokens[$0].has(language.telling) }
    }

    /// For each word, how far it is to the last one before it that frames matched, in steps.
    private static func distances(to cues: [[UInt32]]) -> [UInt32] {
        var last: Int?
        return cues.indices.map { place in
            defer { if !cues[place].isEmpty { last = place } }
            return bucket(last.map { place - $0 })
        }
    }

    private static func insert(_ value: UInt32, _ values: inout [UInt32]) {
        if !values.contains(value) { values.append(value) }
    }

    /// - Parameter set: gets the features of the word.
    func collect(_ index: Int, _ set: inout FeatureSet) {
        set.removeAll()
        addNeighbours(index, &set)
        addFrames(index, &set)
        addDistances(index, &set)
        set.insert(.isQuoted, words.passage.tokens[index].isQuoted ? 1 : 0)
        set.insert(.always)
        set.insert(.language, language.salt)
    }

    private func addNeighbours(_ index: Int, _ set: inout FeatureSet) {
        for distance in -3...3 {
            let (other, place) = (index + distance, UInt32(bitPattern: Int32(distance)))
            guard sentence.contains(other) else {
                set.insert(.edge, place)
                continue
            }
            if abs(distance) <= 2 { set.insert(.near, words.word(other), place) }
            set.insert(.nearShape, words.shape(other), place)
            for name in words.classes(other) { set.insert(.nearClass, name, place) }
        }
        words.forEachEdge(of: index) { set.insert($0, $1) }
        let (word, shape) = (words.word(index), words.shape(index))
        if sentence.contains(index + 1) {
            set.insert(.ahead, word, words.word(index + 1))
            set.insert(.shapeAhead, shape, words.shape(index + 1))
        }
        if sentence.contains(index - 1) {
            set.insert(.behind, words.word(index - 1), word)
            set.insert(.shapeBehind, words.shape(index - 1), shape)
        }
    }

    private func addFrames(_ index: Int, _ set: inout FeatureSet) {
        let place = index - sentence.lowerBound
        for kind in parties[place] {
            set.insert(.party, kind)
            set.insert(.partyShape, kind, words.shape(index))
        }
        if place > 0 { for kind in parties[place - 1] { set.insert(.partyBehind, kind) } }
        if place + 1 < parties.count {
            for kind in parties[place + 1] { set.insert(.partyAhead, kind) }
        }
        for kind in cues[place] { set.insert(.cue, kind) }
        if parties[place].isEmpty { set.insert(.noParty, hasParties ? 1 : 0) }
    }

    /// How far it is to the nearest frame, and to words that tell of asking, on each side.
    private func addDistances(_ index: Int, _ set: inout FeatureSet) {
        let place = index - sentence.lowerBound
        set.insert(.cueAhead, ahead[place], words.shape(index))
        set.insert(.cueBehind, behind[place], words.shape(index))
        for distance in 1...8 {
            let far: UInt32 = distance < 3 ? 1 : distance < 6 ? 2 : 3
            add(index + distance, far, .tellingAhead, &set)
            add(index - distance, far, .tellingBehind, &set)
        }
    }

    private func add(
        _ index: Int, _ far: UInt32, _ family: FeatureFamily, _ set: inout FeatureSet
    ) {
        guard sentence.contains(index), isTelling[index - sentence.lowerBound] else { return }
        for name in words.classes(index) { set.insert(family, name, far) }
    }

    private static func bucket(_ distance: Int?) -> UInt32 {
        guard let distance else { return 9 }
        return switch distance {
        case ..<4: UInt32(clamping: distance)
        case ..<8: 5
        case ..<16: 6
        default: 7
        }
    }
}
