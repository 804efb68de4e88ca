import Testing

@testable import Rejoinder

@Suite("Telling answers from near misses, in five languages") struct ResponseStoryTests {
    private static let pairs = ResponseStory.all.flatMap { story in
        story.pairs.map { (story, $0) }
    }

    @Test("reads in each story that the party was asked") func asks() {
        for (story, pair) in Self.pairs {
            #expect(story.isAsked(pair), "\(story.language): \(pair.asked)")
        }
    }

    @Test("takes no near miss for an answer, a refusal or a holding reply") func nearMisses() {
        let misses = Self.pairs.filter { $0.1.expected == .silence }
        #expect(misses.count >= 30)
        for (story, pair) in misses {
            let finding = story.verdict(on: pair)
            #expect(
                finding == nil || finding?.verdict == .candidate,
                "\(story.language), \(pair.what): \(finding.map { "\($0)" } ?? "")")
        }
    }

    @Test("finds the answers, each as what it is") func matches() {
        let matches = Self.pairs.filter { $0.1.expected != .silence }
        #expect(matches.count >= 30)
        for (story, pair) in matches {
            let finding = story.verdict(on: pair)
            #expect(
                finding?.verdict.rawValue == pair.expected.rawValue,
                "\(story.language), \(pair.what): \(finding.map { "\($0)" } ?? "nothing")")
            #expect(finding?.reasons.isEmpty == false)
        }
    }
}
