import ArgumentParser
import Rejoinder

/// Reads one text, and shows who was asked in it and what came of it.
struct Detect: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Read one text and show who was asked, and what came of it.",
        discussion: HelpText.flowing(
            """
            EXAMPLES
              rejoinder detect article.txt
              rejoinder detect --lang de --json article.txt

            With --batch, each line of standard input is an object {"id", "lang", "text"}, with
            "before" and "after" where there are words around the text, and each line of output
            {"id", "label", "records"}.
            """))

    @Argument(help: "A file of plain text; - reads standard input.")
    var file: String?

    @Option(help: "The language: en, de, fr, uk or ru. Without it, it is guessed.")
    var lang: String?

    @Flag(help: "Show who said what, instead of who was asked.")
    var statements = false

    @Flag(help: "Print one JSON document.")
    var json = false

    @Flag(help: "Read JSON Lines from standard input and write JSON Lines.")
    var batch = false

    // The three for training, which docs/training.md describes.
    @Option(help: .hidden) var weights: String?
    @Flag(help: .hidden) var features = false
    @Flag(help: .hidden) var terms = false

    func validate() throws {
        guard batch || file != nil else {
            throw ValidationError("Name a file, or - for standard input.")
        }
    }

    func run() async throws {
        let detector = try detector()
        if features { return Batch.features(detector).run() }
        if terms { return Batch.terms(detector).run() }
        if statements { return try runStatements(detector) }
        if batch { return Batch.parties(detector).run() }
        let text = String(decoding: try Input.bytes(file ?? "-"), as: UTF8.self)
        let parties = detector.parties(title: "", text: text, language: lang)
        guard !json else {
            return Output.json(.array(parties.map(\.json)))
        }
        for party in parties { Output.line(party.line) }
        if parties.isEmpty { Output.line("Nobody was asked.") }
    }

    private func detector() throws -> Detector {
        guard let weights else { return Detector(institutions: []) }
        if weights == "none" { return Detector(institutions: [], weights: nil) }
        do {
            return Detector(institutions: [], weights: try Weights(Input.bytes(weights)))
        } catch let error as WeightsError {
            throw CommandError("\(weights) holds no weights: \(error)")
        }
    }

    /// Prints the statements in the text.
    private func runStatements(_ detector: Detector) throws {
        if batch { return Batch.statements(detector).run() }
        let text = String(decoding: try Input.bytes(file ?? "-"), as: UTF8.self)
        let statements = Attributions.statements(in: text, language: lang) { _ in nil }
        for statement in statements {
            let content = VisibleText.line(statement.content)
            Output.line(VisibleText.line("\(statement.source)  \(statement.cue)"))
            Output.line("    " + (statement.isQuoted ? "“\(content)”" : content))
        }
        if statements.isEmpty { Output.line("Nobody said anything.") }
    }
}

extension Batch {
    /// Says who was asked in each text.
    static func parties(_ detector: Detector) -> Batch {
        Batch { request in
            let parties = detector.mentions(
                in: try request.text("text"), before: request.optionalText("before") ?? "",
                after: request.optionalText("after") ?? "", language: request.optionalText("lang"))
            return request.answer([
                "label": .string(
                    AskedParty.State.mostSignificant(of: parties.map(\.state))?.rawValue ?? "none"),
                "records": .array(
                    parties.map {
                        .members([
                            "who": .string($0.mention), "state": .string($0.state.rawValue),
                            "kind": .string($0.kind.rawValue), "scope": .string($0.scope.rawValue),
                            "question": .string($0.question), "confidence": .double($0.confidence),
                            "evidence": .string($0.evidence), "grounds": $0.grounds.map(json),
                        ])
                    }),
            ])
        }
    }

    private static func json(_ grounds: PartyEvidence) -> JSONValue {
        .members([
            "state": .double(Double(grounds.state)), "party": .double(Double(grounds.party)),
            "named": .bool(grounds.isNamedByFrame), "framed": .bool(grounds.isStateOfFrame),
        ])
    }

    /// The terms of each text, and the language that it was read in.
    static func terms(_ detector: Detector) -> Batch {
        Batch { request in
            let found = detector.terms(
                title: request.optionalText("title") ?? "", text: try request.text("text"),
                language: request.optionalText("lang"))
            return request.answer([
                "lang": found.map { .string($0.language) } ?? .null,
                "terms": .array(found?.terms.map { .string($0) } ?? []),
            ])
        }
    }

    /// The sentences of each text as the models see them.
    static func features(_ detector: Detector) -> Batch {
        @Sendable func numbers(_ features: [UInt16]) -> JSONValue {
            .array(features.map { .int(Int64($0)) })
        }
        return Batch { request in
            let samples = detector.samples(
                of: try request.text("text"), before: request.optionalText("before") ?? "",
                after: request.optionalText("after") ?? "", language: request.optionalText("lang"))
            return request.answer([
                "sentences": .array(
                    samples.map { sample in
                        .members([
                            "own": numbers(sample.own), "frames": numbers(sample.frames),
                            "beside": numbers(sample.beside),
                            "words": .array(sample.words.map(numbers)),
                            "places": .array(
                                sample.places.map {
                                    .array([.int(Int64($0.lowerBound)), .int(Int64($0.upperBound))])
                                }),
                        ])
                    })
            ])
        }
    }
}

extension AskedParty {
    fileprivate var json: JSONValue {
        .members([
            "who": .string(name), "institution": institution.map { .string($0.rawValue) } ?? .null,
            "state": .string(state.rawValue), "kind": .string(kind.rawValue),
            "scope": .string(scope.rawValue), "question": .string(question),
            "confidence": .double(confidence), "mention": .string(mention),
            "evidence": .string(evidence), "topic": .array(topic.map { .string($0) }),
            "own": .bool(isOutletsOwn),
        ])
    }

    fileprivate var line: String {
        let words = VisibleText.line(evidence)
        let sure = "\(kind.words), confidence \(PercentText.write(confidence))"
        return "\(state.rawValue)  \(VisibleText.line(name)) (\(sure))\n    \(words)"
    }
}
