import ArgumentParser
import HTTP
import Rejoinder

/// Turns a list of feeds into configuration.
struct ImportFeeds: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Print the feeds of an OPML file as configuration.",
        discussion: HelpText.flowing(
            """
            The program never writes its configuration: paste what is printed, and
            check it with `rejoinder check`. What is no http or https address is left out.

            EXAMPLES
              rejoinder feeds import feeds.opml
            """))

    @Argument(help: "The file; - reads standard input.")
    var file: String

    func run() async throws {
        let outlines = OPMLReader.feeds(try Input.bytes(file))
        guard !outlines.isEmpty else { throw CommandError("\(file) lists no feeds") }
        var usable: [OPMLOutline] = []
        for outline in outlines {
            if let fault = Self.fault(outline.url) {
                Output.problem("left out: \(VisibleText.line(outline.url, limit: 200)): \(fault)")
            } else {
                usable.append(outline)
            }
        }
        guard !usable.isEmpty else {
            throw CommandError("\(file) lists no feeds that can be polled")
        }
        Output.lines(FeedYAML.lines(usable))
    }

    /// Why the address cannot be polled, by the parser that polls.
    private static func fault(_ url: String) -> String? {
        do {
            _ = try WebAddress(url)
            return nil
        } catch .invalidURL(let why) {
            return why
        } catch {
            return "\(error)"
        }
    }
}

/// Feeds as the configuration writes them.
enum FeedYAML {
    static func lines(_ outlines: [OPMLOutline]) -> [String] {
        ["feeds:"]
            + zip(names(outlines), outlines).flatMap { name, outline in
                ["  - name: \(quoted(name))", "    url: \(quoted(outline.url))"]
            }
    }

    /// A name for each, and none twice.
    static func names(_ outlines: [OPMLOutline]) -> [String] {
        var taken: Set<String> = []
        return outlines.map { unique(name($0), &taken) }
    }

    /// A name of letters, digits, dots, dashes and underscores, as the configuration requires.
    private static func name(_ outline: OPMLOutline) -> String {
        if let text = outline.text, NameText.isValid(text) { return text }
        let title = slug(outline.title ?? outline.text ?? "")
        return title.isEmpty ? slug(AddressName.host(outline.url)) : title
    }

    private static func slug(_ text: String) -> String {
        var name = ""
        for scalar in text.caseFolded.unicodeScalars {
            let isPlain = ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
            if isPlain || scalar == "." || scalar == "_" {
                name.unicodeScalars.append(scalar)
            } else if !name.isEmpty, !name.hasSuffix("-") {
                name += "-"
            }
        }
        return String(name.prefix(48)).trimmingSuffix("-")
    }

    private static func unique(_ name: String, _ taken: inout Set<String>) -> String {
        let base = name.isEmpty ? "feed" : name
        var candidate = base
        var number = 1
        while !taken.insert(candidate).inserted {
            number += 1
            candidate = "\(base)-\(number)"
        }
        return candidate
    }

    /// A double-quoted YAML scalar; JSON's strings are valid ones.
    private static func quoted(_ text: String) -> String {
        JSONValue.string(VisibleText.line(text)).text
    }
}

/// Makes a name from the host of an address.
private enum AddressName {
    static func host(_ url: String) -> String {
        let rest = url.split(separator: "://", maxSplits: 1).last ?? ""
        let host = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        return host.hasPrefix("www.") ? String(host.dropFirst(4)) : String(host)
    }
}

extension String {
    fileprivate func trimmingSuffix(_ suffix: String) -> String {
        var text = self
        while text.hasSuffix(suffix), !text.isEmpty { text.removeLast(suffix.count) }
        return text
    }
}
