import ArgumentParser
import Foundation
import Rejoinder
import System

/// What a command reads.
enum Input {
    /// The whole file; `-` is standard input.
    ///
    /// - Throws: `CommandError` that names the file.
    static func bytes(_ path: String) throws -> [UInt8] {
        if path == "-" { return Array(FileHandle.standardInput.readDataToEndOfFile()) }
        do {
            return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        } catch {
            throw CommandError("cannot read \(path): \(error.localizedDescription)")
        }
    }
}

/// What a command writes.
enum Output {
    /// A line on standard output; a reader that has gone away ends the program quietly.
    static func line(_ text: String) { bytes(Array((text + "\n").utf8)) }

    static func lines(_ lines: [String]) {
        guard !lines.isEmpty else { return }
        line(lines.joined(separator: "\n"))
    }

    /// A JSON document in a line of its own.
    static func json(_ value: JSONValue) { json(value.bytes) }

    /// A JSON document in a line of its own, which harms no terminal.
    static func json(_ document: [UInt8]) { bytes(VisibleJSON.escaped(document) + [0x0A]) }

    /// A JSON document in a line of its own, byte for byte as it was hashed; escaped on a
    /// terminal alone.
    static func evidence(_ document: [UInt8]) {
        if StandardStream.output.isTerminal { json(document) } else { bytes(document + [0x0A]) }
    }

    static func bytes(_ bytes: [UInt8]) {
        guard let failure = StandardStream.output.write(bytes) else { return }
        problem("cannot write to standard output: \(failure)")
        exit(1)
    }

    /// A line on standard error.
    static func problem(_ text: String) {
        _ = StandardStream.error.write(Array((text + "\n").utf8))
    }
}

/// A failure with a text for the user.
struct CommandError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
