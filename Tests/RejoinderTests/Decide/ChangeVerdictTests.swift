import Testing

@testable import Rejoinder

@Suite("The verdict on a change") struct ChangeVerdictTests {
    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let change: Change
        let circumstances: ChangeCircumstances
        let type: EventType?
        let wait: ChangeVerdict.Wait?
        let reason: String

        init(
            _ name: String, of change: Change = .major(.wording), _ type: EventType?,
            waiting wait: ChangeVerdict.Wait? = nil, because reason: String,
            _ set: (inout ChangeCircumstances) -> Void = { _ in }
        ) {
            testDescription = name
            self.change = change
            var circumstances = ChangeCircumstances()
            set(&circumstances)
            self.circumstances = circumstances
            self.type = type
            self.wait = wait
            self.reason = reason
        }
    }

    private static let baseline = "the feed's first poll is its baseline, and not news"
    private static let back = "the content of revision 2 is back: it is told once it has stood for "
    private static let elsewhere = "the entry's other source may show more of the same edit"

    static let cases = [
        Case("an edit is told", .entryUpdated, because: "its words changed"),
        Case(
            "a correction is told as one", of: .major(.wording, .correction), .entryCorrected,
            because: "its words changed"),
        Case(
            "so is a retraction", of: .major(.retraction), .entryCorrected,
            because: "its words changed"),
        Case("blanks are not news", of: .cosmetic, nil, because: "only blanks differ"),
        Case("nothing is news at the baseline", nil, because: baseline) { $0.isBaseline = true },
        Case(
            "blanks at the baseline are blanks", of: .cosmetic, nil, because: "only blanks differ"
        ) { $0.isBaseline = true },
        Case(
            "the page's edit was told of the feed", nil,
            because: "told already, when the entry's feed changed"
        ) { $0.toldBySource = .feed },
        Case(
            "another address of the article told it", nil,
            because: "told already, of the same article: entry 7"
        ) { $0.toldByVariant = 7 },
        Case("its entry changes too often", nil, because: EntryNoise.reason) {
            $0.isHeldBack = true
        },
        Case(
            "an earlier text that is back has to stand first", nil, waiting: .settling,
            because: back + "30m"
        ) { $0.earlierAlike = 2 },
        Case(
            "so it has to when it is back a second time within a day", nil, waiting: .settling,
            because: back + "30m"
        ) { ($0.earlierAlike, $0.recentReversions) = (2, 1) },
        Case(
            "it has to stand for long when it is back a third time", nil, waiting: .settling,
            because: back + "6h"
        ) { ($0.earlierAlike, $0.recentReversions) = (2, 2) },
        Case(
            "a new text is told although two others swung", .entryUpdated,
            because: "its words changed"
        ) { $0.recentReversions = 5 },
        Case(
            "a correction that brings a text back has to stand, too", of: .major(.correction), nil,
            waiting: .settling, because: back + "30m"
        ) { $0.earlierAlike = 2 },
        Case(
            "the text that was told last is no news when it is back", nil,
            because: "it is back at revision 4, which was told last"
        ) { ($0.earlierAlike, $0.backToTold) = (4, 4) },
        Case(
            "a figure of the title that keeps moving has to stand", of: .major(.headline), nil,
            waiting: .settling,
            because: "a figure of the title moves: it is told once it has stood for 30m"
        ) { $0.isMovingFigure = true },
        Case(
            "an edit waits for the other source that is looked at now", nil, waiting: .pending,
            because: elsewhere
        ) { $0.isLookedAtElsewhere = true },
        Case(
            "a correction waits for no other source", of: .major(.correction), .entryCorrected,
            because: "its words changed"
        ) { $0.isLookedAtElsewhere = true },
        Case(
            "what was told already is not held back as well", nil,
            because: "told already, when the entry's page changed"
        ) { ($0.toldBySource, $0.isHeldBack) = (.page, true) },
    ]

    @Test("depends on what else is known", arguments: cases) func verdict(_ named: Case) {
        let verdict = ChangeVerdict(on: named.change, named.circumstances)
        #expect(
            verdict == ChangeVerdict(type: named.type, reason: named.reason, wait: named.wait))
    }
}
