extension Judge {
    /// Matches what is new in the entry with the open inquiries, and records what it answers.
    mutating func judgeResponses(_ observed: ObservedEntry, at place: Place) {
        guard observed.change.map({ $0.level == .major }) ?? mayBeNews(observed, at: place) else {
            return
        }
        plan.basis.newestInquiry = facts.newestInquiry
        var open = answerable.filter(mayAnswer)
        if isArchived(observed) {
            // What was published before the question does not even look like an answer.
            open = open.filter { $0.inquiry.openedAt <= observed.publishedAt ?? look.at }
        }
        guard !open.isEmpty else { return }
        let newSentences = newSentences(of: observed)
        let article =
            newSentences == nil
            ? [place.entry] : [place.entry] + (entries[place.entry]?.variants ?? [])
        let candidate = ResponseCandidate(
            entry: place.entry,
            asking: Set(
                open.filter { !$0.asking.isDisjoint(with: article) }.map(\.inquiry.id)),
            title: observed.title, text: observed.content.text, newSentences: newSentences,
            language: observed.content.language, institution: look.feed.institution,
            dated: observed.content.published.flatMap { $0 > look.at + .seconds(3600) ? nil : $0 },
            isBaseline: isBaseline, outlet: look.feed.title, shared: observed.content.shared)
        let findings = detector.findings(
            for: candidate, open: open.map(\.inquiry), terms: rules.terms)
        for finding in findings {
            guard let match = open.first(where: { $0.inquiry.id == finding.inquiry }) else {
                continue
            }
            record(finding, to: match, of: observed, at: place)
        }
    }

    /// Whether the entry may be news.
    ///
    /// A new entry may, even in the quiet first poll: it may be younger than the question.
    private func mayBeNews(_ observed: ObservedEntry, at place: Place) -> Bool {
        place.revision == 1 || isNews(observed, at: place)
    }

    /// A feed that the inquiry does not name cannot answer it.
    ///
    /// Whether an entry is newer than the question is for the matching to decide.
    func mayAnswer(_ open: OpenInquiry) -> Bool {
        if let feeds = open.feeds, !feeds.contains(look.feed.name) { return false }
        if look.at >= open.inquiry.openedAt { return true }
        // Whatever is seen after a text was seen after its question, if the clock was ahead then.
        if case .text = open.inquiry.origin {
            return open.inquiry.openedAt - look.at > .seconds(3600)
        }
        return false
    }

    private func newSentences(of observed: ObservedEntry) -> [String]? {
        guard let change = observed.change else { return nil }
        return change.sentences.filter { $0.kind == .added || $0.kind == .changed }
            .compactMap(\.after)
    }

    /// Records a response, and tells of it unless something speaks against that.
    mutating func record(
        _ finding: ResponseFinding, to open: OpenInquiry, of observed: ObservedEntry,
        at place: Place
    ) {
        guard !open.rulesOut(finding, of: place.entry) else { return }
        let inquiry = open.inquiry
        // An inquiry that this plan opens has no row yet.
        if let version = open.version { plan.basis.inquiries[inquiry.id] = version }
        let verdict = rules.inquiries.answer == .propose ? .candidate : finding.verdict
        let suppressed = open.suppression(of: finding, from: look.feed.name, at: look.at)
        let reason = suppressed ?? finding.reasons.joined(separator: "; ")
        plan.add(
            .recordResponse(
                NewResponse(
                    entry: place.entry, revision: place.revision, finding: finding,
                    verdict: verdict, suppressed: suppressed)),
            because: reason)
        remember(finding, told: verdict, suppressed, in: place.entry)
        guard suppressed == nil else { return }
        let ended = end(inquiry, by: verdict)
        let data =
            subject(observed, at: place) + [
                .init("inquiry", EventData.inquiry(ended)),
                .init("response", response(finding, to: inquiry, at: place)),
            ]
        tell(
            EventDraft(
                type: verdict.eventType, at: look.at, feed: look.feed.name,
                entry: place.entry, inquiry: inquiry.id,
                identifiedBy: [
                    inquiry.id.rawValue, look.feed.name, observed.identity, String(place.revision),
                ],
                data: .object(data)),
            because: reason)
    }

    /// Keeps the response in mind for what else this plan finds.
    private mutating func remember(
        _ finding: ResponseFinding, told verdict: ResponseFinding.Verdict, _ suppressed: String?,
        in entry: Int64
    ) {
        let known = KnownResponse(
            entry: entry, feed: look.feed.name, verdict: verdict.rawValue, quote: finding.quote,
            isDenied: false, confidence: finding.confidence, reasons: finding.reasons, at: look.at,
            isSuppressed: suppressed != nil, isProposal: verdict != finding.verdict)
        for index in answerable.indices where answerable[index].inquiry.id == finding.inquiry {
            answerable[index].responses.append(known)
        }
    }

    private mutating func end(
        _ inquiry: Inquiry, by verdict: ResponseFinding.Verdict
    ) -> Inquiry {
        guard let state = verdict.endState else { return inquiry }
        plan.add(.endInquiry(inquiry.id, state), because: "the response ends the waiting")
        let ended = inquiry.moved(to: state)
        if state == .declined,
            let index = answerable.firstIndex(where: { $0.inquiry.id == inquiry.id })
        {
            answerable[index].inquiry = ended
        } else {
            answerable.removeAll { $0.inquiry.id == inquiry.id }
        }
        return ended
    }

    /// Builds the response with both ends of the evidence.
    ///
    /// These are the last look that did not show the response, and the first that did.
    private func response(
        _ finding: ResponseFinding, to inquiry: Inquiry, at place: Place
    ) -> JSONValue {
        .members([
            "confidence": .double(finding.confidence), "source": .string(finding.source),
            "quote": .string(finding.quote),
            "reasons": .array(finding.reasons.map { .string($0) }),
            "before": .members([
                "looked_at": .time(look.feed.succeededAt),
                "revision": place.revision > 1 ? .int(place.revision - 1) : nil,
            ]),
            "after": .members(["seen_at": .time(look.at), "revision": .int(place.revision)]),
            "waited_seconds": .int(Int((look.at - inquiry.openedAt).components.seconds)),
        ])
    }
}

extension ResponseFinding.Verdict {
    var eventType: EventType {
        switch self {
        case .answered: .inquiryAnswered
        case .declined: .inquiryDeclined
        case .held: .inquiryHeld
        case .candidate: .inquiryCandidate
        }
    }

    /// The state in which the inquiry ends; nil if the waiting goes on.
    var endState: Inquiry.State? {
        switch self {
        case .answered: .answered
        case .declined: .declined
        case .held, .candidate: nil
        }
    }
}
