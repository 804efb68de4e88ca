import ArgumentParser
import Foundation
import Platform
import Rejoinder

/// Reads what a command is given.
enum Input {
    /// The whole file; `-` stands for standard input.
    ///
    /// - Throws: `CommandError` that names the file.
    static func bytes(_ path: String) throws -> [UInt8] {
        if path == "-" { return Array(FileHandle.standardInput.readDataToEndOfFile()) }
        do {
            return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        } catch {
            throw CommandError("cannot read \(path): \(reason(path))")
        }
    }

    private static func reason(_ path: String) -> String {
        if FeedFetch.isAddress(path) {
            return "this command reads files; save the page first, with `curl -o FILE ADDRESS`"
        }
        guard let facts = FileFacts(path: path, followsLinks: true) else {
            return "there is no such file"
        }
        return facts.kind == .folder ? "it is a folder" : "permission denied to this user"
    }
}

/// Writes what a command prints.
enum Output {
    /// Writes a line on standard output; if the reader has gone away, the program ends quietly.
    static func line(_ text: String) { bytes(Array((text + "\n").utf8)) }

    static func lines(_ lines: [String]) {
        guard !lines.isEmpty else { return }
        line(lines.joined(separator: "\n"))
    }

    /// Writes a JSON document on a line of its own.
    static func json(_ value: JSONValue) { json(value.bytes) }

    /// Writes a JSON document on a line of its own, with nothing in it that could harm a terminal.
    static func json(_ document: [UInt8]) { bytes(VisibleJSON.escaped(document) + [0x0A]) }

    /// Writes a JSON document on a line of its own, byte for byte as it was hashed.
    ///
    /// Only on a terminal is it escaped.
    static func evidence(_ document: [UInt8]) {
        if StandardStream.output.isTerminal { json(document) } else { bytes(document + [0x0A]) }
    }

    static func bytes(_ bytes: [UInt8]) {
        guard let failure = StandardStream.output.write(bytes) else { return }
        problem("cannot write to standard output: \(failure)")
        exit(1)
    }

    /// Writes a line on standard error.
    static func problem(_ text: String) {
        _ = StandardStream.error.write(Array((text + "\n").utf8))
    }
}

/// A failure with a text for the user.
struct CommandError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
