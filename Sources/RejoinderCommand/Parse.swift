import ArgumentParser
import Foundation
import HTTP
import Rejoinder

/// Reads one feed document and shows what it says.
struct Parse: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Read one feed document and show what it says.",
        discussion: """
            EXAMPLES
              rejoinder parse feed.xml
              rejoinder parse https://example.org/feed
              curl -s https://example.org/feed | rejoinder parse - --base-url https://example.org/feed
              rejoinder parse feed.xml --json

            With --batch, each line of standard input is an object {"id", "path",
            "content_type", "base_url"}, and each line of output {"id", "doc"}.
            """)

    @Argument(help: "The document's file or http(s) address; - reads standard input.")
    var file: String?

    @Option(help: "The HTTP content type that it was served with.")
    var contentType: String?

    @Option(name: .customLong("base-url"), help: "The address that it came from.")
    var baseURL: String?

    @Option(
        help: "An address or block that may be fetched though not public: 127.0.0.1, 10.0.0.0/8.")
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
        if batch { return ParseBatch.run() }
        let document = try await document(file ?? "-")
        guard !json else {
            let output = BufferedOutput()
            document.writeJSON(output.write)
            return output.end()
        }
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

/// Answers one document per line; if one fails, the answer is the reason, and the rest go on.
enum ParseBatch {
    static func run() {
        let output = BufferedOutput()
        while let line = readLine(strippingNewline: true) {
            guard !line.isEmpty else { continue }
            answer(line, to: output)
            output.end()
        }
    }

    private static func answer(_ line: String, to output: BufferedOutput) {
        let request: JSONValue
        do {
            request = try JSONValue(parsing: Array(line.utf8))
        } catch {
            return refuse(nil, because: "\(error)", to: output)
        }
        guard let path = request["path"]?.stringValue else {
            return refuse(request["id"], because: "the line has no \"path\"", to: output)
        }
        do {
            let document = FeedReader.read(
                try Input.bytes(path), contentType: request["content_type"]?.stringValue,
                baseURL: request["base_url"]?.stringValue)
            output.write(Array("{\"id\":".utf8) + (request["id"] ?? .null).bytes)
            output.write(Array(",\"doc\":".utf8))
            document.writeJSON(output.write)
            output.write([0x7D])
        } catch {
            refuse(request["id"], because: "\(error)", to: output)
        }
    }

    private static func refuse(
        _ id: JSONValue?, because reason: String, to output: BufferedOutput
    ) {
        output.write(
            JSONValue.members(["id": id ?? .null, "doc": .null, "error": .string(reason)]).bytes)
    }
}

/// Collects JSON until it is worth a system call, and escapes what could harm a terminal.
///
/// It never writes only part of a character.
final class BufferedOutput {
    private var buffer: [UInt8] = []

    func write(_ bytes: [UInt8]) {
        buffer += bytes
        if buffer.count > 1 << 16 { flush() }
    }

    /// Writes one line that holds the answer.
    func end(_ answer: JSONValue) {
        write(answer.bytes)
        end()
    }

    /// Ends the line.
    func end() {
        write([0x0A])
        flush()
    }

    private func flush() {
        FileHandle.standardOutput.write(Data(VisibleJSON.escaped(buffer)))
        buffer.removeAll(keepingCapacity: true)
    }
}
