import Rejoinder

/// The evidence of a matter as a page for a lawyer: to read and to print.
struct EvidencePage {
    let evidence: Evidence

    var html: String {
        let title = "Evidence: \(subject)"
        var parts = ["<h1>\(HTMLPage.text(title))</h1>", facts]
        if !evidence.questions.isEmpty { parts += ["<h2>Question and answer</h2>"] + questions }
        parts += ["<h2>What happened, in order</h2>", timeline]
        parts += ["<h2>The texts</h2>"] + evidence.entries.map(texts)
        parts += ["<h2>Where was looked, and where not</h2>"] + evidence.coverage.map(coverage)
        if !evidence.archived.isEmpty {
            parts += ["<h2>What was archived elsewhere</h2>", archived]
        }
        parts += ["<h2>What was withheld</h2>", withheld, "<h2>How to verify it</h2>", Self.verify]
        return HTMLPage.whole(title: title, body: parts.joined(separator: "\n"))
    }

    // MARK: The head

    private var subject: String {
        switch evidence.subject {
        case .inquiry(let inquiry): return inquiry.subject
        case .entry(let entry):
            let newest = evidence.texts.last { $0.revision.withheld == nil }
            return newest?.revision.content.title ?? "entry \(entry.id) of \(entry.feed)"
        }
    }

    private var facts: String {
        var facts = [("As it was at", "\(evidence.until)")]
        if case .inquiry(let inquiry) = evidence.subject {
            facts.append(("Inquiry", code(inquiry.id.rawValue)))
        }
        facts += [
            ("The log", code(Hex.string(evidence.log))),
            ("Its public keys", evidence.keys.map { code($0.text) }.joined(separator: "<br>")),
            (
                "Events",
                "\(evidence.events.count), of the numbers \(evidence.range.lowerBound) to "
                    + "\(evidence.range.upperBound) of the log"
            ),
            (
                "Newest signed head",
                evidence.newestHead.map { "\($0.at), event \($0.sequence), \(code($0.hashText))" }
                    ?? "none yet that is as new as these events; each is signed by itself"
            ),
        ]
        return HTMLPage.facts(facts)
    }

    // MARK: Question and answer

    private var questions: [String] {
        evidence.questions.map { question in
            let inquiry = question.inquiry
            let head = HTMLPage.facts([
                ("Asked", HTMLPage.text(inquiry.institutionName)),
                ("About", HTMLPage.text(inquiry.subject)),
                (
                    "Outcome",
                    HTMLPage.text(inquiry.state.rawValue)
                        + (question.endedAt.map { ", \($0)" } ?? "")
                ), ("Due", inquiry.dueAt.map { "\($0)" } ?? "no deadline"),
            ])
            let sides = HTMLPage.table(
                ["Who asked, in whose words", "What came of it"],
                [[asked(question), came(question)]])
            return "<h3>\(HTMLPage.text(inquiry.id.rawValue))</h3>\n\(head)\n"
                + "<div class=\"sides\">\n\(sides)\n</div>"
        }
    }

    private func asked(_ question: Evidence.Question) -> String {
        let inquiry = question.inquiry
        guard !question.mentions.isEmpty else {
            let words = inquiry.evidence.map { quote($0) } ?? ""
            return words + "<p>\(inquiry.openedAt), \(Self.origin(inquiry.origin))</p>"
        }
        return question.mentions.map { mention in
            quote(mention.evidence) + place(entry: mention.entry, revision: mention.revision)
        }.joined(separator: "\n")
    }

    private static func origin(_ origin: Inquiry.Origin) -> String {
        switch origin {
        case .configuration: "declared in the configuration"
        case .hand: "recorded by a person"
        case .text: "from the words of a text"
        }
    }

    private func came(_ question: Evidence.Question) -> String {
        let told = question.responses.filter { $0.suppressed == nil }
        guard !told.isEmpty else { return "<p>No response is recorded.</p>" }
        return told.map { response in
            let ruling = response.ruling.map { ", \($0) by a person" } ?? ""
            let source = response.source.map { ", \(HTMLPage.text($0))" } ?? ""
            let head =
                "<p class=\"label\">\(HTMLPage.text(response.verdict + ruling)), \(response.at)"
                + "\(source)</p>\n"
            guard let entry = response.entry, let revision = response.revision else {
                let link = response.link.map { HTMLPage.link(SecretParameters.redacted($0)) }
                let file = response.file.map {
                    "\(HTMLPage.text($0.name)), SHA-256 \(code(Hex.string($0.hash)))"
                }
                return head + quote(response.quote)
                    + "<p>recorded by a person \(link ?? file ?? "")</p>"
            }
            return head + quote(response.quote) + place(entry: entry, revision: revision)
        }.joined(separator: "\n")
    }

