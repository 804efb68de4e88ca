import ArgumentParser
import Rejoinder

/// Shows what changed between two texts or pages, and whether it matters.
struct Diff: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show what changed between two texts or pages, and whether it matters.",
        discussion: HelpText.flowing(
            """
            EXAMPLES
              rejoinder diff yesterday.txt today.txt
              rejoinder diff old.html new.html --json
              rejoinder diff old.html new.html --html > change.html

            With --batch, each line of standard input is an object {"id", "html", "lang",
            "url", "before", "after", "meta_before", "meta_after"}, and each line of
            output {"id", "significant", "kinds", "level"}. With --align --batch, a line
            is {"id", "before", "after"} with lists of sentences, and the answer {"id",
            "align"}.
            """))

    @Argument(help: "The old text or page; - reads standard input.")
    var old: String?

    @Argument(help: "The new text or page.")
    var new: String?

    @Flag(help: "Print a unified diff with one sentence on each line.")
    var unified = false

    @Flag(help: "Print an HTML fragment with del and ins.")
    var html = false

    @Flag(help: "Print the words that were removed and those that replaced them.")
    var fragments = false

    @Flag(help: "Print one JSON document.")
    var json = false

    @Flag(help: "Match sentences; only with --batch.")
    var align = false

    @Flag(help: "Read JSON Lines from standard input and write JSON Lines.")
    var batch = false

    func validate() throws {
        guard batch || (old != nil && new != nil) else {
            throw ValidationError("Name two files; - stands for standard input.")
        }
        guard batch || !align else { throw ValidationError("--align goes with --batch.") }
    }

    func run() throws {
        if batch { return align ? Batch.align.run() : Batch.diff.run() }
        let (oldName, newName) = (old ?? "-", new ?? "-")
        let before = try DiffSide.read(oldName)
        let after = try DiffSide.read(newName)
        let change = RevisionDiff.change(from: before, to: after)
        let rendering = ChangeRendering(change, from: before, to: after)
        if json { return Output.json(rendering.json) }
        if html { return Output.line(rendering.html()) }
        if unified {
            return Output.line(
                rendering.unified(oldName: oldName, newName: newName).joined(separator: "\n"))
        }
        if fragments {
            let lines = rendering.fragments.map { "\(shown($0.from)) -> \(shown($0.to))" }
            return Output.line(lines.joined(separator: "\n"))
        }
        let isColoured = TextStyle.standardOutput.isColoured
        Output.line(rendering.lines(isColoured: isColoured).joined(separator: "\n"))
    }

    private func shown(_ fragment: String) -> String { fragment.isEmpty ? "(nothing)" : fragment }
}

/// One side of a comparison.
enum DiffSide {
    /// Reads the file's text, or the article if the file is a page.
    static func read(_ path: String) throws -> RevisionContent {
        let bytes = try Input.bytes(path)
        if looksLikePage(bytes) { return page(bytes, url: nil) }
        return RevisionContent(title: "", text: String(decoding: bytes, as: UTF8.self))
    }

    /// The article on a page as the content of a revision.
    static func page(_ bytes: [UInt8], url: String?) -> RevisionContent {
        let article = ArticleExtractor.article(html: bytes, contentType: nil, url: url)
        return RevisionContent(
            title: article.title, text: article.text, author: article.author,
            published: article.published, updated: article.modified)
    }

    private static func looksLikePage(_ bytes: [UInt8]) -> Bool {
        let head = String(decoding: bytes.prefix(1024), as: UTF8.self).caseFolded
        return ["<!doctype html", "<html", "<head", "<body"].contains(where: head.contains)
    }
}

extension Batch {
    /// Judges what changed between two versions.
    static let diff = Batch { request in
        let change = RevisionDiff.change(
            from: try content(request, "before"), to: try content(request, "after"))
        return request.answer([
            "significant": .bool(change?.level == .major),
            "kinds": .array((change?.kinds ?? []).map { .string(name($0)) }),
            "level": .string((change?.level ?? .none).rawValue),
        ])
    }

    /// Finds the new place of each sentence in a list.
    static let align = Batch { request in
        let links = Alignment.links(
            from: try sentences(request, "before"), to: try sentences(request, "after"))
        return request.answer([
            "align": .array(links.map { .array([.int($0.old), .int($0.new)]) })
        ])
    }

    /// The name that the protocol has for the kind, if it differs from ours.
    private static func name(_ kind: ChangeKind) -> String {
        kind == .quotation ? "quote" : kind.rawValue
    }

    private static func content(
        _ request: BatchRequest, _ side: String
    ) throws -> RevisionContent {
        let text = try request.text(side)
        let meta = request.json["meta_\(side)"]
        if request.json["html"] == .bool(true) {
            return DiffSide.page(Array(text.utf8), url: request.optionalText("url"))
        }
        return RevisionContent(
            title: meta?["title"]?.stringValue ?? "", text: text,
            author: meta?["byline"]?.stringValue, language: request.optionalText("lang"))
    }

    private static func sentences(_ request: BatchRequest, _ side: String) throws -> [String] {
        // A value that is not a sentence keeps its place.
        try request.list(side).map { $0.stringValue ?? "" }
    }
}
