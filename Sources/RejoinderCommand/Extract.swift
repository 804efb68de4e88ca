import ArgumentParser
import HTTP
import Rejoinder

/// Takes the article out of one page and shows it.
struct Extract: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take the article out of one page and show it.",
        discussion: HelpText.flowing(
            """
            EXAMPLES
              rejoinder extract page.html
              rejoinder extract https://example.org/story
              curl -s "$PAGE" | rejoinder extract - --url "$PAGE"
              rejoinder extract page.html --json

            With --batch, each line of standard input is an object {"id", "url", "html"},
            and each line of output {"id", "title", "text", "published", "author",
            "language"} and more.
            """))

    @Argument(help: "The page's file or http(s) address; - reads standard input.")
    var file: String?

    @Option(help: "The address that it came from.")
    var url: String?

    @Option(help: "The HTTP content type that it was served with.")
    var contentType: String?

    @Option(help: FeedFetch.allowHelp)
    var allow: [String] = []

    @Flag(help: "Print one JSON object.")
    var json = false

    @Flag(help: "Read JSON Lines from standard input and write JSON Lines.")
    var batch = false

    func validate() throws {
        guard batch || file != nil else {
            throw ValidationError("Name a file or an address, or - for standard input.")
        }
    }

    func run() async throws {
        if batch { return Batch.extract.run() }
        let article = try await article(file ?? "-")
        if json { Output.json(article.json) } else { Output.line(article.shown) }
        if article.text.isEmpty { throw ExitCode(1) }
    }

    private func article(_ source: String) async throws -> Article {
        guard FeedFetch.isAddress(source) else {
            return ArticleExtractor.article(
                html: try Input.bytes(source), contentType: contentType, url: url)
        }
        let response = try await FeedFetch.response(source, allowing: allow)
        return ArticleExtractor.article(
            html: response.body, contentType: contentType ?? response.headers["content-type"],
            url: url ?? response.url)
    }
}

extension Batch {
    /// Finds the article on each page.
    static let extract = Batch { request in
        // The line is UTF-8, whatever the page says about its own encoding.
        let article = ArticleExtractor.article(
            html: Array(try request.text("html").utf8), contentType: "text/html; charset=utf-8",
            url: request.optionalText("url"))
        return request.answer(with: article.json.bytes)
    }
}

extension Article {
    fileprivate var json: JSONValue {
        .members([
            "title": .string(title), "text": .string(text), "author": .string(author),
            "published": .time(published), "modified": .time(modified),
            "language": .string(language), "canonical": .string(canonical),
            "alternates": .list(alternates.map { .string($0) }), "site_name": .string(siteName),
            "kind": .string(kind.rawValue), "confidence": .double(confidence),
        ])
    }

    /// The article for people: what is known about it, a blank line, and the text.
    fileprivate var shown: String {
        let facts = [
            ("title", title), ("author", author), ("published", published?.description),
            ("modified", modified?.description), ("language", language), ("canonical", canonical),
            ("kind", "\(kind.rawValue) (\(PercentText.write(confidence)))"),
        ]
        let head = facts.compactMap { name, value in value.map { "\(name): \($0)" } }
        let lines = head + [""] + text.split(separator: "\n").map(String.init)
        return lines.map { VisibleText.line($0) }.joined(separator: "\n")
    }
}
