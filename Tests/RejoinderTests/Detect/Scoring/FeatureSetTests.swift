import Testing

@testable import Rejoinder

@Suite("A set of features") struct FeatureSetTests {
    private func features(_ hashes: some Sequence<UInt32>) -> [UInt16] {
        var set = FeatureSet(bits: 16)
        for hash in hashes { set.insert(hash) }
        return set.features
    }

    @Test("has each feature once, in the order of the first, however many there are")
    func once() {
        var expected: [UInt16] = []
        var known: Set<UInt16> = []
        for hash: UInt32 in 0..<20_000 {
            let feature = features([hash])[0]
            if known.insert(feature).inserted { expected.append(feature) }
        }
        #expect(expected.count > 10_000 && expected.count < 20_000)
        #expect(features(0..<20_000) == expected)
        #expect(features((0..<20_000).flatMap { [$0, $0 / 2] }).count == expected.count)
    }

    @Test("knows nothing of what was in it before it was emptied, however often that was")
    func emptied() {
        var set = FeatureSet(bits: 15)
        for hash: UInt32 in 0..<3 { set.insert(hash) }
        let first = set.features
        for round: UInt32 in 0..<70_000 {
            set.removeAll()
            // Few, so that the entries of old rounds stay in the table.
            if round % 1000 == 0 { set.insert(round) }
        }
        set.removeAll()
        for hash: UInt32 in 0..<3 { set.insert(hash) }
        #expect(set.features == first)
    }
}
