/// The fields of an entry that changed for a reader, with the words that changed.
enum FieldChanges {
    static func fields(
        from old: RevisionContent, to new: RevisionContent, text: TextDiff,
        sentences: [SentenceChange]
    ) -> [FieldChange] {
        var fields: [FieldChange] = []
        if let title = field(.title, old.title, new.title) { fields.append(title) }
        if !text.isEqual {
            fields.append(
                FieldChange(field: .text, from: old.text, to: new.text, spans: spans(sentences)))
        }
        if let author = field(.author, old.author ?? "", new.author ?? "") { fields.append(author) }
        let (from, to) = (old.link ?? "", new.link ?? "")
        if Normaliser.link(old.link) != Normaliser.link(new.link) {
            let spans = [DiffSpan(.removed, from), DiffSpan(.added, to)].filter { !$0.text.isEmpty }
            fields.append(FieldChange(field: .link, from: from, to: to, spans: spans))
        }
        return fields
    }

    private static func field(
        _ field: FieldChange.Field, _ old: String, _ new: String
    ) -> FieldChange? {
        guard old != new else { return nil }
        let diff = TextDiff(from: old, to: new)
        guard !diff.isEqual else { return nil }
        return FieldChange(field: field, from: old, to: new, spans: WordDiff.spans(diff))
    }

    private static func spans(_ sentences: [SentenceChange]) -> [DiffSpan] {
        var spans: [DiffSpan] = []
        for change in sentences {
            if !spans.isEmpty { spans.append(DiffSpan(.same, "\n")) }
            spans += change.spans
        }
        return spans
    }
}

/// The word-level difference of two short texts.
package enum WordDiff {
    /// The runs of words that stayed, went or came.
    package static func spans(from old: String, to new: String) -> [DiffSpan] {
        spans(TextDiff(from: old, to: new))
    }

    static func spans(_ diff: TextDiff) -> [DiffSpan] {
        let all = TextDiff.Group(
            old: Array(diff.old.sentences.indices), new: Array(diff.new.sentences.indices))
        return DiffSpans.spans(WordEdits(diff, all))
    }
}
