import Rejoinder

/// An entry for people: its history, one revision, or what changed between two.
struct EntryText {
    let entry: EntryRecord
    let style: TextStyle

    func history(_ revisions: [Revision], _ changes: [ChangeRecord]) -> [String] {
        guard let newest = revisions.last else { return [] }
        let made = Dictionary(
            changes.map { ($0.toRevision, $0) }, uniquingKeysWith: { first, _ in first })
        return head(newest)
            + ["first seen \(entry.firstSeenAt), \(count(revisions.count, "revision"))"]
            + (entry.sameAs.map { ["its article is that of entry \($0)"] } ?? [])
            + [""]
            + revisions.flatMap { revision in
                let moment = "revision \(revision.number)  \(revision.seenAt)"
                return [style.strong(moment)] + (made[revision.number].map(changed) ?? [])
            } + [""] + text(newest)
    }

    /// - Parameters:
    ///   - untold: those of the statements that were not told, each with the reason.
    ///   - receipt: the answer that it was read from.
    func whole(
        _ revision: Revision, _ statements: [Statement],
        untold: [(statement: Statement, reason: String)], receipt: ReceiptText?
    ) -> [String] {
        var lines = head(revision)
        lines.append("revision \(revision.number), seen \(revision.seenAt)")
        lines += receipt?.lines.map(style.faint) ?? []
        lines += [""] + text(revision)
        guard !statements.isEmpty else { return lines }
        lines += ["", style.strong(count(statements.count, "statement"))]
        for statement in statements {
            let content = shown(statement.content)
            let institution = statement.institution.map { " [\(shown($0.rawValue))]" } ?? ""
            lines.append("  \(shown(statement.source)) \(shown(statement.cue))\(institution):")
            lines.append("    \(statement.isQuoted ? "“\(content)”" : content)")
            if let reason = untold.first(where: { $0.statement == statement })?.reason {
                lines.append(style.faint("    \(shown(reason))"))
            }
        }
        return lines
    }

    func difference(_ old: Revision, _ new: Revision, _ change: Change?) -> [String] {
        var lines = head(new)
        lines.append(
            "revision \(old.number), seen \(old.seenAt), to revision \(new.number), "
                + "seen \(new.seenAt)")
        if let withheld = old.withheld ?? new.withheld {
            return lines + ["", shown(withheld.words)]
        }
        guard let change else { return lines + ["", "no difference"] }
        let kinds = change.kinds.map(\.rawValue).joined(separator: ", ")
        lines += ["\(change.level.rawValue): \(kinds): \(shown(change.reason))", ""]
        for field in change.fields where field.field != .text {
            lines.append(style.strong(field.field.rawValue))
            if !field.from.isEmpty { lines.append(style.removed("- \(shown(field.from))")) }
            if !field.to.isEmpty { lines.append(style.added("+ \(shown(field.to))")) }
        }
        for sentence in change.sentences { lines += self.sentence(sentence) }
        return lines
    }

    private func head(_ revision: Revision) -> [String] {
        let title = shown(revision.withheld?.words ?? revision.content.title)
        var lines = [style.strong(title.isEmpty ? "(no title)" : title)]
        lines.append(
            style.faint("entry \(entry.id) of \(shown(entry.feed)), \(shown(entry.identity))"))
        if let link = revision.content.link { lines.append(shown(link)) }
        if let author = revision.content.author { lines.append("by \(shown(author))") }
        return lines
    }

    private func changed(_ change: ChangeRecord) -> [String] {
        let kinds = change.kinds.replacing(" ", with: ", ")
        return [
            "  \(change.level): \(shown(kinds)): \(shown(change.reason))",
            "  " + style.faint("-> \(change.verdict)"),
        ]
    }

    private func text(_ revision: Revision) -> [String] {
        if let withheld = revision.withheld { return [shown(withheld.words)] }
        return revision.content.text.split(separator: "\n").map { shown(String($0)) }
    }

    private func sentence(_ sentence: SentenceChange) -> [String] {
        if sentence.kind == .moved {
            return ["  moved: \(shown(sentence.after ?? sentence.before ?? ""))"]
        }
        var lines: [String] = []
        if let before = sentence.before { lines.append(style.removed("- \(shown(before))")) }
        if let after = sentence.after { lines.append(style.added("+ \(shown(after))")) }
        if sentence.level != .major {
            lines.append(style.faint("    \(sentence.level.rawValue): \(shown(sentence.reason))"))
        }
        return lines
    }

    private func shown(_ text: String) -> String { VisibleText.line(text) }

    private func count(_ number: Int, _ noun: String) -> String {
        number == 1 ? "1 \(noun)" : "\(number) \(noun)s"
    }
}
