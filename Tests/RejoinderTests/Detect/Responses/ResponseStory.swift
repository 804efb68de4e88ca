@testable import Rejoinder

/// A text that says who was asked, and later texts that may answer.
struct ResponseStory {
    let language: String
    let title: String
    let text: String
    let pairs: [Pair]

    /// One later text, and what it is to the question put to one party.
    struct Pair {
        let what: String
        /// The party that was asked, as the first text names it.
        let asked: String
        let place: Place
        let title: String
        let text: String
        let expected: Expected
        let dated: Dating

        init(
            _ what: String, asked: String, _ place: Place = .elsewhere, title: String,
            _ text: String, _ expected: Expected, dated: Dating = .after
        ) {
            self.what = what
            self.asked = asked
            self.place = place
            self.title = title
            self.text = text
            self.expected = expected
            self.dated = dated
        }
    }

    enum Place { case elsewhere, ownFeed, edit }
    enum Expected: String { case answered, declined, held, silence }
    enum Dating { case after, before, unknown }
}

extension ResponseStory {
    static let all = english + german + french + ukrainian + russian

    private static let day: Int64 = 86_400
    private static let asking = Timestamp(seconds: 20_500 * day)
    private static let detector = Detector(institutions: [])

    /// What the whole chain makes of a pair: who was asked is read out of the first text.
    func verdict(on pair: Pair) -> ResponseFinding? {
        let parties = Self.detector.parties(title: title, text: text, language: language)
        guard let party = parties.first(where: { $0.mention.contains(pair.asked) }) else {
            return nil
        }
        let inquiry = Inquiry(
            id: Inquiry.ID(rawValue: "1"), institution: party.institution,
            institutionName: party.name, origin: .text(entry: 1), subject: title,
            evidence: party.evidence, topic: party.topic, openedAt: Self.asking, dueAt: nil,
            state: .open)
        let dated: Timestamp? =
            switch pair.dated {
            case .after: Self.asking + .seconds(Self.day)
            case .before: Self.asking - .seconds(90 * Self.day)
            case .unknown: nil
            }
        let candidate = ResponseCandidate(
            entry: pair.place == .edit ? 1 : 2,
            asking: pair.place == .edit ? [inquiry.id] : [],
            title: pair.place == .edit ? title : pair.title,
            text: pair.place == .edit ? text + "\n" + pair.text : pair.text,
            newSentences: pair.place == .edit ? [pair.text] : nil, language: language,
            institution: pair.place == .ownFeed ? party.institution : nil, dated: dated)
        return Self.detector.findings(for: candidate, open: [inquiry]).first
    }

    func isAsked(_ pair: Pair) -> Bool {
        Self.detector.parties(title: title, text: text, language: language)
            .contains { $0.mention.contains(pair.asked) && $0.state == .awaiting }
    }
}