    /// Where and when a sentence stood, with the hash of its text.
    private func place(entry: Int64, revision: Int) -> String {
        let text = evidence.texts.first {
            $0.entry.id == entry && $0.revision.number == revision
        }
        guard let text else { return "<p>entry \(entry), revision \(revision)</p>" }
        let link = text.revision.content.link.map { HTMLPage.link(SecretParameters.redacted($0)) }
        return HTMLPage.facts([
            ("Where", "\(HTMLPage.text(text.entry.feed)): \(link ?? "no address")"),
            ("Seen", "\(text.revision.seenAt)"),
            (
                "Text",
                "entry \(entry), revision \(revision), SHA-256 \(code(Hex.string(text.hash)))"
            ),
        ])
    }

    // MARK: Events

    private var timeline: String {
        HTMLPage.table(
            ["Time", "Number", "What the log says", "Its hash"],
            evidence.events.map { entry in
                let event = entry.logged.event
                let said = EventText.words(of: event)
                let details = said.details.prefix(8).map { "<br>\(HTMLPage.text($0, limit: 600))" }
                return [
                    "\(event.at)", "\(event.sequence)",
                    "<strong>\(event.type.rawValue)</strong> "
                        + HTMLPage.text(said.summary, limit: 600) + details.joined(),
                    code(Hex.string(event.hash)),
                ]
            })
    }

    // MARK: Texts

    private func texts(of entry: EntryRecord) -> String {
        let own = evidence.texts.filter { $0.entry.id == entry.id }
        return "<h3>Entry \(entry.id) of \(HTMLPage.text(entry.feed))</h3>\n"
            + own.map(revision).joined(separator: "\n")
    }

    private func revision(_ text: Evidence.Text) -> String {
        let revision = text.revision
        let content = revision.content
        let link = content.link.map { HTMLPage.link(SecretParameters.redacted($0)) }
        var facts = [
            ("Revision", "\(revision.number), read \(Self.source(revision.source))"),
            ("Seen", "\(revision.seenAt)"), ("Address", link ?? "none"),
            ("SHA-256", code(Hex.string(text.hash))),
        ]
        if let author = content.author { facts.append(("Author", HTMLPage.text(author))) }
        if let published = content.published {
            facts.append(("It claims to be of", "\(published)"))
        }
        if let receipt = revision.receipt.flatMap({ evidence.receipts[$0] }) {
            let lines = ReceiptText(receipt).lines.map { HTMLPage.text($0) }
            facts.append(("Received", lines.joined(separator: "<br>")))
        }
        let said =
            revision.withheld.map { "<p>\(HTMLPage.text($0.words))</p>" }
            ?? "<p><strong>\(HTMLPage.text(content.title))</strong></p>\n"
            + HTMLPage.paragraphs(content.text)
        return "\(HTMLPage.facts(facts))\n<div class=\"text\">\n\(said)\n</div>"
    }

    private static func source(_ source: RevisionSource) -> String {
        switch source {
        case .feed: "in the feed"
        case .page: "on the page"
        case .unread: "in the feed, and not analysed"
        }
    }

    // MARK: Around it

    private func coverage(_ coverage: Coverage) -> String {
        "<p>\(HTMLPage.text(CoverageText.summary(coverage)))</p>\n"
            + HTMLPage.table(
                ["Feed or page", "From", "To", "Looks", "Gaps, with reasons"],
                coverage.places.map { place in
                    let gaps = place.gaps.map {
                        "\($0.from) to \($0.to): \(HTMLPage.text($0.reason))"
                    }
                    return [
                        HTMLPage.text(SecretParameters.redacted(place.name)), "\(place.from)",
                        "\(place.to)", "\(place.looks)",
                        gaps.isEmpty ? "none" : gaps.joined(separator: "<br>"),
                    ]
                })
    }

    private var archived: String {
        HTMLPage.table(
            ["Event", "By", "Ended", "What it said"],
            evidence.archived.map { archived in
                [
                    "\(archived.delivery.sequence)", HTMLPage.text(archived.delivery.sink),
                    archived.delivery.endedAt.map { "\($0)" } ?? "not yet",
                    HTMLPage.text(DeliveryText.said(archived.delivery) ?? "", limit: 4000),
                ]
            })
    }

    private var withheld: String {
        let lines = EvidenceWithheld.lines(evidence)
        guard !lines.isEmpty else { return "<p>Nothing.</p>" }
        return "<ul>\n" + lines.map { "<li>\(HTMLPage.text($0))</li>" }.joined(separator: "\n")
            + "\n</ul>"
    }

    private static let verify = """
        <p>README.txt beside this page says how, step by step, and what it proves and what not. In \
        short: <code>sha256sum -c SHA256SUMS</code> shows that no file was altered, and \
        <code>python3 verify.py --bundle FOLDER</code>, with a program that you get from elsewhere, \
        that the log says this and that its key has signed it. A page like this one is only a reading \
        of the files: where it matters, the files count. Times are in UTC.</p>
        """

    private func code(_ text: String) -> String { "<code>\(HTMLPage.text(text))</code>" }

    private func quote(_ words: String) -> String {
        words.isEmpty ? "" : "<blockquote>\(HTMLPage.paragraphs(words))</blockquote>\n"
    }
}
