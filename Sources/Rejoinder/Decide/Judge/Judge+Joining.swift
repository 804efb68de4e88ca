/// A known inquiry that asks what a text reports to be asked.
struct FoundQuestion: Sendable {
    let question: KnownQuestion
    /// Why the text joins the inquiry; nil if it cannot, or has done so already.
    let joining: String?
}

extension Judge {
    /// The inquiry that the party's question has led to already.
    ///
    /// An entry that asks opens no second inquiry of the same party, whatever became of the first.
    /// What another entry asks is the same question only as long as an answer is awaited, or if
    /// that text is older than the answer.
    func known(
        _ party: AskedParty, of observed: ObservedEntry, at place: Place
    ) -> FoundQuestion? {
        let article = [place.entry] + (entries[place.entry]?.variants ?? [])
        let own = asked.first { known in
            !known.asking.isDisjoint(with: article)
                && known.questions.contains { detector.isSameParty(party, as: $0) }
        }
        if let own { return FoundQuestion(question: own, joining: nil) }
        for known in asked where known.inquiry.openedAt > look.at - Self.questionMemory {
            guard let reason = sameQuestion(party, as: known, of: observed) else { continue }
            if known.isAwaited { return FoundQuestion(question: known, joining: reason) }
            // An answer that is told again asks nothing.
            if party.state == .responded { return FoundQuestion(question: known, joining: nil) }
            let endedAt = known.endedAt ?? look.at
            if let written = observed.publishedAt, written < endedAt {
                return FoundQuestion(question: known, joining: nil)
            }
        }
        return nil
    }

    /// How long a question is remembered: a season later, the same matter is another question.
    static let questionMemory: Duration = .seconds(30 * 86_400)

    private func sameQuestion(
        _ party: AskedParty, as known: KnownQuestion, of observed: ObservedEntry
    ) -> String? {
        let language = detector.language(
            observed.content.language, observed.content.shared.text)?.code
        return known.questions.lazy.compactMap { inquiry in
            guard inquiry.mayAsk(party) else { return nil }
            return detector.sameQuestion(
                party, as: inquiry, subject: observed.title,
                bits: { rules.terms.bits($0, language: language) })
        }.first
    }

    /// Makes the entry one of those that ask, and hears what became of the question there.
    mutating func join(
        _ found: FoundQuestion, _ party: AskedParty, in observed: ObservedEntry, at place: Place
    ) {
        let (inquiry, version) = (found.question.inquiry.id, found.question.version)
        let reason = found.joining ?? ""
        if let version { plan.basis.inquiries[inquiry] = version }
        plan.add(
            .joinInquiry(
                JoinedMention(
                    inquiry: inquiry, entry: place.entry, revision: place.revision, party: party,
                    reason: reason)),
            because: reason)
        for index in asked.indices where asked[index].inquiry.id == inquiry {
            asked[index].asking.insert(place.entry)
        }
        for index in answerable.indices where answerable[index].inquiry.id == inquiry {
            answerable[index].asking.insert(place.entry)
        }
        hearOutcome(party, found, of: observed, at: place)
    }

    /// Ends the waiting where a text that asks says for the first time that the party refused, or
    /// what it answered.
    mutating func hearOutcome(
        _ party: AskedParty, _ found: FoundQuestion?, of observed: ObservedEntry, at place: Place
    ) {
        guard let found, let verdict = party.outcome,
            look.thresholds.certainty(of: party) == .sure,
            found.joining != nil || observed.change?.adds(party.evidence) ?? false,
            let open = answerable.first(where: { $0.inquiry.id == found.question.inquiry.id }),
            open.inquiry.state == .open, mayAnswer(open),
            // A name alone may be a part of several institutions' names.
            open.inquiry.institution == nil || open.inquiry.institution == party.institution
        else { return }
        let finding = ResponseFinding(
            inquiry: open.inquiry.id, verdict: verdict, confidence: party.confidence,
            quote: party.evidence, source: party.mention,
            reasons: [
                "a text that reports the question reports the "
                    + (verdict == .declined ? "refusal" : "answer")
            ])
        record(finding, to: open, of: observed, at: place)
    }
}

extension AskedParty {
    /// What the text tells of the end of the waiting; nil if an answer is still awaited.
    fileprivate var outcome: ResponseFinding.Verdict? {
        switch inquiryState {
        case .declined: .declined
        case .answered: .answered
        case .open, .closed, nil: nil
        }
    }
}

extension KnownQuestion {
    /// The inquiry itself, and those whose questions are the same by a person's word.
    fileprivate var questions: [Inquiry] { [inquiry] + merged }

    /// Whether an answer would still be news: one often follows a refusal.
    fileprivate var isAwaited: Bool { inquiry.state == .open || inquiry.state == .declined }
}

extension Inquiry {
    /// Whether it may be the party that was asked, as far as keys and names alone can say.
    fileprivate func mayAsk(_ party: AskedParty) -> Bool {
        party.institution == nil || institution == party.institution
            || institutionName == party.name
    }
}
