/// Hashed features of one thing to be judged, each counted once.
///
/// A feature is a number below the set's size, whatever words it was made of, so a model has the
/// same size for all words that it will ever meet. Two features that share a number are told apart
/// no more; with 65,536 of them that costs less than could be measured.
struct FeatureSet {
    private(set) var features: [UInt16] = []
    /// The number of different features, as a power of two; at most 16.
    private let bits: UInt32
    /// A hash table of the features, each behind the round in which it was inserted.
    ///
    /// What is left of earlier rounds counts as empty, so a new round clears nothing; and the table
    /// is small, so that it stays in the processor's cache.
    private var table = [UInt32](repeating: 0, count: 1024)
    private var round: UInt32 = 1

    init(bits: Int) { self.bits = UInt32(clamping: min(bits, 16)) }

    mutating func removeAll() {
        features.removeAll(keepingCapacity: true)
        round += 1
        if round > UInt32(UInt16.max) {
            round = 1
            table = [UInt32](repeating: 0, count: table.count)
        }
    }

    mutating func insert(_ hash: UInt32) {
        // The finaliser of MurmurHash3, because the low bits of the hashes are poor.
        var mixed = hash
        mixed = (mixed ^ mixed >> 16) &* 0x85EB_CA6B
        mixed = (mixed ^ mixed >> 13) &* 0xC2B2_AE35
        let feature = (mixed ^ mixed >> 16) >> (32 - bits)
        guard enter(round << 16 | feature) else { return }
        features.append(UInt16(truncatingIfNeeded: feature))
        if features.count * 2 > table.count { grow() }
    }

    /// - Returns: false if the table has it already.
    private mutating func enter(_ entry: UInt32) -> Bool {
        var place = Int(entry) & (table.count - 1)
        while table[place] >> 16 == round {
            if table[place] == entry { return false }
            place = (place + 1) & (table.count - 1)
        }
        table[place] = entry
        return true
    }

    private mutating func grow() {
        table = [UInt32](repeating: 0, count: table.count * 2)
        for feature in features { _ = enter(round << 16 | UInt32(feature)) }
    }

    mutating func insert(_ family: FeatureFamily, _ a: UInt32 = 0) {
        insert(family.seed ^ a &* 0x9E37_79B1)
    }

    mutating func insert(_ family: FeatureFamily, _ a: UInt32, _ b: UInt32) {
        insert(FeatureSet.pair(family.seed ^ a &* 0x9E37_79B1, b))
    }

    mutating func insert(_ family: FeatureFamily, _ a: UInt32, _ b: UInt32, _ c: UInt32) {
        insert(FeatureSet.pair(FeatureSet.pair(family.seed ^ a &* 0x9E37_79B1, b), c))
    }

    private static func pair(_ a: UInt32, _ b: UInt32) -> UInt32 {
        ((a << 5 | a >> 27) &+ 0x7F4A_7C15) &* 0x9E37_79B1 ^ b &* 0x85EB_CA77
    }
}

/// What a feature tells of; the same words give different features in different families.
enum FeatureFamily: UInt32 {
    // Of a sentence.
    case word = 1, wordPair, wordTriple, prefix, suffix, wordClass, classPair, distantClasses
    case quotedWord, quotedShare, length
    case wordBefore, classBefore, nothingBefore, wordAfter, classAfter, nothingAfter
    case match, frame, flags, matchBefore, matchAfter, looseMention, mention, rules, rulesHere
    case aroundParty, besideParty, besidePartyClass, inParty, inPartyClass, partyLength, parties
    // Of a word, for finding the party.
    case near, nearShape, nearClass, edge, ahead, behind, shapeAhead, shapeBehind
    case isQuoted, party, partyShape, partyAhead, partyBehind, cue, noParty
    case cueAhead, cueBehind, tellingAhead, tellingBehind, always, language

    var seed: UInt32 { rawValue &* 0xC2B2_AE3D ^ 0x27D4_EB2F }
}
