import Testing

@testable import Rejoinder

@Suite("Matching responses with inquiries") struct ResponseTests {
    private let bank = InstitutionKey("harbour-bank")
    private var detector: Detector {
        Detector(institutions: [
            Institution(key: bank, name: "Harbour Bank", names: ["Harbour Bank", "Харбор Банк"])
        ])
    }

    private var inquiry: Inquiry {
        Inquiry(
            id: Inquiry.ID(rawValue: "1"), institution: bank, institutionName: "Harbour Bank",
            origin: .text(entry: 7), subject: "Harbour Bank lost 300 account files in Rotterdam",
            evidence: nil, topic: ["account", "files", "Rotterdam", "backup"],
            openedAt: Timestamp(seconds: 0), dueAt: nil, state: .open)
    }

    private func find(
        _ text: String, title: String = "News", entry: Int64 = 7, new: [String]? = nil,
        institution: InstitutionKey? = nil
    ) -> ResponseFinding? {
        detector.findings(
            for: ResponseCandidate(
                entry: entry, asking: entry == 7 ? [inquiry.id] : [], title: title, text: text,
                newSentences: new, language: "en", institution: institution), open: [inquiry]
        ).first
    }

    @Test("takes an edit that quotes the institution as its answer")
    func answersByEdit() {
        let said = "A Harbour Bank spokesman said the files had been restored."
        let finding = find("Old text. " + said, new: [said])
        #expect(finding?.verdict == .answered)
        #expect(finding?.quote == said)
        #expect(finding?.reasons.isEmpty == false)
    }

    @Test("knows the institution that an entry asked by a part of its name")
    func shortNames() {
        let council = Inquiry(
            id: Inquiry.ID(rawValue: "2"), institution: nil,
            institutionName: "Larkfield County Council", origin: .text(entry: 7),
            subject: "Roof falls in", evidence: nil, topic: [],
            openedAt: Timestamp(seconds: 0), dueAt: nil, state: .open)
        func verdict(
            _ said: String, in text: String = "The roof fell in.", beside other: String? = nil
        ) -> ResponseFinding.Verdict? {
            let open = [council] + (other.map { [council.asked(of: $0)] } ?? [])
            return detector.findings(
                for: ResponseCandidate(
                    entry: 7, asking: Set(open.map(\.id)), title: "Roof falls in",
                    text: text + " " + said, newSentences: [said], language: "en",
                    institution: nil), open: open
            ).first { $0.inquiry == council.id }?.verdict
        }
        let said = "After publication, a council spokesman said: “We accept that it was late.”"
        #expect(verdict(said) == .answered)
        #expect(verdict("A county council spokesman said: “We accept it.”") == .answered)
        #expect(verdict(said, beside: "Oldmere Town Council") == nil)
        #expect(verdict(said, in: "It belongs to the Oldmere Council.") == nil)
        #expect(verdict("A school spokesman said: “We accept that it was late.”") == nil)
        #expect(verdict("The council's director, Dr Jane Doe, said that it was late.") == .answered)
        #expect(verdict("A critic of the council, Jane Doe, said that it was late.") == nil)
    }

    @Test("hears those who head an institution, and not those who only have to do with it")
    func leaders() {
        func verdict(_ source: String) -> ResponseFinding.Verdict? {
            find(
                "\(source) said the account files in Rotterdam were restored from a backup.",
                title: "Account files in Rotterdam", entry: 8)?.verdict
        }
        #expect(verdict("Jane Doe, the head of Harbour Bank,") == .answered)
        #expect(verdict("The opponents of Harbour Bank") == nil)
        #expect(verdict("On Friday Caroline Doe of Harbour Bank") == .answered)
        #expect(verdict("Critics of Harbour Bank") == nil)
    }

    @Test("takes an edit that tells of a refusal as a refusal")
    func declinesByEdit() {
        #expect(find("x", new: ["Harbour Bank declined to comment."])?.verdict == .declined)
    }

    @Test("tells a holding reply, which ends nothing")
    func holds() {
        #expect(find("x", new: ["Harbour Bank said it would respond later."])?.verdict == .held)
    }

    @Test(
        "hears no answer in an edit that has none",
        arguments: [
            "Harbour Bank had still not replied to requests for comment.",
            "Analysts said that Harbour Bank lost many files.",
            "A spokesman for the Kremlin said the files were restored.",
        ])
    func noAnswer(_ sentence: String) {
        #expect(find("x", new: [sentence]) == nil)
    }

