/// Compares two revisions of an entry.
package enum RevisionDiff {
    /// The difference, with what it is about and how much it matters.
    ///
    /// - Returns: nil where the two are the same in every byte.
    package static func change(
        from old: RevisionContent, to new: RevisionContent
    ) -> Change? {
        guard old != new else { return nil }
        let fields = [
            field(.title, old.title, new.title), field(.text, old.text, new.text),
            field(.author, old.author ?? "", new.author ?? ""),
            linkField(old.link, new.link),
        ].compactMap(\.self)
        let sentences = SentenceDiff.changes(from: old.text, to: new.text)
        let changed = Set(fields.map(\.field))
        let isText = changed.contains(.title) || changed.contains(.text)
        let level: ChangeLevel = isText ? .major : fields.isEmpty ? .none : .minor
        let kinds = kinds(changed, sentences, isNoise: fields.isEmpty, from: old, to: new)
        return Change(
            level: level, kinds: kinds, fields: fields, sentences: sentences,
            reason: reason(level, changed), isStealth: isText && !hasNewDate(old, new))
    }

    private static func field(
        _ field: FieldChange.Field, _ old: String, _ new: String
    ) -> FieldChange? {
        guard Normaliser.text(old) != Normaliser.text(new) else { return nil }
        return FieldChange(field: field, from: old, to: new, spans: WordDiff.spans(from: old, to: new))
    }

    private static func linkField(_ old: String?, _ new: String?) -> FieldChange? {
        guard Normaliser.link(old) != Normaliser.link(new) else { return nil }
        let (from, to) = (old ?? "", new ?? "")
        let spans = [DiffSpan(.removed, from), DiffSpan(.added, to)].filter { !$0.text.isEmpty }
        return FieldChange(field: .link, from: from, to: to, spans: spans)
    }

    private static func kinds(
        _ changed: Set<FieldChange.Field>, _ sentences: [SentenceChange], isNoise: Bool,
        from old: RevisionContent, to new: RevisionContent
    ) -> [ChangeKind] {
        var kinds: [ChangeKind] = []
        if changed.contains(.title) { kinds.append(.headline) }
        if sentences.contains(where: { $0.kind == .added }) { kinds.append(.added) }
        if sentences.contains(where: { $0.kind == .removed }) { kinds.append(.removed) }
        if sentences.contains(where: { $0.kind == .changed }) { kinds.append(.wording) }
        if sentences.contains(where: { $0.kind == .moved }) { kinds.append(.moved) }
        if isCorrected(sentences) { kinds.append(.correction) }
        if changed.contains(.author) { kinds.append(.byline) }
        if changed.contains(.link) { kinds.append(.tracking) }
        guard isNoise else { return kinds }
        let isSpacing = blankless(old.title + old.text) == blankless(new.title + new.text)
        if old.title == new.title, old.text == new.text { return [.timestamp] }
        return [isSpacing ? .whitespace : .typography]
    }

    private static func blankless(_ text: String) -> [Unicode.Scalar] {
        text.unicodeScalars.filter { !$0.properties.isWhitespace && $0.value != 0xA0 }
    }

    /// A notice in new words that the article was wrong.
    private static func isCorrected(_ sentences: [SentenceChange]) -> Bool {
        sentences.contains { change in
            guard change.kind != .removed, let after = change.after?.lowercased() else {
                return false
            }
            let before = change.before?.lowercased() ?? ""
            return notices.contains { after.contains($0) && !before.contains($0) }
        }
    }

    private static let notices = [
        "correction:", "corrected:", "was corrected", "has been corrected", "an earlier version of",
        "a previous version of", "clarification:", "we regret the error",
    ]

    private static func reason(_ level: ChangeLevel, _ changed: Set<FieldChange.Field>) -> String {
        switch level {
        case .major:
            "the words of the \(names(changed.intersection([.title, .text]))) changed"
        case .minor: "only the \(names(changed)) changed"
        case .none: "the words are the same; spacing, typography or dates differ"
        }
    }

    private static func names(_ fields: Set<FieldChange.Field>) -> String {
        FieldChange.Field.allCases.filter(fields.contains).map(\.rawValue)
            .joined(separator: " and the ")
    }

    private static func hasNewDate(_ old: RevisionContent, _ new: RevisionContent) -> Bool {
        old.updated != new.updated || old.published != new.published
    }
}

