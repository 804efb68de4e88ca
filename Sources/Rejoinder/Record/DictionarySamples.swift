import Compression
import Foundation
import GRDB

/// Texts from which a dictionary is made, and what it is made of: the words that many texts have.
///
/// It holds single words and no passages, and no word that fewer than `fewest` texts have, however
/// many entries share one. So it tells next to nothing of one text, and stays when a text is withheld.
struct DictionarySamples: Sendable {
    /// In so many texts a word has to be.
    static let fewest = 5
    /// A dictionary is made once there are so many texts, and each time there are ten times as many.
    static let leastTexts: Int64 = 1000
    static let growth: Int64 = 10

    private static let mostTexts = 4000
    private static let mostOthers = 200
    private static let mostBytes = 4096
    /// Larger ones gain next to nothing.
    private static let size = 112 << 10
    private static let wordLengths = 4...40

    /// How many texts the ledger has.
    let texts: Int64
    private let samples: [[UInt8]]
    private let others: [[UInt8]]

    /// - Returns: nil if no dictionary is due.
    static func due(
        in database: Database, leastTexts: Int64 = Self.leastTexts
    ) throws -> DictionarySamples? {
        let texts =
            try Int64.fetchOne(
                database.cachedStatement(sql: "SELECT max(id) FROM text")) ?? 0
        let former = try Int64.fetchOne(
            database.cachedStatement(sql: "SELECT max(texts) FROM dictionary"))
        guard texts >= former.map({ $0 * growth }) ?? leastTexts else { return nil }
        return try DictionarySamples(texts: texts, in: database)
    }

    private init(texts: Int64, in database: Database) throws {
        self.texts = texts
        samples = try String.fetchAll(
            database,
            sql: """
                SELECT substr(\(Packing.text), 1, ?) FROM text
                WHERE withheld IS NULL AND dropped_at IS NULL AND id IN (
                    SELECT text_id FROM (
                        SELECT id, revision FROM entry ORDER BY id DESC LIMIT ?) AS entry
                    JOIN revision ON entry_id = entry.id AND number = entry.revision)
                """, arguments: [Self.mostBytes, Self.mostTexts]
        ).map { Array($0.utf8.prefix(Self.mostBytes)) }
        let details = try String.fetchAll(
            database,
            sql: "SELECT substr(\(Packing.detail), 1, ?) FROM change ORDER BY rowid DESC LIMIT ?",
            arguments: [Self.mostBytes, Self.mostOthers]
        ).map { Array($0.utf8.prefix(Self.mostBytes)) }
        let bodies = try Data.fetchAll(
            database,
            sql: """
                SELECT substr(\(Packing.body), 1, ?) FROM event_body ORDER BY sequence DESC LIMIT ?
                """, arguments: [Self.mostBytes, Self.mostOthers]
        ).map { [UInt8]($0) }
        others = details + bodies
    }

    /// - Returns: nil if the texts have too little in common.
    @concurrent
    func dictionary() async -> [UInt8]? {
        let strings = words() + Self.names
        return TextCompressor.dictionary(of: strings, samples: samples + others, size: Self.size)
    }

    /// The words that enough texts have, those that save most at the end.
    private func words() -> [UInt8] {
        var counts: [ArraySlice<UInt8>: Int] = [:]
        for sample in samples {
            let words = Set(sample.split { $0 <= 0x20 })
            for word in words where Self.wordLengths.contains(word.count) {
                counts[word, default: 0] += 1
            }
        }
        let common = counts.filter { $0.value >= Self.fewest }
            .map { (word: $0.key, gain: $0.value * ($0.key.count - 2)) }
            .sorted {
                $0.gain == $1.gain
                    ? $0.word.lexicographicallyPrecedes($1.word) : $0.gain > $1.gain
            }
        var words: [ArraySlice<UInt8>] = []
        var room = Self.size - Self.names.count - 1024
        for (word, _) in common {
            room -= word.count + 1
            guard room >= 0 else { break }
            words.append(word)
        }
        return Array(words.reversed().joined(separator: [0x20])) + [0x20]
    }

    /// What the JSON of events and changes consists of beside words.
    private static let names = Array(
        #"""
        "inquiry":{"id":"inq_","institution":{"key":"","name":""},"subject":"","opened_at":"","due_at":"\#
        "},"response":{"verdict":"answered","confidence":0.,"quote":"","source":"","reasons":[{"term":"\#
        "},"statement":{"source":"","cue":"","content":"","quoted":true,"institution":"},"page":{"url":"\#
        "sentences":[{"kind":"added","text":"},{"kind":"removed","before":"},{"kind":"moved","after":"\#
        {"id":"evt_","type":"entry.published","at":"2026-","type":"entry.updated","at":"2026-\#
        Z","data":{"feed":{"name":"","url":"https://www.","title":""},"entry":{"id":"https://www.\#
        ","title":"","link":"https://www.","author":"","published":"2026-01-01T00:00:00Z","updated":"2026-\#
        Z","first_seen":"2026-"},"revision":{"number":1,"source":"feed","hash":"","seen_at":"2026-\#
        Z","receipt":""},"change":{"level":"major","kinds":["headline","wording"],"reason":"the title changed\#
        ","stealth":false,"from_revision":1,"to_revision":2,"fields":[{"field":"title","from":"\#
        {"stealth":false,"fields":[{"field":"text","from":"","to":"","spans":[{"kind":"same","text":"\#
        "},{"kind":"removed","text":" "},{"kind":"added","text":" "},{"kind":"same","text":" \#
        "}]}],"sentences":[{"kind":"changed","before":"","after":"","level":"minor","reason":"\#
        the same is said in other words"},{"kind":"changed","before":"
        """#.utf8)
}
