import Testing

@testable import Rejoinder

@Suite("JSON that is shown") struct VisibleJSONTests {
    private static let steering: [Unicode.Scalar] = [
        "\u{7F}", "\u{80}", "\u{9B}", "\u{9F}", "\u{61C}", "\u{200E}", "\u{200F}", "\u{2028}",
        "\u{2029}", "\u{202A}", "\u{202E}", "\u{2066}", "\u{2069}",
    ]

    @Test("writes out what steers a terminal, and says the same", arguments: steering)
    func steers(scalar: Unicode.Scalar) throws {
        let values: [JSONValue] = ["\(scalar)", "a\(scalar)\(scalar)б", "“\(scalar)”"].map {
            .string($0)
        }
        for value in values {
            let shown = VisibleJSON.escaped(value.bytes)
            #expect(!String(decoding: shown, as: UTF8.self).unicodeScalars.contains(scalar))
            #expect(try JSONValue(parsing: shown) == value)
        }
    }

    @Test(
        "leaves all else as it is",
        arguments: [
            "plain", "не відповів", "é \u{A0} € “quoted” – … 😀", "\u{200D}\u{2030}\u{205F}\u{206A}",
            "\u{60C}\u{61B}\u{61F}\u{100}\u{2001}", "", "\\u202e \\ \"",
        ])
    func leaves(text: String) {
        let document = JSONValue.string(text).bytes
        #expect(VisibleJSON.escaped(document) == document)
    }

    @Test("takes bytes that break off") func brokenOff() {
        for bytes: [UInt8] in [[0xE2], [0xE2, 0x80], [0xC2], [0xD8], [0xE2, 0x81], []] {
            #expect(VisibleJSON.escaped(bytes) == bytes)
        }
    }
}
