import Rejoinder

/// The sentences on which a person has ruled, as JSON Lines.
struct Examples {
    let ledger: Ledger
    /// Rulings from then on; nil for all.
    let since: Timestamp?

    func write() async throws {
        let detector = Detector(institutions: [])
        // A sentence stands in several revisions, of which the newest comes first.
        var written: Set<String> = []
        try await ledger.ruledRevisions(since: since) { ruled in
            let mentions = ruled.mentions.compactMap(\.judged)
            for sentence in detector.labelledSentences(in: ruled.revision.content, mentions) {
                let id = ruled.exampleID(sentence.text)
                guard written.insert(id).inserted else { continue }
                Output.json(Self.json(sentence, id: id, source: ruled.source))
            }
        }
    }

    private static func json(
        _ sentence: LabelledSentence, id: String, source: String
    ) -> JSONValue {
        .members([
            "id": .string(id), "lang": .string(sentence.language),
            "before": .string(sentence.before), "text": .string(sentence.text),
            "after": .string(sentence.after),
            "label": .string(sentence.label?.rawValue ?? "none"),
            "records": .array(
                sentence.records.map { record in
                    .members([
                        "who": .string(record.who), "state": .string(record.state.rawValue),
                        "kind": .string(record.kind?.rawValue),
                    ])
                }),
            "source": .string(source),
        ])
    }
}

extension MentionRecord {
    /// The mention with what a person has said of it; nil if its state has no name any more.
    fileprivate var judged: JudgedMention? {
        guard let state = AskedParty.State(rawValue: state) else { return nil }
        return JudgedMention(
            evidence: evidence, record: .init(who: wording, state: state, kind: kind),
            judgement: judgement)
    }

    private var judgement: JudgedMention.Judgement {
        switch ruling {
        case .confirmed: .confirmed
        case .denied: .denied
        case nil:
            inquiry != nil || isSureAnswer ? .unopposed : .open
        }
    }

    /// An answer opens no inquiry, however sure it is, so that there is nothing to speak against.
    private var isSureAnswer: Bool {
        state == AskedParty.State.responded.rawValue
            && CertaintyThresholds().certainty(of: confidence ?? 0) == .sure
    }
}
