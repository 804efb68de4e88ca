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

    /// A JSON document in a line of its own, byte for byte, but on a terminal.
    static func json(_ document: [UInt8]) {
        let isShown = StandardStream.output.isTerminal
        bytes((isShown ? TerminalJSON.escaped(document) : document) + [0x0A])
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

/// JSON fit for a terminal: it says the same.
enum TerminalJSON {
    /// Writes characters out that would steer the terminal, or hide; outside of strings there
    /// are none.
    static func escaped(_ document: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        for scalar in String(decoding: document, as: UTF8.self).unicodeScalars {
            guard isSteering(scalar.value) else {
                out += String(scalar).utf8
                continue
            }
            let digits = String(scalar.value, radix: 16)
            out += "\\u\(String(repeating: "0", count: 4 - digits.utf8.count))\(digits)".utf8
        }
        return out
    }

    private static func isSteering(_ value: UInt32) -> Bool {
        switch value {
        case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}

/// A failure with a text for the user.
struct CommandError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
