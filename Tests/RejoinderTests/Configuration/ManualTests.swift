import Foundation
import Testing

@testable import Rejoinder

@Suite("The manual page") struct ManualTests {
    @Test("knows every key of the configuration") func keys() throws {
        let schema = try JSONValue(parsing: Array(ConfigurationSchema.text.utf8))
        let words = try Self.words()
        for key in ExampleTests.keys(of: schema).sorted() {
            #expect(words.contains(key), "docs/rejoinder.1 does not tell of \(key)")
        }
    }

    @Test("knows every event") func events() throws {
        let words = try Self.words()
        for type in EventType.allCases {
            #expect(words.contains(type.rawValue), "docs/rejoinder.1 does not tell of \(type)")
        }
    }

    @Test("tells the true defaults") func defaults() throws {
        let text = try Project.text("docs/rejoinder.1")
        let poll = Configuration.Poll()
        let inquiry = Configuration.InquiryDefaults()
        let nobody = try #require(Mailbox("a@example.org"))
        let mail = Configuration.Sink.Email(server: "", from: nobody, to: [])
        let file = Configuration.Sink.File(path: "")
        let claims = [
            "Between two polls of a feed; \(DurationText.write(poll.interval)).",
            "Limits for a whole transfer, and for its connection alone; "
                + "\(DurationText.write(poll.timeout)) and \(DurationText.write(poll.connectTimeout)).",
            "The largest document that is read, after decompression; \(SizeText.write(poll.maxBytes)).",
            "Transfers at once, and connections to one host; \(poll.concurrency) and \(poll.perHost).",
            "Time to respond; \(ResponseTime.write(inquiry.deadline)).",
            "is told; \(DurationText.write(inquiry.dueBefore)).",
            "Of a webhook; none, and "
                + "\(DurationText.write(Configuration.Sink.Webhook(url: "").timeout)).",
            "How long handing in an e-mail may take; \(DurationText.write(mail.timeout)).",
            "how many older ones it keeps; \(SizeText.write(file.maximumBytes)), and \(file.kept).",
            "told to stop; \(DurationText.write(Configuration.Delivery().drain)).",
        ]
        let flowing = text.replacingOccurrences(of: "\n", with: " ")
        for claim in claims {
            #expect(flowing.contains(claim), "docs/rejoinder.1 does not say: \(claim)")
        }
    }

    private static func words() throws -> Set<String> {
        Set(try Project.text("docs/rejoinder.1").split { " \n".contains($0) }.map(String.init))
    }
}
