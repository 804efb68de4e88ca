import Rejoinder

/// Answers who said what, one text per line; a line that fails does not stop the others.
///
/// Input: `{"id", "lang", "text"}`. Output: `{"id", "statements": [{"source", "cue", "content",
/// "quoted", "spans": {"source", "cue", "content"}}]}`. A span is `[start, end)` in Unicode code
/// points of the text, or null.
enum StatementBatch {
    static func run() {
        let output = BufferedOutput()
        while let line = readLine(strippingNewline: true) {
            guard !line.isEmpty else { continue }
            output.end(answer(line))
        }
    }

    static func answer(_ line: String) -> JSONValue {
        let request: JSONValue
        do {
            request = try JSONValue(parsing: Array(line.utf8))
        } catch {
            return refusal(nil, "\(error)")
        }
        guard let text = request["text"]?.stringValue else {
            return refusal(request["id"], "the line has no \"text\"")
        }
        let places = CodePointPlaces(text)
        let found = Attributions.find(in: text, language: request["lang"]?.stringValue)
        return .members([
            "id": request["id"] ?? .null,
            "statements": .array(found.map { statement($0, places) }),
        ])
    }

    private static func refusal(_ id: JSONValue?, _ reason: String) -> JSONValue {
        .members(["id": id ?? .null, "statements": .array([]), "error": .string(reason)])
    }

    private static func statement(
        _ attribution: Attribution, _ places: CodePointPlaces
    ) -> JSONValue {
        .members([
            "source": attribution.sourceText.map { .string($0) } ?? .null,
            "cue": attribution.cueText.map { .string($0) } ?? .null,
            "content": .string(attribution.contentText),
            "quoted": .bool(attribution.isQuoted),
            "spans": .members([
                "source": attribution.source.map(places.span) ?? .null,
                "cue": attribution.cue.map(places.span) ?? .null,
                "content": places.span(attribution.content),
            ]),
        ])
    }
}

/// Finds the code point of a text at which a byte lies.
private struct CodePointPlaces {
    /// The code point for each byte, and one more for the end.
    private let places: [Int32]

    init(_ text: String) {
        var places: [Int32] = []
        places.reserveCapacity(text.utf8.count + 1)
        var count: Int32 = -1
        for byte in text.utf8 {
            if byte & 0xC0 != 0x80 { count += 1 }
            places.append(count)
        }
        places.append(count + 1)
        self.places = places
    }

    func span(_ bytes: Range<Int>) -> JSONValue {
        .array([.int(Int64(places[bytes.lowerBound])), .int(Int64(places[bytes.upperBound]))])
    }
}
