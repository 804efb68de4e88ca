import ArgumentParser
import Foundation
import Rejoinder

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
    static func line(_ text: String) {
        FileHandle.standardOutput.write(Data((text + "\n").utf8))
    }

    /// A line on standard error.
    static func problem(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }
}

/// A failure with a text for the user.
struct CommandError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
