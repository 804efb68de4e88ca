import ArgumentParser
import Foundation

/// Writes a configuration to start from.
struct Init: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write a commented configuration to start from.",
        discussion: HelpText.flowing(
            """
            An existing file is never touched.

            EXAMPLES
              rejoinder init
              rejoinder init /etc/rejoinder/rejoinder.yaml
              rejoinder init -
            """))

    @Argument(help: "The file to write; - writes to standard output.")
    var path = "rejoinder.yaml"

    func run() async throws {
        guard path != "-" else {
            return FileHandle.standardOutput.write(Data(StartingConfiguration.text.utf8))
        }
        try StartingConfiguration.write(to: path)
        Output.line("wrote \(path); edit it, then check it with `rejoinder check --config \(path)`")
    }
}

extension StartingConfiguration {
    /// - Throws: `CommandError` if the file exists already or cannot be made.
    static func write(to path: String) throws {
        do {
            try Data(text.utf8).write(
                to: URL(fileURLWithPath: path), options: .withoutOverwriting)
        } catch CocoaError.fileWriteFileExists {
            throw CommandError("\(path) exists and is left as it is; name another file")
        } catch {
            throw CommandError(
                "cannot write \(path); its folder must exist, and you must be able to write to it")
        }
    }
}
