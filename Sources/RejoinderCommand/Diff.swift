import ArgumentParser
import Foundation
import Rejoinder

/// Shows what changed between two texts or pages, and whether it matters.
struct Diff: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show what changed between two texts or pages, and whether it matters.",
        discussion: """
            EXAMPLES
              rejoinder diff yesterday.txt today.txt
              rejoinder diff old.html new.html --json
              rejoinder diff old.html new.html --html > change.html

            With --batch, each line of standard input is an object {"id", "html", "lang",
            "url", "before", "after", "meta_before", "meta_after"}, and each line of
            output {"id", "significant", "kinds", "level"}. With --align --batch, a line
            is {"id", "before", "after"} with lists of sentences, and the answer {"id",
            "align"}.
            """)

    @Argument(help: "The old text or page; - reads standard input.")
    var old: String?

    @Argument(help: "The new text or page.")
    var new: String?

    @Flag(help: "Print a unified difference, a sentence a line.")
    var unified = false

    @Flag(help: "Print an HTML fragment with del and ins.")
    var html = false

    @Flag(help: "Print the words that went and those that came in their place.")
    var fragments = false

    @Flag(help: "Print one JSON document.")
    var json = false

    @Flag(help: "Match sentences, in batches only.")
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
        if batch { return align ? AlignBatch.run() : DiffBatch.run() }
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

/// Judges one pair per line; a pair that fails is answered with the reason, and the rest go on.
enum DiffBatch {
    static func run() {
        let output = BufferedOutput()
        while let line = readLine(strippingNewline: true) {
            guard !line.isEmpty else { continue }
            output.end(answer(line))
        }
    }

    private static func answer(_ line: String) -> JSONValue {
        let request: JSONValue
        do {
            request = try JSONValue(parsing: Array(line.utf8))
        } catch {
            return .members(["id": .null, "error": .string("\(error)")])
        }
        let change = RevisionDiff.change(
            from: content(request, "before"), to: content(request, "after"))
        return .members([
            "id": request["id"] ?? .null, "significant": .bool(change?.level == .major),
            "kinds": .array((change?.kinds ?? []).map { .string(name($0)) }),
            "level": .string((change?.level ?? .none).rawValue),
        ])
    }

    /// The name that the protocol has for the kind, if it differs from ours.
    private static func name(_ kind: ChangeKind) -> String {
        kind == .quotation ? "quote" : kind.rawValue
    }

    private static func content(_ request: JSONValue, _ side: String) -> RevisionContent {
        let text = request[side]?.stringValue ?? ""
        let meta = request["meta_\(side)"]
        if request["html"] == .bool(true) {
            return DiffSide.page(Array(text.utf8), url: request["url"]?.stringValue)
        }
        return RevisionContent(
            title: meta?["title"]?.stringValue ?? "", text: text,
            author: meta?["byline"]?.stringValue,
            language: request["lang"]?.stringValue)
    }
}

/// Aligns two lists of sentences per line.
enum AlignBatch {
    static func run() {
        let output = BufferedOutput()
        while let line = readLine(strippingNewline: true) {
            guard !line.isEmpty else { continue }
            output.end(answer(line))
        }
    }

    private static func answer(_ line: String) -> JSONValue {
        let request: JSONValue
        do {
            request = try JSONValue(parsing: Array(line.utf8))
        } catch {
            return .members(["id": .null, "align": .array([]), "error": .string("\(error)")])
        }
        let links = Alignment.links(
            from: sentences(request["before"]), to: sentences(request["after"]))
        return .members([
            "id": request["id"] ?? .null,
            "align": .array(links.map { .array([.int($0.old), .int($0.new)]) }),
        ])
    }

    private static func sentences(_ value: JSONValue?) -> [String] {
        guard case .array(let values)? = value else { return [] }
        // A value that is not a sentence keeps its place.
        return values.map { $0.stringValue ?? "" }
    }
}
