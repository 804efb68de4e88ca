import Testing

@testable import Rejoinder

@Suite("The index of watches") struct WatchIndexTests {
    private static func watch(_ name: String, _ words: String) throws -> Watch {
        var watch = Watch(name: name)
        watch.words = try WatchWord.parse(words)
        return watch
    }

    /// What the text writes where it has the words.
    private static func found(_ words: String, _ text: String) throws -> [String] {
        let index = WatchIndex([try watch("w", words)])
        let text = TokenizedText(text)
        return index.found(in: text).map { text.text($0.bytes) }
    }

    @Test(
        "finds a word in each of its forms, and nothing inside another",
        arguments: [
            ("ship", "Two SHIPS and a ship’s boat.", ["SHIPS", "ship’s"]),
            ("ships", "One ship, no shipment.", ["ship"]),
            ("Ministerium", "Das Ministerium, des Ministeriums.", ["Ministerium", "Ministeriums"]),
            ("флот", "Командування флоту; флотом.", ["флоту", "флотом"]),
            (
                "Bundeswehr", "Bundeswehr-Soldaten und die Bundeswehr.",
                ["Bundeswehr", "Bundeswehr"]
            ),
            ("OTAN", "L'OTAN et l’Otan.", ["OTAN", "Otan"]),
            ("WHO", "The WHO asks who it was.", ["WHO"]),
            ("eu", "The EU said.", ["EU"]),
            ("ship", "Shiplap is worship.", []),
        ])
    func families(words: String, text: String, found: [String]) throws {
        #expect(try Self.found(words, text) == found)
    }

    @Test(
        "finds whatever begins like this",
        arguments: [
            ("mine*", "Minesweepers, a mine; famine.", ["Minesweepers", "mine"]),
            ("Donau*", "Die Donauschifffahrt an der Donau.", ["Donauschifffahrt", "Donau"]),
            ("anti-mi*", "An anti-mine vessel; anti mi5.", ["anti-mine", "anti mi5"]),
        ])
    func prefixes(words: String, text: String, found: [String]) throws {
        #expect(try Self.found(words, text) == found)
    }

    @Test(
        "finds just the words in quotation marks, one after the other in one sentence",
        arguments: [
            (#""Baltic fleet""#, "The baltic  Fleet; Baltic fleets.", ["baltic  Fleet"]),
            (#""Baltic fleet""#, "It is the Baltic. Fleet week begins.", []),
            (#""Baltic fleet""#, "The Baltic Sea fleet.", []),
            (#""ship""#, "Ships and a ship.", ["ship"]),
        ])
    func phrases(words: String, text: String, found: [String]) throws {
        #expect(try Self.found(words, text) == found)
    }

    @Test("says which sentence has the word") func sentences() throws {
        let index = WatchIndex([try Self.watch("w", "ferry")])
        let text = TokenizedText("The port is shut. No ferry leaves.\nA ferry waits.")
        #expect(index.found(in: text).map(\.sentence) == [1, 2])
        #expect(text.sentences.count == 3)
    }

    @Test("keeps a thousand watches apart in one pass") func many() throws {
        let watches = try (0..<1000).map { try Self.watch("w\($0)", "word\($0) common -none\($0)") }
        let index = WatchIndex(watches)
        let text = TokenizedText("Word7 and word 70, word707 in common.")
        let found = index.found(in: text)
        #expect(found.count { $0.word == 1 } == 1000)
        #expect(found.filter { $0.word == 0 }.map(\.watch) == [7, 707])
    }

    @Test("reads any bytes", arguments: ["", "\u{1}\u{2}\u{3} ship\u{3}ship", "-", "‐‐ -a- ‑"])
    func anything(text: String) throws {
        _ = try Self.found("ship* \"a a\"", text)
        #expect(WatchIndex([]).found(in: TokenizedText(text)).isEmpty)
    }
}
