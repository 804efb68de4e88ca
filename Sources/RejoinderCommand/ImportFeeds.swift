import ArgumentParser
import Rejoinder

/// Turns a list of feeds into configuration.
struct ImportFeeds: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Print the feeds of an OPML file as configuration.",
        discussion: """
            The program never writes its configuration: paste what is printed below `feeds:`.

            EXAMPLES
              rejoinder feeds import feeds.opml
            """)

    @Argument(help: "The file; - reads standard input.")
    var file: String

    func run() async throws {
        throw CommandError("\(file): not yet")
    }
}
