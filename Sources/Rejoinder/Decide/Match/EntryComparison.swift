/// Compares an entry's text with what its feed last said, and reads who says what in it.
struct EntryComparison: Sendable {
    let rules: FeedRules
    let detector: Detector
    /// The first poll reports no statements, so it need not find any.
    let isBaseline: Bool

    func observed(_ text: EntryText, _ old: Revision?) -> ObservedEntry {
        let statements = statements(in: text.content)
        let parties = detector.parties(in: text.content, rules)
        return ObservedEntry(
            text, comparedWith: old?.number, change: change(of: text, from: old),
            reading: TextFindings(statements: statements, parties: parties),
            statementChanges: old?.withheld != nil
                ? []
                : StatementChange.changes(
                    from: old.map { self.statements(in: $0.content) } ?? [], to: statements))
    }

    private func change(of text: EntryText, from old: Revision?) -> Change? {
        guard let old else { return nil }
        guard old.withheld == nil else { return .afterWithheld }
        let change =
            RevisionDiff.change(from: old.content, to: text.content, ignoring: rules.ignoring)
            ?? .ofMarkup
        let isReread = text.previous.map { $0.rules != ObservedEntry.rules } ?? false
        return isReread ? change.asRereading : change
    }

    private func statements(in content: RevisionContent) -> [Statement] {
        isBaseline ? [] : detector.statements(in: content, ofFeedOf: rules.institution)
    }
}

extension Detector {
    /// The parties that were asked, if texts of this feed may open inquiries.
    ///
    /// This holds from the first poll on, because a question stays open however late we find it.
    func parties(in content: RevisionContent, _ rules: FeedRules) -> [AskedParty] {
        rules.opensInquiries && mayTellOfQuestion(content)
            ? parties(in: content, by: rules.thresholds, outlet: rules.outlet) : []
    }
}

extension Change {
    /// A change of the source that makes no difference to what a reader sees.
    static let ofMarkup = Change(
        level: .none, kinds: [.markup], fields: [], sentences: [],
        reason: "only the markup or the spacing of the source differs", isStealth: false)

    /// What followed on a text that is withheld, and that it cannot be compared with.
    static let afterWithheld = Change(
        level: .none, kinds: [.wording], fields: [], sentences: [],
        reason: "the text before is withheld: a new baseline, and no news", isStealth: false)

    /// The same difference, but caused by new rules rather than by an edit.
    var asRereading: Change {
        Change(
            level: .none, kinds: kinds, fields: fields, sentences: sentences,
            reason: "the rules that read texts have changed since: a new baseline, and no news",
            isStealth: false)
    }
}