    @Test("takes an entry of the institution's own feed on the matter, in another language too")
    func answersInOwnFeed() {
        let english = find(
            "All account files in Rotterdam have been restored from a backup.",
            title: "Statement on account files", entry: 8, institution: bank)
        #expect(english?.verdict == .answered)
        let russian = detector.findings(
            for: ResponseCandidate(
                entry: 9, title: "Заявление", text: "Все 300 файлов в Роттердаме восстановлены.",
                newSentences: nil, language: "ru", institution: bank), open: [inquiry])
        #expect(russian.first.map { $0.verdict == .answered || $0.verdict == .candidate } ?? true)
    }

    @Test("leaves an entry of its own feed on another matter alone")
    func otherMatter() {
        #expect(
            find(
                "The bank opens a branch. A spokesman said the hall was bright.",
                title: "New branch",
                entry: 8, institution: bank) == nil)
    }

    @Test("takes what another text attributes to it on the matter, and no mere mention")
    func elsewhere() {
        let answer = find(
            "Harbour Bank said in a statement that a backup of the files in Rotterdam was safe.",
            entry: 8)
        #expect(answer?.verdict == .answered)
        #expect(find("Harbour Bank lost account files in Rotterdam last week.", entry: 8) == nil)
        #expect(
            find("Harbour Bank said in a statement that its profit rose.", entry: 8)?.verdict
                != .answered)
    }

    @Test("takes a statement in its own feed for an answer after a refusal, and nothing elsewhere")
    func afterRefusal() {
        let refused = inquiry.moved(to: .declined)
        func find(_ text: String, own: Bool) -> ResponseFinding? {
            detector.findings(
                for: ResponseCandidate(
                    entry: 8, title: "Statement on account files", text: text, newSentences: nil,
                    language: "en", institution: own ? bank : nil), open: [refused]
            ).first
        }
        let said = "Harbour Bank said in a statement that account files in Rotterdam were safe."
        #expect(find(said, own: true)?.verdict == .answered)
        #expect(find(said, own: false) == nil)
        #expect(find("Harbour Bank declined to comment on files in Rotterdam.", own: true) == nil)
    }

    @Test("takes words that every other text has for no sign of the same matter") func rarity() {
        let text =
            "Harbour Bank said in a statement that a backup of the files in Rotterdam was safe."
        let detector = detector
        func verdict(_ others: Int) -> ResponseFinding.Verdict? {
            var counts = TermCounts()
            for number in 0..<1000 {
                detector.count(
                    title: "News",
                    text: number < others ? "Account files and backups in Rotterdam." : "Rain.",
                    language: "en", seenAt: TestLedger.minute(0), in: &counts)
            }
            return detector.findings(
                for: ResponseCandidate(
                    entry: 8, title: "News", text: text, newSentences: nil, language: "en",
                    institution: nil), open: [inquiry], terms: counts
            ).first?.verdict
        }
        #expect(verdict(0) == .answered)
        #expect(verdict(2) == .answered)
        #expect(verdict(500) == nil)
    }

    @Test("knows a question that is being asked already")
    func sameQuestion() throws {
        let text = "Harbour Bank did not respond to requests for comment."
        let parties = detector.parties(
            title: "Account files lost in Rotterdam", text: text, language: "en")
        let party = try #require(parties.first)
        func reason(_ party: AskedParty, _ subject: String) -> String? {
            detector.sameQuestion(party, as: inquiry, subject: subject) {
                TermCounts().bits($0, language: "en")
            }
        }
        let known = reason(party, "Account files lost in Rotterdam")
        #expect(known?.contains("“Rotterdam”") == true)
        let other = try #require(
            detector.parties(title: "Bank raises fees", text: text, language: "en").first)
        #expect(reason(other, "Bank raises fees") == nil)
    }
}

extension Inquiry {
    /// The same question to somebody else.
    fileprivate func asked(of name: String) -> Inquiry {
        Inquiry(
            id: Inquiry.ID(rawValue: "of " + name), institution: nil, institutionName: name,
            origin: origin, subject: subject, evidence: nil, topic: topic, openedAt: openedAt,
            dueAt: nil, state: .open)
    }
}
