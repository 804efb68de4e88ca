import Testing

@testable import Rejoinder

@Suite("Comparing sequences") struct EditScriptTests {
    @Test("gives back both sequences, whatever they are", arguments: 0..<200)
    func restores(_ seed: Int) {
        var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
        func next(_ below: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state % UInt64(below))
        }
        let letters = 1 + next(6)
        let old = (0..<next(60)).map { _ in Int32(next(letters)) }
        let new = (0..<next(60)).map { _ in Int32(next(letters)) }
        let script = EditScript(from: old, to: new, work: seed % 3 == 0 ? 40 : nil)
        #expect(script.runs.filter { $0.kind != .added }.flatMap { old[$0.old] } == old)
        #expect(script.runs.filter { $0.kind != .removed }.flatMap { new[$0.new] } == new)
        for run in script.runs where run.kind == .same { #expect(old[run.old] == new[run.new]) }
        if seed % 3 != 0 { #expect(kept(script) == longestCommon(old, new)) }
    }

    @Test("stays correct where the work allowed is used up")
    func capped() {
        let old = (0..<3000).map { Int32($0 * 7 % 64) }
        let new = (0..<3000).map { Int32($0 * 11 % 64) }
        let script = EditScript(from: old, to: new, work: 1000)
        #expect(script.runs.filter { $0.kind != .added }.flatMap { old[$0.old] } == old)
        #expect(script.runs.filter { $0.kind != .removed }.flatMap { new[$0.new] } == new)
    }

    private func kept(_ script: EditScript) -> Int {
        script.runs.reduce(0) { $0 + ($1.kind == .same ? $1.old.count : 0) }
    }

    private func longestCommon(_ a: [Int32], _ b: [Int32]) -> Int {
        var row = Array(repeating: 0, count: b.count + 1)
        for x in a {
            var diagonal = 0
            for (j, y) in b.enumerated() {
                let above = row[j + 1]
                row[j + 1] = x == y ? diagonal + 1 : max(above, row[j])
                diagonal = above
            }
        }
        return row[b.count]
    }
}
