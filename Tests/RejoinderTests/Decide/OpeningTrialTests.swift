import Testing

@testable import Rejoinder

@Suite("A trial of other settings") struct OpeningTrialTests {
    private static func mention(
        _ id: Int64, _ kind: PartyKind, _ confidence: Double = 0.9, inquiry: String? = nil,
        name: String = "Larkfield", entry: Int64? = nil, byPerson: Bool = false,
        age: Int64 = 0, reason: String? = nil
    ) -> OpeningTrial.Mention {
        OpeningTrial.Mention(
            id: id, entry: entry ?? id, revision: 1, feed: "news", title: "A title \(id)",
            seenAt: TestLedger.minute(10), textAt: TestLedger.minute(10) - .seconds(age * 86_400),
            party: AskedParty(
                institution: nil, name: name, state: .awaiting, evidence: "It was asked.",
                topic: [], isOutletsOwn: true, kind: kind, confidence: confidence),
            inquiry: inquiry.map { Inquiry.ID(rawValue: $0) }, isDecidedByPerson: byPerson,
            reason: reason)
    }

    private static func verdicts(
        _ mentions: [OpeningTrial.Mention], feed: String = "news", isOpening: Bool = true,
        _ scope: PartyScope = .official, above: Double = 0.7, detector: Detector = plainDetector
    ) -> [OpeningTrial.Verdict] {
        var thresholds = CertaintyThresholds()
        thresholds.openAbove = above
        let settings = OpeningTrial.Settings(
            opensInquiries: isOpening, openFor: scope, thresholds: thresholds,
            opensWithin: .seconds(7 * 86_400))
        return OpeningTrial(settings: [feed: settings], detector: detector)
            .verdicts(on: mentions)
    }

    @Test("adds what a wider scope or a lower threshold opens, and drops what narrower ones do not")
    func scopes() {
        let mentions = [
            Self.mention(1, .officialBody, inquiry: "inq_a"),
            Self.mention(2, .organisation, name: "Delta Mills"),
            Self.mention(3, .officialBody, 0.65, name: "Police"),
        ]
        let same = Self.verdicts(mentions)
        #expect(same.map(\.isAdded) == [false, false, false])
        #expect(same.map(\.isDropped) == [false, false, false])
        #expect(Self.verdicts(mentions, .anyone, above: 0.6).map(\.isAdded) == [false, true, true])
        let none = Self.verdicts(mentions, .configured)
        #expect(none.map(\.isDropped) == [true, false, false])
        #expect(none.first?.reason == "open_for is configured")
        #expect(Self.verdicts(mentions, feed: "post").first?.reason == "its feed is not configured")
        #expect(Self.verdicts(mentions, isOpening: false).first?.isDropped == true)
        #expect(Self.verdicts(mentions, above: 0.95).first?.reason == "it is 90 % sure: doubtful")
    }

    @Test("opens for what the configuration names as the daemon does, if a tenth less sure")
    func configured() {
        let mentions = [
            Self.mention(1, .organisation, 0.65, name: "Delta Mills"),
            Self.mention(2, .officialBody, 0.65, name: "Police"),
        ]
        let mills = Institution(
            key: InstitutionKey("mills"), name: "Delta Mills", names: ["Delta Mills"])
        let verdicts = Self.verdicts(
            mentions, .configured, detector: Detector(institutions: [mills]))
        #expect(verdicts.map(\.isAdded) == [true, false])
    }

    @Test("leaves alone what a person has decided, what is too old, and what was known")
    func others() {
        let mentions = [
            Self.mention(1, .officialBody, byPerson: true),
            Self.mention(2, .officialBody, name: "Police", age: 8),
            Self.mention(
                3, .officialBody, name: "Court",
                reason: "asked, but the question is known already: inq_old"),
        ]
        let verdicts = Self.verdicts(mentions)
        #expect(verdicts.map(\.mention.id) == [2, 3])
        #expect(verdicts.map(\.isAdded) == [false, false])
    }

    @Test("opens one inquiry for a party that an entry names twice") func once() {
        let mentions = [
            Self.mention(1, .organisation, entry: 5), Self.mention(2, .organisation, entry: 5),
        ]
        #expect(Self.verdicts(mentions, .organisations).map(\.isAdded) == [true, false])
    }

    @Test("opens another inquiry where the known one would not have opened") func instead() {
        let mentions = [
            Self.mention(1, .organisation, inquiry: "inq_a"),
            Self.mention(
                2, .officialBody, name: "Police",
                reason: "asked, but the question is known already: inq_a"),
        ]
        #expect(Self.verdicts(mentions).map(\.isAdded) == [false, true])
    }
}
