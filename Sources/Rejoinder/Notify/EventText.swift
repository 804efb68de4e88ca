/// An event as people read it: a line that says what happened, and the details below it.
package struct EventText: Sendable {
    /// Whether colours (ECMA-48) mark up the text.
    package let isColoured: Bool

    package init(isColoured: Bool) { self.isColoured = isColoured }

    /// The event's lines, without a final line break and without control characters from outside.
    package func lines(_ event: Event) -> [String] {
        let type = event.type.rawValue.padding(to: 18)
        let said = Self.said(event)
        let head = "\(event.at)  \(paint(type, Self.colour(of: event.type)))  \(said.summary)"
        return [head] + said.details.map { "    " + coloured($0) }
    }

    /// What the event says in one line, and in the lines below it, as plain text.
    package static func words(of event: Event) -> (summary: String, details: [String]) {
        let said = said(event)
        return (said.summary, said.details.map(\.text))
    }

    /// What the event says in one line, and in the lines below it, without any mark-up.
    static func said(_ event: Event) -> (summary: String, details: [Detail]) {
        if let withheld = event.withheld {
            return (VisibleText.line(withheld.words, limit: 400), [])
        }
        let data = (try? JSONValue(parsing: event.body))?["data"] ?? .null
        let said = EventFacts(event, data)
        return (said.summary, said.details)
    }

    private func coloured(_ detail: Detail) -> String {
        switch detail.mark {
        case .plain: detail.text
        case .added: paint("+ " + detail.text, 32)
        case .removed: paint("- " + detail.text, 31)
        case .quoted: "“\(detail.text)”"
        case .dim: paint(detail.text, 2)
        }
    }

    private func paint(_ text: String, _ code: Int) -> String {
        isColoured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }

    private static func colour(of type: EventType) -> Int {
        switch type {
        case .inquiryAnswered, .inquiryDeclined, .inquiryHeld: 32
        case .inquiryOpened, .inquiryReopened, .inquiryExtended, .inquiryCandidate,
            .inquiryDenied, .inquiryMerged, .inquirySplit, .responseMoved, .inquiryAssigned,
            .inquiryNoted:
            36
        case .inquiryDue, .inquiryOverdue, .inquiryReminded, .feedFailing, .feedGap,
            .entryQuarantined,
            .deliveryFailing, .logRedacted, .logRekeyed:
            33
        case .entryRemoved, .statementWithdrawn, .deliveryDisabled: 31
        case .entryCorrected, .entryReverted, .statementChanged: 35
        default: 1
        }
    }
}

/// One line below an event's first.
struct Detail: Equatable {
    enum Mark { case plain, added, removed, quoted, dim }

    let mark: Mark
    let text: String

    init(_ mark: Mark, _ text: String, limit: Int = 400) {
        self.mark = mark
        self.text = VisibleText.line(text, limit: limit)
    }
}

extension String {
    /// Blanks that pad the text to that many characters; names of events are ASCII.
    fileprivate func padding(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - utf8.count))
    }
}