/// Compares texts sentence by sentence.
enum SentenceDiff {
    static func changes(from old: String, to new: String) -> [SentenceChange] {
        let (before, after) = (Sentences.split(old), Sentences.split(new))
        let script = EditScript(
            from: before.map { Normaliser.text($0) }, to: after.map { Normaliser.text($0) })
        var changes: [SentenceChange] = []
        var removed: [String] = []
        for run in script.runs {
            switch run.kind {
            case .removed: removed += before[run.old]
            case .added: changes += pair(&removed, Array(after[run.new]))
            case .same: changes += flush(&removed)
            }
        }
        changes += flush(&removed)
        return moved(changes)
    }

    /// Sentences that stand in each other's place, and share half of their words, are one that
    /// changed.
    private static func pair(_ removed: inout [String], _ added: [String]) -> [SentenceChange] {
        var changes: [SentenceChange] = []
        for sentence in added {
            let words = Set(WordDiff.words(Normaliser.text(sentence)))
            let place = removed.firstIndex { candidate in
                let others = Set(WordDiff.words(Normaliser.text(candidate)))
                return 2 * words.intersection(others).count > max(words.count, others.count)
            }
            if let place {
                changes += removed[..<place].map(removal)
                changes.append(
                    SentenceChange(
                        kind: .changed, before: removed[place], after: sentence,
                        reason: "its words changed", level: .major))
                removed.removeFirst(place + 1)
            } else {
                changes.append(
                    SentenceChange(
                        kind: .added, before: nil, after: sentence, reason: "it is new",
                        level: .major))
            }
        }
        return changes
    }

    private static func flush(_ removed: inout [String]) -> [SentenceChange] {
        defer { removed = [] }
        return removed.map(removal)
    }

    private static func removal(_ sentence: String) -> SentenceChange {
        SentenceChange(
            kind: .removed, before: sentence, after: nil, reason: "it is gone", level: .major)
    }

    /// A sentence that went in one place and came in another has moved.
    private static func moved(_ changes: [SentenceChange]) -> [SentenceChange] {
        var gone = Set(changes.filter { $0.kind == .removed }.compactMap { $0.before }.map(key))
        gone.formIntersection(changes.filter { $0.kind == .added }.compactMap { $0.after }.map(key))
        return changes.compactMap { change in
            switch change.kind {
            case .removed where change.before.map({ gone.contains(key($0)) }) == true: nil
            case .added where change.after.map({ gone.contains(key($0)) }) == true:
                SentenceChange(
                    kind: .moved, before: change.after, after: change.after,
                    reason: "it stands elsewhere", level: .minor)
            default: change
            }
        }
    }

    private static func key(_ sentence: String) -> String { Normaliser.text(sentence) }
}

/// Compares texts word by word.
enum WordDiff {
    /// Words with the blank behind them, so that joining gives the text again.
    static func words(_ text: String) -> [Substring] {
        var words: [Substring] = []
        var start = text.startIndex
        var isBlank = false
        for index in text.indices {
            let blank = text[index].isWhitespace
            if isBlank, !blank {
                words.append(text[start..<index])
                start = index
            }
            isBlank = blank
        }
        if start < text.endIndex { words.append(text[start...]) }
        return words
    }

    static func spans(from old: String, to new: String) -> [DiffSpan] {
        let (before, after) = (words(old), words(new))
        let script = EditScript(
            from: before.map { Normaliser.text(String($0)) },
            to: after.map { Normaliser.text(String($0)) })
        return script.runs.map { run in
            switch run.kind {
            case .same: DiffSpan(.same, shortened(after[run.new].joined()))
            case .removed: DiffSpan(.removed, before[run.old].joined())
            case .added: DiffSpan(.added, after[run.new].joined())
            }
        }
    }

    /// What stays is there to find the place by: its ends are enough.
    private static func shortened(_ text: String) -> String {
        guard text.count > 160 else { return text }
        return text.prefix(70) + " … " + text.suffix(70)
    }
}
