import Foundation
import Testing

@testable import Rejoinder

@Suite("The shipped configuration") struct ExampleTests {
    @Test("has the schema that the decoder's tables make") func schema() throws {
        // Written by `rejoinder check --schema > config/rejoinder.schema.json`.
        #expect(try Project.text("config/rejoinder.schema.json") == ConfigurationSchema.text)
    }

    @Test("shows every key of the schema, live or commented") func everyKey() throws {
        let lines = try Self.uncommented().split(separator: "\n")
        let keys = Self.keys(
            of: try JSONValue(parsing: Array(try Project.text("config/rejoinder.schema.json").utf8))
        )
        #expect(keys.count > 50)
        for key in keys {
            let isShown = lines.contains { line in
                let bare = line.drop { " -{".contains($0) }
                return bare.hasPrefix("\(key):") || line.contains("{\(key):")
            }
            #expect(isShown, "config/rejoinder.yaml does not show \(key)")
        }
    }

    @Test("works as it is, and asks only for a contact", arguments: ["rejoinder", "minimal"])
    func works(name: String) throws {
        let path = Project.file("config/\(name).yaml").path
        let file = try ConfigurationFile.load(path: path, environment: [:])
        #expect(file.warnings.map { $0.message.prefix(8) } == ["contact:"])
        #expect(!file.configuration.feeds.isEmpty)
        #expect(file.configuration.ledger == Project.file("config/data/rejoinder.sqlite").path)
    }

    @Test("works with every setting in its comments") func worksUncommented() throws {
        let file = try TemporaryConfiguration(try Self.uncommented())
        try file.add("holidays/DE.yaml", try Project.text("config/holidays/DE.yaml"))
        for name in ["intranet-key", "intranet-password", "intranet-token", "newsroom", "mail"] {
            try file.add("credentials/\(name)", String(repeating: "k", count: 32))
        }
        try file.add("credentials/heartbeat", "https://hc-ping.com/a-b-c")
        let key = "ed25519-private:" + String(repeating: "A", count: 43) + "="
        try file.add("credentials/log-key", key)
        try file.add("credentials/slack", "https://hooks.slack.com/services/T/B/X")
        #expect(file.faults() == [])
    }

    @Test("names, in its settings' comments, the true defaults") func defaults() throws {
        let file = try TemporaryConfiguration(try Self.uncommented())
        try file.add("holidays/DE.yaml", try Project.text("config/holidays/DE.yaml"))
        let read = try file.load(readsSecrets: false).configuration
        var poll = read.poll
        poll.budget = nil
        poll.hostBudget = nil
        #expect(poll == Configuration.Poll())
        #expect(read.inquiry.dueBefore == Configuration.InquiryDefaults().dueBefore)
        #expect(read.inquiry.deadline == Configuration.InquiryDefaults().deadline)
        #expect(read.delivery == Configuration.Delivery())
        #expect(read.log == Configuration.Log())
        #expect(read.heartbeat.every == Configuration.Heartbeat().every)
    }

    @Test("has a minimal form of five lines") func minimal() throws {
        let text = try Project.text("config/minimal.yaml")
        #expect(text.split(separator: "\n").count == 5)
    }

    /// The example with its commented settings live.
    private static func uncommented() throws -> String {
        try Project.text("config/rejoinder.yaml").split(
            separator: "\n", omittingEmptySubsequences: false
        ).map { line in
            let isSetting =
                line.hasPrefix("#  ")
                || (line.hasPrefix("#") && line.dropFirst().first?.isLetter == true)
            return isSetting ? String(line.dropFirst()) : String(line)
        }.joined(separator: "\n")
    }

    /// The names of all properties, at every depth.
    static func keys(of schema: JSONValue) -> Set<String> {
        switch schema {
        case .object(let members):
            var names: Set<String> = []
            for member in members {
                if member.name == "properties", case .object(let properties) = member.value {
                    names.formUnion(properties.map(\.name))
                }
                names.formUnion(keys(of: member.value))
            }
            return names
        case .array(let values): return values.reduce(into: []) { $0.formUnion(keys(of: $1)) }
        default: return []
        }
    }
}
