import ArgumentParser
import HTTP
import Rejoinder

/// Reads one feed document and shows what it says.
struct Parse: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Read one feed document and show what it says.",
        discussion: HelpText.flowing(
            """
            EXAMPLES
              rejoinder parse feed.xml
              rejoinder parse https://example.org/feed
              curl -s "$FEED" | rejoinder parse - --base-url "$FEED"
              rejoinder parse feed.xml --json

            With --batch, each line of standard input is an object {"id", "path",
            "content_type", "base_url"}, and each line of output {"id", "doc"}.
            """))

    @Argument(help: "The document's file or http(s) address; - reads standard input.")
    var file: String?

    @Option(help: "The HTTP content type that it was served with.")
    var contentType: String?

    @Option(name: .customLong("base-url"), help: "The address that it came from.")
    var baseURL: String?

    @Option(help: FeedFetch.allowHelp)
    var allow: [String] = []

    @Flag(help: "Print one JSON document.")
    var json = false

    @Flag(help: "Read JSON Lines from standard input and write JSON Lines.")
    var batch = false

    func validate() throws {
        guard batch || file != nil else {
            throw ValidationError("Name a file or an address, or - for standard input.")
        }
    }

    func run() async throws {
        if batch { return Batch.parse.run() }
        let document = try await document(file ?? "-")
        guard !json else { return Output.json(document.json) }
        let text = FeedDocumentText(style: .standardOutput)
        Output.line(text.lines(document).joined(separator: "\n"))
        if document.format == nil { throw ExitCode(1) }
    }

    private func document(_ source: String) async throws -> FeedDocument {
        guard FeedFetch.isAddress(source) else {
            return FeedReader.read(
                try Input.bytes(source), contentType: contentType, baseURL: baseURL)
        }
        let response = try await FeedFetch.response(source, allowing: allow)
        return FeedReader.read(
            response.body, contentType: contentType ?? response.headers["content-type"],
            baseURL: baseURL ?? response.url)
    }
}

extension Batch {
    /// Reads each feed document.
    static let parse = Batch { request in
        let document = FeedReader.read(
            try Input.bytes(try request.text("path")),
            contentType: request.optionalText("content_type"),
            baseURL: request.optionalText("base_url"))
        return request.answer(with: Array("{\"doc\":".utf8) + document.json + [0x7D])
    }
}

extension FeedDocument {
    fileprivate var json: [UInt8] {
        var bytes: [UInt8] = []
        writeJSON { bytes += $0 }
        return bytes
    }
}
