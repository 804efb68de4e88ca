import ArgumentParser
import Foundation
import Rejoinder

/// Reads one feed document and shows what it says.
struct Parse: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Read one feed document and show what it says.",
        discussion: """
            EXAMPLES
              rejoinder parse feed.xml
              curl -s https://example.org/feed | rejoinder parse - --base-url https://example.org/feed
              rejoinder parse feed.xml --json

            With --batch, each line of standard input is an object {"id", "path", "content_type",
            "base_url"}, and each line of output {"id", "doc"}.
            """)

    @Argument(help: "The document's file; - reads standard input.")
    var file: String?

    @Option(help: "The HTTP content type that it was served with.")
    var contentType: String?

    @Option(name: .customLong("base-url"), help: "The address that it came from.")
    var baseURL: String?

    @Flag(help: "Print one JSON document.")
    var json = false

    @Flag(help: "Read JSON Lines from standard input and write JSON Lines.")
    var batch = false

    func validate() throws {
        guard batch || file != nil else {
            throw ValidationError("Name a file, or - for standard input.")
        }
    }

    func run() async throws {
        if batch { return try runBatch() }
        let document = FeedReader.read(
            try Input.bytes(file ?? "-"), contentType: contentType, baseURL: baseURL)
        if json {
            Output.line(document.json.text)
        } else {
            Output.line(FeedDocumentText.lines(document).joined(separator: "\n"))
            if document.format == nil { throw ExitCode(1) }
        }
    }

    private func runBatch() throws {
        while let line = readLine(strippingNewline: true) {
            guard !line.isEmpty else { continue }
            Output.line(Self.answer(line).text)
        }
    }

    /// A line that fails is answered with the reason, and ends nothing.
    private static func answer(_ line: String) -> JSONValue {
        do {
            let request = try JSONValue(parsing: Array(line.utf8))
            guard let path = request["path"]?.stringValue else {
                return .members([
                    "id": request["id"], "doc": .null, "error": .string("no \"path\""),
                ])
            }
            let document = FeedReader.read(
                try Input.bytes(path), contentType: request["content_type"]?.stringValue,
                baseURL: request["base_url"]?.stringValue)
            return .members(["id": request["id"], "doc": document.json])
        } catch {
            return .members(["doc": .null, "error": .string("\(error)")])
        }
    }
}

/// A feed document for people.
enum FeedDocumentText {
    static func lines(_ document: FeedDocument) -> [String] {
        guard let format = document.format else {
            return ["not a feed: " + (document.error ?? "")]
        }
        var lines = [
            "\(format.rawValue), \(document.encoding) (by \(document.encodingRule)), "
                + "\(document.entries.count) entries"
        ]
        for fault in document.recoveries { lines.append("recovered from: \(fault)") }
        if !document.isComplete { lines.append("cut off: entries may be missing") }
        lines.append(contentsOf: [
            "", "  \(shown(document.feed.title?.plain))", "  \(shown(document.feed.link))", "",
        ])
        for entry in document.entries {
            let date = (entry.published ?? entry.updated).map {
                $0.moment?.description ?? "unreadable date \"\($0.raw)\""
            }
            lines.append("- \(shown(entry.title?.plain))")
            lines.append("  \(date ?? "no date")  \(shown(entry.link))")
        }
        return lines
    }

    private static func shown(_ text: String?) -> String {
        text.map { VisibleText.line($0) } ?? "(none)"
    }
}
