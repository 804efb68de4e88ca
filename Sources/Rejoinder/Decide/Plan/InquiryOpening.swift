/// An inquiry that is opened from the words of a text, as its first event tells it.
struct InquiryOpening: Sendable {
    let inquiry: Inquiry
    /// The members that every event about the entry carries.
    let subject: [JSONValue.Member]
    let feed: String
    let entry: Int64
    /// The revision whose text asks for it.
    let revision: Int
    /// The words that open it, as `EventData.mention` writes them.
    let mention: JSONValue
    /// The words of the response, if the text tells of one.
    var answer: String?
    /// Who gave the response, as the text names them.
    var source: String?
    /// How sure it is that the party was asked; nil if it was not measured.
    let confidence: Double?
    /// What a person did, if a person opened it.
    var act: JSONValue?

    /// Why the text that tells of the question ends the waiting; nil if it does not.
    var responseReason: String? {
        switch inquiry.state {
        case .declined: "the text that tells of the question tells of the refusal"
        case .answered: "the text that tells of the question tells of the answer"
        case .open, .closed: nil
        }
    }

    func event(at moment: Timestamp) -> EventDraft {
        var data = subject
        data.append(.init("inquiry", EventData.inquiry(inquiry)))
        data.append(.init("mention", mention))
        if let responseReason {
            data.append(.init("response", response(responseReason, at: moment)))
        }
        if let act { data.append(.init("act", act)) }
        return EventDraft(
            type: type, at: moment, feed: feed,
            entry: entry, inquiry: inquiry.id, identifiedBy: [inquiry.id.rawValue],
            data: .object(data))
    }

    private var type: EventType {
        switch inquiry.state {
        case .declined: .inquiryDeclined
        case .answered: .inquiryAnswered
        case .open, .closed: .inquiryOpened
        }
    }

    private func response(_ reason: String, at moment: Timestamp) -> JSONValue {
        .members([
            "confidence": .double(confidence ?? 1),
            "source": inquiry.state == .answered ? .string(source) : nil,
            "quote": .string(answer ?? inquiry.evidence ?? ""),
            "reasons": .array([.string(reason)]),
            "after": .members(["seen_at": .time(moment), "revision": .int(revision)]),
        ])
    }
}
