extension EventFacts {
    static func inquiry(_ type: EventType, _ data: JSONValue) -> (String, [Detail]) {
        let inquiry = data["inquiry"]
        let who = VisibleText.line(
            inquiry?["institution"]?["name"]?.stringValue ?? "somebody", limit: 120)
        let due = inquiry?["due_at"]?.stringValue
        var details = [Detail(.plain, "on: \(inquiry?["subject"]?.stringValue ?? "")")]
        let response = data["response"]
        // The text that tells of the question tells of the answer.
        if type == .inquiryAnswered, data["mention"] != nil,
            let question = inquiry?["evidence"]?.stringValue,
            question != response?["quote"]?.stringValue
        {
            details.append(Detail(.plain, "asked: \(question)"))
        }
        if let quote = response?["quote"]?.stringValue { details.append(Detail(.quoted, quote)) }
        let file = response?["file"]?["name"]?.stringValue
        if let place = response?["link"]?.stringValue ?? file {
            details.append(Detail(.plain, "in: \(place)"))
        }
        details += note(data)
        for other in ["into", "from"] {
            guard let inquiry = data[other] else { continue }
            let id = inquiry["id"]?.stringValue ?? ""
            let subject = inquiry["subject"]?.stringValue ?? ""
            details.append(Detail(.plain, "\(other) \(id), on: \(subject)"))
        }
        if response == nil, let evidence = inquiry?["evidence"]?.stringValue {
            details.append(Detail(.quoted, evidence))
        }
        if let act = data["act"], let by = act["by"]?.stringValue {
            let reason = act["reason"]?.stringValue.map { ": \($0)" } ?? ""
            details.append(Detail(.plain, "by \(by)\(reason)"))
        }
        details += coverage(data) + place(data)
        details.append(Detail(.dim, inquiry?["id"]?.stringValue ?? ""))
        if type == .inquiryClosed, data["act"]?["not_asked"] == .bool(true) {
            return (who + ": closed because it was never asked", details)
        }
        if type == .inquiryAssigned {
            let owner = data["assigned"]?["to"]?.stringValue
            return (
                who + (owner.map { ": \($0) takes care of it" } ?? ": nobody's any more"), details
            )
        }
        return (who + clause(type, due: due, response: response), details)
    }

    /// What a person has noted, or wanted to be reminded of.
    private static func note(_ data: JSONValue) -> [Detail] {
        let text = (data["note"] ?? data["reminder"])?["text"]?.stringValue
        let note = data["note"]
        let place = note?["link"]?.stringValue ?? note?["file"]?["name"]?.stringValue
        return [text.map { Detail(.quoted, $0) }, place.map { Detail(.plain, "in: \($0)") }]
            .compactMap(\.self)
    }

    private static func clause(_ type: EventType, due: String?, response: JSONValue?) -> String {
        switch type {
        case .inquiryOpened, .inquiryReopened:
            " owes an answer" + (due.map { " by \($0)" } ?? "")
        case .inquiryExtended: " has time to answer" + (due.map { " until \($0)" } ?? "")
        case .inquiryAnswered: " has answered"
        case .inquiryDeclined: " has declined to answer"
        case .inquiryHeld: " says that an answer will come"
        case .inquiryCandidate:
            " may have answered; confirm or deny"
                + (response?["confidence"]?.doubleValue.map {
                    " (confidence \(PercentText.write($0)))"
                } ?? "")
        case .inquiryDue: " should answer" + (due.map { " by \($0)" } ?? " soon")
        case .inquiryOverdue: due.map { " has been overdue since \($0)" } ?? " is overdue"
        case .inquiryDenied: " still owes an answer: that was not one"
        case .inquiryMerged: ": the question is that of another inquiry"
        case .inquirySplit: ": this question is an inquiry of its own"
        case .inquiryNoted: ": noted"
        case .inquiryReminded: ": a reminder"
        case .responseMoved: ": a response to this, and not to another inquiry"
        default: ": closed"
        }
    }

    /// What was looked at meanwhile, to tell "nothing was said" from "we could not look".
    private static func coverage(_ data: JSONValue) -> [Detail] {
        guard let coverage = data["coverage"], let looks = coverage["looks"]?.intValue else {
            return []
        }
        let places = ["feeds", "pages"].flatMap { coverage[$0]?.arrayValue ?? [] }
            .compactMap(\.stringValue)
        let gaps = coverage["gaps"]?.arrayValue ?? []
        let from = coverage["from"]?.stringValue ?? ""
        guard !places.isEmpty else {
            return [Detail(.plain, "none of its own feeds is watched")]
        }
        let watched = places.joined(separator: ", ")
        guard looks > 0 || !gaps.isEmpty else {
            return [Detail(.plain, "has not looked at \(watched) yet")]
        }
        let holes =
            gaps.isEmpty ? "without a gap" : gaps.count == 1 ? "1 gap" : "\(gaps.count) gaps"
        return [Detail(.plain, "looked at \(watched) \(looks) times since \(from), \(holes)")]
    }
}
