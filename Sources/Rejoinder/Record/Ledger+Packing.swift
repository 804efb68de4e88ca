import Compression
import Foundation
import GRDB
import Signing
import Synchronization

/// Asks now and then whether a dictionary is due, and makes one at a time.
final class DictionaryWatch: Sendable {
    private let state = Mutex((calls: 0, isBusy: false))
    /// A feed's poll brings tens of texts.
    private static let interval = 16

    /// - Returns: whether to ask now, which `end` then ends.
    func begin() -> Bool {
        state.withLock { state in
            state.calls += 1
            guard !state.isBusy, state.calls % Self.interval == 1 else { return false }
            state.isBusy = true
            return true
        }
    }

    func end() { state.withLock { $0.isBusy = false } }
}

extension Ledger {
    /// Makes a dictionary if one is due, which is asked at few of the calls.
    package func keepDictionary(now: Timestamp) async throws(LedgerError) {
        guard dictionaryWatch.begin() else { return }
        defer { dictionaryWatch.end() }
        try await makeDictionary(now: now)
    }

    /// Makes a dictionary if one is due; what is recorded from then on is packed with it.
    ///
    /// - Returns: whether one was made.
    @discardableResult
    package func makeDictionary(now: Timestamp) async throws(LedgerError) -> Bool {
        try await makeDictionary(now: now, leastTexts: DictionarySamples.leastTexts)
    }

    func makeDictionary(
        now: Timestamp, leastTexts: Int64
    ) async throws(LedgerError) -> Bool {
        let samples = try await read { database in
            try DictionarySamples.due(in: database, leastTexts: leastTexts)
        }
        guard let samples, let dictionary = await samples.dictionary(),
            let id = TextCompressor.id(of: dictionary)
        else { return false }
        return try await write { database in
            // Another process may have made the same.
            try database.execute(
                sql: """
                    INSERT INTO dictionary (id, made_at, texts, content, hash)
                    SELECT :id, :at, :texts, :content, :hash
                    WHERE NOT EXISTS (SELECT 1 FROM dictionary WHERE id = :id)
                    """,
                arguments: [
                    "id": Int64(id), "at": now.milliseconds, "texts": samples.texts,
                    "content": Data(dictionary), "hash": Data(SHA256.digest(dictionary)),
                ])
            return database.changesCount > 0
        }
    }

    /// Packs what earlier versions, or a ledger without a dictionary, have kept as it is.
    ///
    /// Each transaction packs a few rows, and others can write between them. The file gets no
    /// smaller before `scrub`.
    ///
    /// - Parameters:
    ///   - giveWay: waits after a transaction that took so long.
    ///   - progress: is told of the table, how many rows were looked at, and of how many.
    package func packRows(
        giveWay: @Sendable (Duration) async -> Void = Ledger.giveWay,
        progress: @Sendable (String, Int64, Int64) -> Void
    ) async throws(LedgerError) {
        for table in PackedTable.all {
            let last = try await read { database in
                try Int64.fetchOne(database, sql: "SELECT max(rowid) FROM \(table.name)") ?? 0
            }
            var done: Int64 = 0
            while done < last {
                let (begin, end) = (done, min(done + Self.packedAtOnce, last))
                let start = ContinuousClock.now
                try await write { database in
                    try database.cachedStatement(sql: table.update)
                        .execute(arguments: ["begin": begin, "end": end])
                }
                await giveWay(.now - start)
                done = end
                progress(table.name, done, last)
            }
        }
    }

    private static let packedAtOnce: Int64 = 500

    /// Lets another process have its turn: one that waits for the lock only tries it now and then.
    package static func giveWay(after time: Duration) async {
        try? await Task.sleep(for: max(time, .milliseconds(20)))
    }

    /// The bytes of all pages of the file.
    package func fileSize() async throws(LedgerError) -> Int64 {
        try await read { database in
            let pages = try Int64.fetchOne(database, sql: "PRAGMA page_count") ?? 0
            return try pages * (Int64.fetchOne(database, sql: "PRAGMA page_size") ?? 0)
        }
    }
}

/// A table whose rows may be packed.
private struct PackedTable: Sendable {
    let name: String
    let update: String

    private init(_ name: String, _ assignment: String, of plain: String, where condition: String) {
        self.name = name
        update = """
            UPDATE \(name) SET \(assignment) WHERE rowid > :begin AND rowid <= :end AND \(condition)
                AND pack(\(plain)) IS NOT NULL
            """
    }

    static let all = [
        PackedTable(
            "text", "packed = pack(content), content = ''", of: "content",
            where: "packed IS NULL AND withheld IS NULL AND dropped_at IS NULL"),
        PackedTable(
            "change", "packed = pack(detail), detail = ''", of: "detail", where: "packed IS NULL"),
        PackedTable(
            "event_body", "body = pack(body)", of: "body",
            where: """
                substr(body, 1, 1) = x'7B' AND NOT EXISTS (SELECT 1 FROM event
                    WHERE event.sequence = event_body.sequence AND type LIKE 'log.%')
                """),
    ]
}
