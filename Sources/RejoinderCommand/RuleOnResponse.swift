import ArgumentParser
import Foundation
import Rejoinder
import Signing

/// Rules that the newest candidate is the answer, or records one that came another way.
struct ConfirmInquiry: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "confirm", abstract: "Say that the answer has come.",
        discussion: HelpText.flowing(
            """
            If a candidate waits for a ruling, the newest is confirmed. If none does, or if you
            give a quote, a link or a file, the answer is recorded as you tell it: by phone, by
            mail, or where nothing is watched. Of a file, its name and hash are recorded.

            EXAMPLES
              rejoinder inquiries confirm inq_k7w2
              rejoinder inquiries confirm inq_k7w2 --reason 'by phone'
              rejoinder inquiries confirm inq_k7w2 --reason 'by mail' --file answer.eml \\
                  --quote 'The fleet will be led from Gdynia.'
            """))

    @OptionGroup var options: ActOptions

    @Option(help: "The words of the answer.")
    var quote: String?

    @Option(help: "Where the answer can be read.")
    var link: String?

    @Option(help: "A file that has the answer, such as a saved mail.", completion: .file())
    var file: String?

    private var isByHand: Bool { quote != nil || link != nil || file != nil }

    func validate() throws {
        guard !isByHand || options.reason != nil else {
            throw ValidationError("Say with --reason how the answer came.")
        }
        guard link == nil || file == nil else {
            throw ValidationError("Give --link or --file, not both.")
        }
    }

    func run() async throws {
        let answer = HandAnswer(
            quote: quote, link: link, file: try file.map { try KeptFile(at: $0) })
        try await options.perform("answered") { ledger, inquiry, act in
            if !isByHand, try await ledger.hasCandidate(inquiry.id) {
                return try await ledger.rule(isConfirmed: true, on: inquiry, by: act)
            }
            guard act.reason != nil else {
                throw CommandError(
                    "\(VisibleText.line(inquiry.id.rawValue)) has no candidate to confirm; to record "
                        + "an answer that came another way, say with --reason how it came")
            }
            try await ledger.answer(inquiry, with: answer, by: act)
        }
    }
}

extension KeptFile {
    /// - Throws: `CommandError` if the file cannot be read.
    init(at path: String) throws {
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw CommandError("\(VisibleText.line(path)) cannot be read")
        }
        self.init(
            name: URL(fileURLWithPath: path).lastPathComponent, hash: SHA256.digest([UInt8](bytes)))
    }
}

/// Rules that the newest response does not answer the inquiry.
struct DenyInquiry: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deny", abstract: "Say that the newest response is none.",
        discussion: HelpText.flowing(
            """
            A candidate that is denied never comes back, nor do others like it. If the inquiry
            was answered or declined by what you deny, it waits again.
            """))

    @OptionGroup var options: ActOptions

    func run() async throws {
        try await options.perform("denied", tellsState: true) { ledger, inquiry, act in
            try await ledger.rule(isConfirmed: false, on: inquiry, by: act)
        }
    }
}
