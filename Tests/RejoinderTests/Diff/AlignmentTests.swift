import Testing

@testable import Rejoinder

@Suite("Matching sentences") struct AlignmentTests {
    private let frame = (
        "Parliament met in the capital on Monday.", "A vote is planned before the summer recess."
    )

    private func links(_ old: [String], _ new: [String]) -> [[Int]] {
        Alignment.links(from: old, to: new).map { [$0.old, $0.new] }
    }

    @Test("a reworded sentence is linked with what it was")
    func reworded() {
        let old = [
            "The ministry has not replied to the questions of this newspaper.",
            "Two thousand people marched through the old town in the rain.",
        ]
        let new = [
            "Some two thousand people marched through the old town on Sunday.",
            "The ministry has still not replied to this newspaper's questions.",
            "Ferries were cancelled.",
        ]
        #expect(links([old[0]], [new[1], new[2]]) == [[0, 0]])
        #expect(links([old[1]], [new[2], new[0]]) == [[0, 1]])
    }

    @Test("sentences that share only common words are not linked")
    func unrelated() {
        let old = [frame.0, "The harbour was closed for the night.", "It rained.", frame.1]
        let new = [frame.0, "The mayor spoke of a plan for the schools.", "Snow fell.", frame.1]
        #expect(links(old, new) == [[0, 0], [3, 3]])
    }

    @Test("the only two sentences between linked ones are linked, however reworded")
    func lone() {
        let old = [frame.0, "Officials at the harbour gave no reason for the delay.", frame.1]
        let new = [frame.0, "No reason was given by anyone for what had happened.", frame.1]
        #expect(links(old, new) == [[0, 0], [1, 1], [2, 2]])
        #expect(links([old[1], "It rained."], [new[1], "Snow fell."]).isEmpty)
    }

    @Test("a sentence that moved is linked while it is nearly the same")
    func moved() {
        let moved = "The spokesman said on Friday that talks with the unions would go on next week."
        let edited = "The spokesman said that talks with the unions would go on next week."
        let rewritten = "Talks with the teachers and the unions may go on, the spokesman added."
        let old = [moved, frame.0, frame.1]
        #expect(links(old, [frame.0, frame.1, edited]).contains([0, 2]))
        #expect(!links(old, [frame.0, frame.1, rewritten]).contains([0, 2]))
        // In its place it is the same sentence.
        #expect(links([frame.0, moved, frame.1], [frame.0, rewritten, frame.1]).contains([1, 1]))
    }

    @Test("links in order win over a closer one that crosses them")
    func order() {
        let old = [
            "First, a driver saves money on fuel.", "A driver is never tired at the wheel.",
            "Insurance gets cheaper when fewer accidents happen.",
        ]
        let new = [
            "A driver is rarely tired behind the wheel of such a car.",
            "Insurance gets cheaper when accidents become fewer.",
            "Last, the driver saves money on fuel and on oil.",
        ]
        #expect(links(old, new) == [[1, 0], [2, 1]])
    }

    @Test("a sentence that was split is linked with its parts")
    func parts() {
        let whole =
            "The court rejected the appeal of the company, and its lawyers announced "
            + "that they would turn to the constitutional court in March."
        let parts = [
            "The court rejected the appeal of the company.",
            "Its lawyers announced that they would turn to the constitutional court in March.",
        ]
        let old = [frame.0, whole, frame.1]
        let new = [frame.0] + parts + [frame.1]
        #expect(links(old, new) == [[0, 0], [1, 1], [1, 2], [2, 3]])
        #expect(links(new, old) == [[0, 0], [1, 1], [2, 1], [3, 2]])
    }

    @Test("a new sentence beside one that stayed whole is no part of it")
    func newcomer() {
        let stayed = "The company said on Monday that it would appeal the ruling."
        let new = [stayed, "On Monday the company would appeal.", frame.1]
        #expect(links([stayed, frame.1], new) == [[0, 0], [1, 2]])
    }

    @Test("counts what two lists share, however much longer one of them is", arguments: 0..<40)
    func shared(_ seed: Int) {
        let long = (0..<400).map { Int32(($0 * 7 + seed) % 53) }.sorted()
        let short = (0...seed / 3).map { Int32(($0 * 11 + seed) % 59) }.sorted()
        let expected = Set(short).sorted().flatMap { element in
            let count = min(long.count { $0 == element }, short.count { $0 == element })
            return Array(repeating: element, count: count)
        }
        for (a, b) in [(long, short), (short, long)] {
            var visited: [Int32] = []
            SentenceWords.forEachCommon(a, b) { visited.append($0) }
            #expect(visited == expected)
        }
    }
}
