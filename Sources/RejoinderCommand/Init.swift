import ArgumentParser
import Foundation

/// Writes a configuration to start from.
struct Init: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write a commented configuration to start from.",
        discussion: """
            An existing file is never touched.

            EXAMPLES
              rejoinder init
              rejoinder init /etc/rejoinder/rejoinder.yaml
              rejoinder init -
            """)

    @Argument(help: "The file to write; - writes to standard output.")
    var path = "rejoinder.yaml"

    func run() async throws {
        let text = Data(StartingConfiguration.text.utf8)
        guard path != "-" else { return FileHandle.standardOutput.write(text) }
        do {
            try text.write(to: URL(fileURLWithPath: path), options: .withoutOverwriting)
        } catch CocoaError.fileWriteFileExists {
            throw CommandError("\(path) exists and is left as it is; name another file")
        } catch {
            throw CommandError("cannot write \(path): \(error.localizedDescription)")
        }
        Output.line("wrote \(path); edit it, then check it with `rejoinder check --config \(path)`")
    }
}
