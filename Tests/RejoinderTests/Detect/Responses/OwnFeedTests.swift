import Testing

@testable import Rejoinder

@Suite("A release in the feed of an institution that was asked") struct OwnFeedTests {
    private static let hospital = InstitutionKey("hospital")
    private static let detector = Detector(institutions: [
        Institution(key: hospital, name: "Larkfield Hospitals", names: ["Larkfield Hospitals"])
    ])

    private static let earlier = [
        (
            "Wards decorated for the holidays",
            "Volunteers decorated every ward of Larkfield Hospitals."
        ),
        ("New signs in Oldmere", "Patients find their way to the wards at Oldmere with new signs."),
        ("Thanks to our nurses", "Patients of three wards wrote to the nurses at Oldmere."),
        ("Car park closes", "Visitors to patients at Oldmere park behind the chapel."),
    ]

    /// - Parameter speaksOfItself: whether its feed had the earlier releases before the question.
    private static func verdict(
        _ title: String, _ text: String, speaksOfItself: Bool = true
    ) -> ResponseFinding.Verdict? {
        let inquiry = Inquiry(
            id: Inquiry.ID(rawValue: "1"), institution: hospital,
            institutionName: "Larkfield Hospitals", origin: .text(entry: 1),
            subject: "Stroke patients moved out overnight as Oldmere ward shuts",
            evidence: "Larkfield Hospitals did not respond to a request for comment.",
            topic: [
                "nineteen", "patients", "surgical", "transfers", "relatives", "beds", "rota",
                "nurses", "visiting", "closure", "corridor",
            ], openedAt: TestLedger.minute(0), dueAt: nil, state: .open)
        var counts = TermCounts()
        for (title, text) in earlier where speaksOfItself {
            detector.count(
                title: title, text: text, language: "en", of: hospital,
                seenAt: TestLedger.minute(-60), in: &counts)
        }
        // What it says after the question does not make the question's words common.
        for _ in 0..<2 {
            detector.count(
                title: "Stroke beds", text: "Stroke beds and transfers.", language: "en",
                of: hospital, seenAt: TestLedger.minute(60), in: &counts)
        }
        return detector.findings(
            for: ResponseCandidate(
                entry: 2, title: title, text: text, newSentences: nil, language: "en",
                institution: hospital), open: [inquiry], terms: counts
        ).first?.verdict
    }

    @Test(
        "does not answer with what its feed is always full of",
        arguments: [
            (
                "Flu: please think before you visit",
                "Visiting patients on three wards at Oldmere is limited to an hour."
            ), ("Nurse of the year", "Patients at Oldmere chose a nurse of the children's ward."),
        ])
    func everydayWords(_ title: String, _ text: String) {
        #expect(Self.verdict(title, text) != .answered)
    }

    @Test("is a candidate with many ties to the matter, also if it regrets something")
    func manyTies() {
        let text = """
            The closure has worried relatives. Nineteen stroke patients were moved to surgical beds. \
            The transfers were safe. Overnight, the rota had too few nurses.
            """
        for isKnown in [true, false] {
            #expect(Self.verdict("Changes", text, speaksOfItself: isKnown) == .candidate)
            #expect(
                Self.verdict("Changes", text + " We are sorry.", speaksOfItself: isKnown)
                    == .candidate)
        }
    }

    @Test("answers if its heading names what it takes a stand on")
    func regarding() {
        let text = "Nineteen transfers were needed, and beds found."
        #expect(Self.verdict("Regarding stroke patients", text) == .answered)
        #expect(Self.verdict("Stroke patients", text) != .answered)
    }

    @Test("does not answer for another place with nothing but common words of the matter")
    func otherPlace() {
        let text = """
            Surgical beds, transfers, a rota for nurses, visiting relatives, a corridor, stroke care \
            and a closure overnight: the children's hospital has all of it under one roof.
            """
        #expect(Self.verdict("A hospital for children", text) != .answered)
    }

    @Test("answers if heading and sentences are about nothing else, whatever it says of them")
    func heading() {
        let heading = "Nineteen stroke patients moved overnight from Oldmere ward"
        let text = """
            Nineteen stroke patients were moved. The transfers to surgical beds were safe. The stroke \
            ward had too few nurses on its rota.
            """
        #expect(Self.verdict(heading, text) == .answered)
        let other = text + " A new roof was built. Its tiles are red. The garden is open again."
        #expect(Self.verdict(heading, other) == .candidate)
        #expect(Self.verdict("Stroke week: lectures, tests, a concert", text) == .candidate)
    }

    /// What a press office writes that explains itself, without a word of answering.
    private static let account = """
        On 4 March nineteen stroke patients were moved to surgical beds. The rota for that night had \
        a gap of two nurses, which was not known before the evening. No transfers to other hospitals \
        were possible. Relatives were called in the morning; in three cases that did not happen \
        before noon. A corridor was never used for beds. The closure had not been planned. Since 6 \
        March the ward has been open again. Visiting is not restricted. Agency nurses were asked to \
        come and could not.
        """

    @Test("answers if it tells of the matter what was and what was not, whatever its heading")
    func account() {
        #expect(Self.verdict("Staffing at Oldmere: where things stand", Self.account) == .answered)
    }

    @Test("gives no account of the matter if it is only alike, or only tells of something else")
    func noAccount() {
        let coming = """
            Nineteen stroke patients will move to surgical beds. The rota for nurses will have a new \
            form. Transfers and visiting will be easier. Relatives are welcome. The corridor will be \
            painted. The closure of the old gate begins on Monday.
            """
        #expect(Self.verdict("A new ward", coming) != .answered)
        let other = """
            In March the chapel was not heated. The boiler had not been cleaned since 2019. No spare \
            part was in stock, and none could be found in April. Nobody was hurt. The organ was not \
            played. The choir did not sing in May. Patients were told in June.
            """
        #expect(Self.verdict("The chapel at Oldmere", other) == nil)
    }

    @Test("gives no account by its length: a year's report has some of everything")
    func longReport() {
        let year = (0..<60).map { "In the \($0)th week a garden was not watered." }
        #expect(
            Self.verdict(
                "Annual report", year.joined(separator: " ") + " Nineteen patients were moved.")
                != .answered)
    }

    @Test("does not answer with a heading about something else, even if it takes a stand")
    func otherHeading() {
        let text = "Nineteen stroke patients had to wait in a corridor. We regret that mistake."
        #expect(
            Self.verdict("Statement on the death of alderman Peter Lacey", text) != .answered)
        #expect(Self.verdict("Statement on stroke patients", text) == .answered)
    }

    @Test("tells by an institution's own texts how much one of its words tells") func bits() {
        let texts = (0..<12).map { number in
            OwnTerms.Text(
                terms: [FeatureWords.Hash.of(number < 4 ? "ward" : "garden").value],
                seenAt: TestLedger.minute(0))
        }
        let own = OwnTerms(texts: texts)
        #expect(own.bits("ward") == 2)
        #expect(own.bits("garden") == 1)
        #expect(own.bits("roof") == TermCommonness.most)
        #expect(OwnTerms(texts: []).bits("ward") == TermCommonness.most)
    }
}
