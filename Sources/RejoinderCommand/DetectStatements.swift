import Rejoinder

extension Batch {
    /// Says who said what in each text.
    ///
    /// A span is `[start, end)` in Unicode code points of the text, or null.
    static func statements(_ detector: Detector) -> Batch {
        Batch { request in
            let text = try request.text("text")
            let places = CodePointPlaces(text)
            let language = request.optionalText("lang")
            let found = Attributions.found(in: text, language: language) {
                detector.institution(named: $0, language: language)
            }
            return request.answer([
                "statements": .array(found.map { statement($0, $1, places) })
            ])
        }
    }

    private static func statement(
        _ attribution: Attribution, _ statement: Statement?, _ places: CodePointPlaces
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
            "speaker": statement.map { .string($0.source) } ?? .null,
            "institution": statement?.institution.map { .string($0.rawValue) } ?? .null,
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
