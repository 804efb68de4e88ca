import Rejoinder

/// A mention of somebody who was asked, on a line or as JSON.
struct MentionText {
    let mention: MentionRecord
    /// The words that decided it, if they were asked for.
    var deciding: [DecidingWord] = []

    private var sure: String { mention.confidence.map(PercentText.write) ?? "-" }

    /// Who was asked, and where it says so.
    var summary: String {
        "\(VisibleText.line(mention.party, limit: 80)), in entry \(mention.entry), "
            + "revision \(mention.revision)"
    }

    /// What came of it, and how sure it was.
    func lines(_ style: TextStyle) -> [String] {
        let other = mention.isOutletsOwn ? "" : ", asked by others"
        return [
            "  mention  \(mention.id): \(VisibleText.line(mention.party, limit: 80)), "
                + "\(mention.state)\(other), \(certainty)",
            "    -> \(VisibleText.line(outcome))",
            style.faint("    " + VisibleText.line(mention.evidence, limit: 300)),
        ] + decision.map { "    " + $0 }
    }

    /// The words that decided it, as a clause; nothing if no single word did.
    var decision: [String] {
        guard !deciding.isEmpty else { return [] }
        let words = deciding.map { word in
            "“\(VisibleText.line(word.word, limit: 40))” (without it "
                + "\(word.confidenceWithout == 0 ? "nothing" : PercentText.write(word.confidenceWithout)))"
        }
        return ["decided by " + words.joined(separator: ", ")]
    }

    /// How sure it was, of what kind of party, and what a person has said of it.
    var certainty: String {
        (mention.confidence == nil ? "confidence not measured" : "confidence \(sure)")
            + (mention.kind.map { ", \($0.words)" } ?? "")
            + (mention.ruling.map { ", \($0.rawValue) by a person" } ?? "")
    }

    private var outcome: String {
        if let inquiry = mention.inquiry {
            return inquiry.rawValue + (mention.reason.map { ", which it joined: \($0)" } ?? "")
        }
        return mention.reason ?? "nothing follows from it"
    }

    /// - Parameter hasReasons: whether to say why nothing followed, instead of the sentence.
    static func table(
        _ texts: [MentionText], hasReasons: Bool = false, style: TextStyle
    ) -> [String] {
        let last = hasReasons ? "REASON" : "SENTENCE"
        var table = TextTable("MENTION", "SURE", "STATE", "PARTY", "ENTRY", last)
        for text in texts {
            let mention = text.mention
            table.add(
                String(mention.id), text.sure, mention.state,
                VisibleText.line(mention.party, limit: 40), String(mention.entry),
                VisibleText.line(
                    hasReasons ? mention.reason ?? "" : mention.evidence, limit: 200))
        }
        return table.lines(style) + [
            "",
            "`rejoinder inquiries open --mention MENTION` opens an inquiry; "
                + "`rejoinder inquiries dismiss MENTION` says that nobody was asked",
        ]
    }

    var json: JSONValue {
        .members([
            "mention": .int(mention.id), "entry": .int(mention.entry),
            "revision": .int(mention.revision), "feed": .string(mention.feed),
            "title": .string(mention.title), "seen_at": .time(mention.seenAt),
            "party": .string(mention.party), "wording": .string(mention.wording),
            "institution": .string(mention.institution?.rawValue),
            "kind": .string(mention.kind?.rawValue), "state": .string(mention.state),
            "own": .bool(mention.isOutletsOwn),
            "confidence": mention.confidence.map { .double($0) },
            "doubtful": .bool(mention.isDoubtful), "reason": .string(mention.reason),
            "evidence": .string(mention.evidence), "question": .string(mention.question),
            "ruling": .string(mention.ruling?.rawValue),
            "inquiry": .string(mention.inquiry?.rawValue),
            "deciding_words": .list(
                deciding.map { word in
                    .members([
                        "word": .string(word.word),
                        "confidence_without": .double(word.confidenceWithout),
                    ])
                }),
        ])
    }
}

extension PartyKind {
    /// As people read it.
    var words: String { rawValue.replacing("_", with: " ") }
}
