import Foundation
import Yams

extension [KeySchema<SinkDraft>] {
    /// The keys of a sink that runs a program.
    static var exec: [KeySchema<SinkDraft>] {
        [
            .key(
                "command", .list(of: .word), \.program.command, required: true,
                "The program that is run for each event, by its path, and its arguments. No shell "
                    + "reads them."),
            .key(
                "environment", .list(of: .variable), \.program.inherited,
                "The names of the environment variables that the program has. The default is PATH, "
                    + "HOME, LANG and TZ."),
            .key(
                "timeout", .duration(atLeast: .seconds(1), atMost: .seconds(600)),
                \.program.timeout,
                "How long a program may run. The default is 30s, and 2m of one that archives."),
        ]
    }

    /// The keys of an Atom feed.
    static var atom: [KeySchema<SinkDraft>] {
        [
            .key(
                "path", .path, \.atom.path, required: true,
                "The file that is an Atom feed of the newest events."),
            .key(
                "title", .text, \.atom.title,
                "The title of the Atom feed. The default is Rejoinder."),
            .key(
                "entries", .integer(1...1000), \.atom.entries,
                "How many events the Atom feed has. The default is 100."),
        ]
    }
}

extension SinkDraft {
    /// The program with its absolute path and with what is set of its environment.
    func checkedProgram(
        _ node: Node, _ reading: inout ConfigurationReading
    ) -> Configuration.Sink.Program {
        var program = program
        program.environment = reading.environment.filter { program.inherited.contains($0.key) }
        let place = node.value(of: "command")
        guard let name = program.command.first else {
            reading.fault(place?.mark ?? node.mark, "\(section).command: names no program")
            return program
        }
        let path = reading.absolute(name)
        program.command[0] = path
        if !FileManager.default.isExecutableFile(atPath: path) {
            reading.warn(
                place?.mark,
                "\(section).command: this user cannot run \(VisibleText.line(path, limit: 200))")
        }
        return program
    }
}

extension ValueCodec where Value == String {
    /// A word of a command, which may be empty.
    fileprivate static var word: ValueCodec {
        .scalar(
            expected: "a text without a null character",
            schema: .members(["type": .array([.string("string"), .string("number")])]),
            parse: { $0.utf8.contains(0) ? nil : $0 })
    }

    fileprivate static var variable: ValueCodec {
        .scalar(
            expected: "the name of an environment variable",
            schema: .members([
                "type": .string("string"), "pattern": .string("^[A-Za-z_][A-Za-z0-9_]*$"),
            ])
        ) { text in
            let isName = text.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F: true
                default: false
                }
            }
            let isDigit = text.utf8.first.map { (0x30...0x39).contains($0) } ?? true
            return isName && !isDigit ? text : nil
        }
    }
}
