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
    /// How sure it is that the party was asked; nil if it was not measured.
    let confidence: Double?
    /// What a person did, if a person opened it.
    var act: JSONValue?

    /// Why a text that tells of a refusal needs no other to end the waiting.
    static let refusal = "the text that tells of the question tells of the refusal"

    func event(at moment: Timestamp) -> EventDraft {
        let isRefused = inquiry.state == .declined
        var data = subject
        data.append(.init("inquiry", EventData.inquiry(inquiry)))
        data.append(.init("mention", mention))
        if isRefused { data.append(.init("response", response(at: moment))) }
        if let act { data.append(.init("act", act)) }
        return EventDraft(
            type: isRefused ? .inquiryDeclined : .inquiryOpened, at: moment, feed: feed,
            entry: entry, inquiry: inquiry.id, identifiedBy: [inquiry.id.rawValue],
            data: .object(data))
    }

    private func response(at moment: Timestamp) -> JSONValue {
        .members([
            "confidence": .double(confidence ?? 1), "quote": .string(inquiry.evidence ?? ""),
            "reasons": .array([.string(Self.refusal)]),
            "after": .members(["seen_at": .time(moment), "revision": .int(revision)]),
        ])
    }
}
