import Rejoinder

/// Why something was or was not made and sent.
enum Reason {
    case event(EventExplanation)
    case inquiry(InquiryDossier)
    case revision(RevisionReason)

    func lines(_ style: TextStyle) -> [String] {
        switch self {
        case .event(let explanation): explanation.lines(style)
        case .inquiry(let dossier): dossier.lines(style)
        case .revision(let reason): reason.lines(style)
        }
    }

    var json: JSONValue {
        switch self {
        case .event(let explanation): explanation.json
        case .inquiry(let dossier): dossier.json
        case .revision(let reason): reason.json
        }
    }
}

/// What became of one revision of an entry.
struct RevisionReason {
    let entry: EntryRecord
    let number: Int
    /// Who withheld what it says, when and why; nil if nobody did.
    let withheld: String?
    /// The answer that it was read from.
    let receipt: ReceiptText?
    let change: ChangeRecord?
    /// Whether the entry was there at the feed's first poll.
    let isBaseline: Bool
    let events: [EventExplanation]
    /// Whom the revision says was asked.
    let mentions: [MentionText]
    /// What it was taken for without being told.
    let untold: [ResponseRecord]
    /// What institutions say in it that was not told.
    let untoldStatements: [(statement: Statement, reason: String)]
    /// Why the entry or its page is not read.
    let quarantines: [Quarantine]

    func lines(_ style: TextStyle) -> [String] {
        let feed = VisibleText.line(entry.feed)
        var lines = [style.strong("entry \(entry.id) of \(feed), revision \(number)")]
        if let sameAs = entry.sameAs {
            lines.append("  its article is that of entry \(sameAs)")
        }
        if let withheld { lines.append("  content  \(VisibleText.line(withheld))") }
        lines += receipt?.lines.map { "  " + $0 } ?? []
        lines += quarantines.map { "  quarantined: \($0.summary)" }
        if let change {
            lines += change.lines(style)
        } else if isBaseline {
            lines.append("  the feed's first poll is its baseline: no entry.published")
        } else {
            lines.append("  a new entry")
        }
        lines += mentions.flatMap { $0.lines(style) }
        lines += untold.flatMap { response in
            [
                "  candidate for \(VisibleText.line(response.inquiry.rawValue)), "
                    + "confidence \(PercentText.write(response.confidence))",
                style.faint("    “\(VisibleText.line(response.quote, limit: 300))”"),
            ] + InquiryDossier.reasons(response).map { "    - \(VisibleText.line($0))" }
        }
        lines += untoldStatements.flatMap { statement, reason in
            [
                "  statement  \(VisibleText.line(statement.source, limit: 120))",
                "    -> \(VisibleText.line(reason))",
                style.faint("    " + VisibleText.line(statement.content, limit: 300)),
            ]
        }
        if events.isEmpty { lines.append("  no event was made") }
        return lines + events.flatMap { [""] + $0.lines(style) }
    }

    var json: JSONValue {
        .members([
            "entry": .int(entry.id), "feed": .string(entry.feed), "revision": .int(number),
            "same_as": entry.sameAs.map { .int($0) }, "withheld": .string(withheld),
            "receipt": receipt?.json,
            "quarantined": .list(quarantines.map { .string($0.summary) }),
            "baseline": .bool(isBaseline), "change": change.map(EntryJSON.change),
            "mentions": .list(mentions.map(\.json)),
            "untold": .list(untold.map(InquiryDossier.json)),
            "untold_statements": .list(
                untoldStatements.map { statement, reason in
                    .members([
                        "source": .string(statement.source),
                        "content": .string(statement.content),
                        "institution": .string(statement.institution?.rawValue),
                        "reason": .string(reason),
                    ])
                }), "events": .array(events.map(\.json)),
        ])
    }
}

extension ChangeRecord {
    func lines(_ style: TextStyle) -> [String] {
        let kinds = VisibleText.line(kinds).replacing(" ", with: ", ")
        var lines = [
            "  level    \(level): \(kinds)",
            "  verdict  \(verdict)",
            "  rule     \(VisibleText.line(reason))",
        ]
        for sentence in detail["sentences"]?.arrayValue ?? [] {
            let text = sentence["after"]?.stringValue ?? sentence["before"]?.stringValue ?? ""
            lines.append(
                "  - \(sentence["kind"]?.stringValue ?? ""), "
                    + "\(sentence["level"]?.stringValue ?? ""): "
                    + VisibleText.line(sentence["reason"]?.stringValue ?? ""))
            lines.append(style.faint("    " + VisibleText.line(text, limit: 160)))
        }
        return lines
    }
}

