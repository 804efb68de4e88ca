import Rejoinder

/// Search results for people and for programs.
struct SearchText {
    let style: TextStyle

    func lines(_ result: SearchResult) -> [String] {
        let title = line(result.title)
        let revision =
            result.isCurrent
            ? "revision \(result.revision), the current one"
            : "revision \(result.revision) of \(result.newestRevision), since changed"
        var lines = [
            title.isEmpty ? style.faint("(no title)") : title,
            style.faint(
                "  \(VisibleText.line(result.feed)), entry \(result.entry), \(revision), "
                    + "seen \(result.seenAt)"),
        ]
        if let party = result.party {
            let key = result.institution.map { " (\(VisibleText.line($0.rawValue)))" } ?? ""
            let verb = result.kind == .mention ? "asked, or answering" : "statement by"
            lines.append("  \(verb): \(VisibleText.line(party, limit: 200))\(key)")
        }
        let excerpt = line(result.excerpt)
        if !excerpt.isEmpty {
            let before = result.excerpt.isCutBefore ? "…" : ""
            lines.append("  \(before)\(excerpt)\(result.excerpt.isCutAfter ? "…" : "")")
        }
        if let link = result.link {
            lines.append(
                style.faint("  \(VisibleText.line(SecretParameters.redacted(link), limit: 300))"))
        }
        if !result.copies.isEmpty {
            let copies = result.copies.map { "\(VisibleText.line($0.feed)), entry \($0.entry)" }
            lines.append(style.faint("  the same text: \(copies.joined(separator: "; "))"))
        }
        return lines
    }

    /// The excerpt on one line, with what was found in bold.
    private func line(_ excerpt: SearchExcerpt) -> String {
        var line = ""
        for part in excerpt.parts {
            let text = VisibleText.line(part.text, limit: 2000)
            // The blanks at its ends separate it from the parts before and after it.
            if part.text.first?.isWhitespace ?? false, !line.isEmpty, !line.hasSuffix(" ") {
                line += " "
            }
            line += part.isMatch ? style.strong(text) : text
            if part.text.last?.isWhitespace ?? false, !text.isEmpty { line += " " }
        }
        return line.hasSuffix(" ") ? String(line.dropLast()) : line
    }

    static func json(_ result: SearchResult) -> JSONValue {
        .members([
            "kind": .string(result.kind.rawValue), "entry": .int(result.entry),
            "feed": .string(result.feed), "revision": .int(result.revision),
            "newest_revision": .int(result.newestRevision), "is_current": .bool(result.isCurrent),
            "seen": .time(result.seenAt),
            "link": .string(result.link.map { SecretParameters.redacted($0) }),
            "title": parts(result.title), "excerpt": parts(result.excerpt),
            "party": .string(result.party),
            "institution": .string(result.institution?.rawValue),
            "copies": .list(
                result.copies.map {
                    .members(["entry": .int($0.entry), "feed": .string($0.feed)])
                }),
        ])
    }

    /// The parts of an excerpt in order; together they are the text.
    private static func parts(_ excerpt: SearchExcerpt) -> JSONValue {
        .array(
            excerpt.parts.map { part in
                .members([
                    "text": .string(part.text), "match": part.isMatch ? .bool(true) : nil,
                ])
            })
    }
}
