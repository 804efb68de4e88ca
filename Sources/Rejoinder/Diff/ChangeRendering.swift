/// Shows a change to people and to programs.
package struct ChangeRendering: Sendable {
    private let change: Change?
    private let old: RevisionContent
    private let new: RevisionContent

    package init(_ change: Change?, from old: RevisionContent, to new: RevisionContent) {
        (self.change, self.old, self.new) = (change, old, new)
    }

    // MARK: - Terminal

    /// Lines for a terminal: what was removed, added or moved, each with its reason.
    ///
    /// - Parameter isColoured: uses red and green instead of `[-…-]` and `{+…+}`.
    package func lines(isColoured: Bool) -> [String] {
        guard let change else { return ["no change"] }
        let paint = Paint(isColoured: isColoured)
        var lines = [paint.strong("\(change.level.rawValue): \(change.reason)")]
        if !change.kinds.isEmpty {
            lines.append("kinds: " + change.kinds.map(\.rawValue).joined(separator: ", "))
        }
        if change.isStealth {
            lines.append(paint.strong("stealth: no date says that the text changed"))
        }
        for field in change.fields where field.field != .text {
            lines += ["", paint.faint(field.field.rawValue), paint.spans(field.spans)]
        }
        for sentence in change.sentences {
            let kinds = sentence.kinds.map(\.rawValue).joined(separator: ", ")
            lines += ["", paint.faint("\(kinds) (\(sentence.level.rawValue): \(sentence.reason))")]
            lines.append(
                sentence.kind == .moved
                    ? paint.moved(sentence.after ?? "") : paint.spans(sentence.spans))
        }
        return lines
    }

    // MARK: - Unified

    /// A unified diff with one sentence a line; it has no line numbers, as sentences have none.
    package func unified(oldName: String, newName: String) -> [String] {
        guard let change else { return [] }
        var lines = ["--- \(Self.plain(oldName))", "+++ \(Self.plain(newName))"]
        for field in change.fields where field.field != .text {
            lines.append("@@ \(field.field.rawValue) @@")
            if !field.from.isEmpty { lines.append("-" + Self.plain(field.from)) }
            if !field.to.isEmpty { lines.append("+" + Self.plain(field.to)) }
        }
        for sentence in change.sentences {
            let kinds = sentence.kinds.map(\.rawValue).joined(separator: ", ")
            lines.append("@@ \(kinds.isEmpty ? sentence.kind.rawValue : kinds) @@")
            if sentence.kind == .moved {
                lines.append(" " + Self.plain(sentence.after ?? ""))
                continue
            }
            if let before = sentence.before { lines.append("-" + Self.plain(before)) }
            if let after = sentence.after { lines.append("+" + Self.plain(after)) }
        }
        return lines
    }

    // MARK: - HTML

    /// An HTML fragment of paragraphs with `del` and `ins`, in which every text is escaped.
    package func html() -> String {
        guard let change else { return "" }
        var out = ""
        for field in change.fields where field.field != .text {
            let name = field.field.rawValue
            out += "<p class=\"\(name)\">\(Self.html(field.spans))</p>\n"
        }
        for sentence in change.sentences {
            let kinds = sentence.kinds.map(\.rawValue).joined(separator: " ")
            let words =
                sentence.kind == .moved
                ? "<mark>\(HTMLText.escaped(sentence.after ?? ""))</mark>"
                : Self.html(sentence.spans)
            out +=
                "<p class=\"\(kinds)\" title=\"\(HTMLText.escaped(sentence.reason))\">\(words)</p>\n"
        }
        return out
    }

    private static func html(_ spans: [DiffSpan]) -> String {
        spans.map { span in
            let text = HTMLText.escaped(span.text)
            switch span.kind {
            case .same: return text
            case .removed: return "<del>\(text)</del>"
            case .added: return "<ins>\(text)</ins>"
            }
        }
        .joined()
    }

    // MARK: - Fragments

    /// What was said and what is said now: only the words that went and came.
    package var fragments: [(from: String, to: String)] {
        guard let change else { return [] }
        return change.sentences.flatMap { Self.fragments($0.spans) }
    }

    private static func fragments(_ spans: [DiffSpan]) -> [(from: String, to: String)] {
        var fragments: [(from: String, to: String)] = []
        var isOpen = false
        for span in spans {
            switch span.kind {
            case .same: isOpen = false
            case .removed:
                fragments.append((trimmed(span.text), ""))
                isOpen = true
            case .added:
                if isOpen {
                    fragments[fragments.count - 1].to = trimmed(span.text)
                } else {
                    fragments.append(("", trimmed(span.text)))
                }
                isOpen = false
            }
        }
        return fragments
    }

    private static func trimmed(_ text: String) -> String {
        VisibleText.line(text)
    }

    // MARK: - JSON

    /// The whole change, with its fragments.
    package var json: JSONValue {
        guard let change else { return .members(["level": .string("none"), "kinds": .array([])]) }
        return .members([
            "level": .string(change.level.rawValue),
            "kinds": .array(change.kinds.map { .string($0.rawValue) }),
            "reason": .string(change.reason),
            "stealth": .bool(change.isStealth),
            "fields": .array(change.fields.map(Self.json)),
            "sentences": .array(change.sentences.map(Self.json)),
            "fragments": .array(
                fragments.map { .members(["from": .string($0.from), "to": .string($0.to)]) }),
        ])
    }

    private static func json(_ field: FieldChange) -> JSONValue {
        .members([
            "field": .string(field.field.rawValue), "from": .string(field.from),
            "to": .string(field.to), "spans": json(field.spans),
        ])
    }

    private static func json(_ sentence: SentenceChange) -> JSONValue {
        .members([
            "kind": .string(sentence.kind.rawValue),
            "kinds": .array(sentence.kinds.map { .string($0.rawValue) }),
            "level": .string(sentence.level.rawValue), "reason": .string(sentence.reason),
            "before": .string(sentence.before), "after": .string(sentence.after),
            "spans": json(sentence.spans),
        ])
    }

    private static func json(_ spans: [DiffSpan]) -> JSONValue {
        .array(
            spans.map { .members(["kind": .string($0.kind.rawValue), "text": .string($0.text)]) })
    }

    fileprivate static func plain(_ text: String) -> String { VisibleText.line(text) }
}

/// Sets words off for a terminal.
private struct Paint {
    let isColoured: Bool

    func strong(_ text: String) -> String { wrap(VisibleText.line(text), "1") }
    func faint(_ text: String) -> String { wrap(VisibleText.line(text), "2") }

    func moved(_ text: String) -> String {
        let text = ChangeRendering.plain(text)
        return isColoured ? wrap(text, "36") : "{~\(text)~}"
    }

    func spans(_ spans: [DiffSpan]) -> String {
        let words = spans.compactMap { span -> String? in
            let text = ChangeRendering.plain(span.text)
            guard !text.isEmpty else { return nil }
            // `plain` trims the ends of a span, but a space there separates words, so we put it
            // back.
            let before = span.text.first?.isWhitespace == true ? " " : ""
            let after = span.text.last?.isWhitespace == true ? " " : ""
            return before + painted(span.kind, text) + after
        }
        return words.joined()
    }

    private func painted(_ kind: DiffSpan.Kind, _ text: String) -> String {
        switch kind {
        case .same: text
        case .removed: isColoured ? wrap(text, "31;9") : "[-\(text)-]"
        case .added: isColoured ? wrap(text, "32") : "{+\(text)+}"
        }
    }

    private func wrap(_ text: String, _ code: String) -> String {
        isColoured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