extension EventExplanation {
    /// The number of the revision that the event is about.
    var revision: Int? {
        (try? JSONValue(parsing: event.body))?["data"]?["revision"]?["number"]?.intValue
            .map { Int($0) }
    }

    /// How many changes that were not reported one by one the event sums up.
    private var heldBack: Int? {
        (try? JSONValue(parsing: event.body))?["data"]?["change"]?["held_back"]?.intValue
            .map { Int($0) }
    }

    func lines(_ style: TextStyle) -> [String] {
        var lines = [
            style.strong("\(event.type.rawValue)  \(event.at)"),
            "  id       \(VisibleText.line(event.id)), number \(event.sequence) of the log",
        ]
        if let feed = event.feed { lines.append("  feed     \(VisibleText.line(feed))") }
        if let entry {
            lines.append("  entry    \(entry)" + (revision.map { ", revision \($0)" } ?? ""))
        }
        if let inquiry { lines.append("  inquiry  \(VisibleText.line(inquiry.rawValue))") }
        if let withheld = event.withheld {
            lines.append("  content  \(VisibleText.line(withheld.words))")
        }
        if let heldBack {
            lines.append("  rule     it sums up \(heldBack) changes that were held back")
        } else if let change {
            lines += change.lines(style)
        }
        lines += asked
        lines += receipt.map { ReceiptText($0).lines.map { "  " + $0 } } ?? []
        if let response { lines += Self.lines(response) }
        return lines + [""] + sent(style)
    }

    /// The words of the text from which the event opens an inquiry, if it does.
    private var asked: [String] {
        guard let mention = (try? JSONValue(parsing: event.body))?["data"]?["mention"],
            let wording = mention["wording"]?.stringValue
        else { return [] }
        let kind = mention["kind"]?.stringValue.flatMap(PartyKind.init(rawValue:))
        let sure = mention["confidence"]?.doubleValue
        let facts = [
            "“\(VisibleText.line(wording, limit: 80))”", kind?.words,
            sure.map { "confidence \(PercentText.write($0))" },
        ]
        return ["  asked    " + facts.compactMap(\.self).joined(separator: ", ")]
    }

    private static func lines(_ response: ResponseRecord) -> [String] {
        [
            "  verdict  \(response.verdict), confidence \(PercentText.write(response.confidence))"
                + (response.ruling.map { ", \($0) by a person" } ?? ""),
            "  quote    “\(VisibleText.line(response.quote, limit: 300))”",
        ] + response.reasons.map { "  - \(VisibleText.line($0))" }
    }

    private func sent(_ style: TextStyle) -> [String] {
        guard !deliveries.isEmpty || !notSent.isEmpty else { return ["  no sink is configured"] }
        return deliveries.map { delivery in
            var line =
                "  to \(VisibleText.line(delivery.sink)): \(DeliveryText.word(delivery.state)) "
                + "after \(delivery.attempts == 1 ? "1 try" : "\(delivery.attempts) tries")"
            if let endedAt = delivery.endedAt { line += ", \(endedAt)" }
            if delivery.state == .parked { line += ", again \(delivery.nextAttemptAt)" }
            if let error = delivery.lastError { line += ": \(VisibleText.line(error))" }
            let said = DeliveryText.said(delivery).map {
                ["    it said: " + VisibleText.line($0, limit: 2000)]
            }
            return
                ([line] + (said ?? [])
                + (reasons[delivery.sink] ?? []).map { "    " + VisibleText.line($0) })
        }.flatMap(\.self)
            + notSent.map { other in
                "  not to \(VisibleText.line(other.sink)): \(VisibleText.line(other.reason))"
            }
    }

    var json: JSONValue {
        .members([
            "event": .string(event.id), "sequence": .int(event.sequence),
            "type": .string(event.type.rawValue), "at": .time(event.at),
            "feed": .string(event.feed), "entry": entry.map { .int($0) },
            "withheld": event.withheld?.json,
            "revision": revision.map { .int($0) }, "inquiry": .string(inquiry?.rawValue),
            "change": change.map(EntryJSON.change),
            "response": response.map(InquiryDossier.json),
            "receipt": receipt.map { ReceiptText($0).json },
            "deliveries": .array(deliveries.map(DeliveryText.json)),
            "rules": .object(
                reasons.sorted { $0.key < $1.key }.map { sink, reasons in
                    .init(sink, .array(reasons.map { .string($0) }))
                }),
            "not_sent": .array(
                notSent.map { other in
                    .members(["sink": .string(other.sink), "reason": .string(other.reason)])
                }),
        ])
    }
}
